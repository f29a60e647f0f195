import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseCurve } from '../../src/curve/format/parseCurve';
import { readArrow } from '../../src/input/readArrow';
import { InputError } from '../../src/inputError';
import { openDataset } from '../../src/node/evaluation/dataset';
import { LARGEST, readBytes } from '../../src/node/files';
import { loadNetworks } from '../../src/node/networkFiles';

const root = join(__dirname, '..', '..', '..');
const faults = join(root, '..', 'shared', 'data', 'faults');

describe('the doors of data', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'doors '))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('make a row of a broken entry, not the end of the dataset', () => {
    for (const name of ['A', 'B', 'C']) {
      mkdirSync(join(folder, 'set', name), { recursive: true });
      writeFileSync(join(folder, 'set', name, 'a.dat'), readFileSync(join(root, 'fixtures', 'SASDA25.dat')));
    }
    writeFileSync(join(folder, 'set', 'A', 'meta.json'), '{broken');
    writeFileSync(join(folder, 'set', 'B', 'meta.json'), '{"source": [{"file": 3, "role": "curve"}]}');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'set', 'D'));
    const entries = openDataset(join(folder, 'set'));
    assert.deepEqual(
      entries.map(({ id }) => id),
      ['A', 'B', 'C', 'D'],
    );
    const said = entries.map(({ curve }) => {
      try {
        return String(curve().q.length);
      } catch (error) {
        assert.ok(error instanceof InputError);
        return error.message;
      }
    });
    assert.match(said[0], /A\/meta\.json is not readable as JSON/);
    assert.match(said[1], /B\/meta\.json: source\.0\.file is 3, expected a text/);
    assert.equal(said[2], '1389');
    assert.match(said[3], /D is a link to a missing file/);
  });

  it('refuse weights that are no files, or larger than any, in one sentence', () => {
    const weights = join(folder, 'weights');
    const refused = (words: RegExp): void =>
      assert.throws(
        () => loadNetworks(weights),
        (error) => error instanceof InputError && words.test(error.message),
      );
    mkdirSync(join(weights, 'manifest.json'), { recursive: true });
    refused(/manifest\.json is a folder: give a file in it\.$/);
    rmSync(join(weights, 'manifest.json'), { recursive: true });
    writeFileSync(join(weights, 'manifest.json'), '');
    truncateSync(join(weights, 'manifest.json'), 2 ** 33);
    refused(/manifest\.json is larger than 1 MiB, the limit/);
    const files = { 'autoencoder.safetensors': { sha256: '0'.repeat(64), bytes: 1 } };
    writeFileSync(join(weights, 'manifest.json'), JSON.stringify({ version: '1', files }));
    writeFileSync(join(weights, 'autoencoder.safetensors'), '');
    truncateSync(join(weights, 'autoencoder.safetensors'), 2 ** 33);
    refused(/autoencoder\.safetensors is larger than 2050 MiB, the limit/);
  });

  it('do not unpack what says that it is too large', () => {
    const file = join(folder, 'bomb.pdb.gz');
    writeFileSync(file, gzipSync(Buffer.alloc(2 ** 25)));
    const before = process.memoryUsage().rss;
    assert.throws(() => readBytes(file, 2 ** 24), /larger than 16 MiB/);
    assert.ok(process.memoryUsage().rss - before < 2 ** 24);
    assert.ok(LARGEST.text < LARGEST.map && LARGEST.map < LARGEST.table);
  });

  it('refuse XML with very many attributes at once', () => {
    const attributes = Array.from({ length: 300_000 }, (_, i) => ` a${i}="1"`).join('');
    const text = `<?xml version="1.0"?><SASroot><SASentry${attributes}></SASentry></SASroot>`;
    const { user } = process.cpuUsage();
    assert.throws(() => parseCurve(Buffer.from(text), { name: 'x.xml' }), /a tag of more than 65536 letters/);
    assert.ok(process.cpuUsage().user - user < 2e6);
  });

  for (const name of ['hang-models.arrow', 'hang-set.arrow'])
    it(`refuse ${name} at once`, function () {
      const file = join(faults, name);
      if (!existsSync(file)) this.skip();
      this.timeout(5000);
      const source = { what: name, remedy: 'fetch it again' };
      assert.throws(() => readArrow(readBytes(file), ['id'], source), /is no Arrow file or is damaged/);
    });
});
