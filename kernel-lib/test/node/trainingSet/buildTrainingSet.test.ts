import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  buildTrainingSet,
  type BuildTrainingSetOptions,
  type TrainingSetSummary,
} from 'decodesaxs/dist/node/trainingSet/buildTrainingSet';
import { readStructureSet } from 'decodesaxs/dist/train/samples/structureSet';
import { atomLine } from '../../structure/lines';

const NAMES = ['ALA', 'GLY', 'SER', 'LEU', 'LYS', 'TRP', 'HIS'];

/** A compact chain whose size tells which it is. */
function chain(count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * (i % 24)) / 24;
    return atomLine('ATOM', 'CA', NAMES[i % 7], 'A', i + 1, [
      14.5 * Math.cos(angle),
      14.5 * Math.sin(angle),
      4.5 * Math.floor(i / 24),
    ]);
  }).join('\n');
}

async function build(
  input: string,
  options: BuildTrainingSetOptions,
  steps = Infinity,
): Promise<TrainingSetSummary | undefined> {
  const run = buildTrainingSet(input, options);
  for (let n = 0; n < steps; n++) {
    const step = await run.next();
    if (step.done) return step.value;
  }
  await run.return(undefined as never);
  return undefined;
}

describe('buildTrainingSet', () => {
  let folder: string;
  const at = (name: string): string => path.join(folder, name);
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'training set '));
    fs.mkdirSync(at('in/deep'), { recursive: true });
    fs.writeFileSync(at('in/one.pdb'), chain(60));
    fs.writeFileSync(at('in/deep/two.ent.gz'), gzipSync(chain(70)));
    fs.writeFileSync(at('in/deep/twin.pdb'), chain(60));
    fs.writeFileSync(at('in/broken.cif'), 'data_x\nloop_\n');
    fs.writeFileSync(at('in/notes.md'), 'not a structure');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));
  const idsOf = (file: string): readonly string[] => {
    const bytes = fs.readFileSync(file);
    return readStructureSet(file.endsWith('.gz') ? gunzipSync(bytes) : bytes).ids;
  };

  it('builds one file of a folder and logs what is left out', async () => {
    const summary = await build(at('in'), { out: at('out/set.arrow.gz') });
    assert.deepEqual(idsOf(at('out/set.arrow.gz')), ['deep/twin', 'deep/two']);
    assert.equal(summary!.structures, 4);
    const log = fs
      .readFileSync(summary!.log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    assert.deepEqual(
      log.map(([what]) => what),
      ['broken.cif', 'one'],
    );
    assert.match(log[1][1], /same shape as deep\/twin/);
    assert.deepEqual(fs.readdirSync(at('out')).sort(), ['set.arrow.gz', 'set.arrow.gz.skipped.txt']);
  });

  it('goes on after it was stopped, without reading again what is done', async () => {
    const out = at('set.arrow');
    await build(at('in'), { out }, 3);
    assert.ok(!fs.existsSync(out));
    const journal = fs.readFileSync(`${out}.journal`, 'utf8');
    fs.writeFileSync(`${out}.journal`, `${journal}{"key":"cut sho`);
    const { mtime } = fs.statSync(at('in/deep/two.ent.gz'));
    fs.writeFileSync(at('in/deep/two.ent.gz'), Buffer.alloc(fs.statSync(at('in/deep/two.ent.gz')).size));
    fs.utimesSync(at('in/deep/two.ent.gz'), mtime, mtime);
    await build(at('in'), { out });
    assert.deepEqual(idsOf(out), ['deep/twin', 'deep/two']);
    assert.ok(!fs.existsSync(`${out}.journal`));
  });

  it('hears an abort between two files', async () => {
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    await assert.rejects(build(at('in'), { out: at('set.arrow'), signal: controller.signal }), {
      name: 'AbortError',
    });
  });

  it('reads a list, with comments and files from its folder', async () => {
    fs.writeFileSync(at('in/list.txt'), '# two files\none.pdb\n\ndeep/two.ent.gz # gzipped\n');
    await build(at('in/list.txt'), { out: at('set.arrow') });
    assert.deepEqual(idsOf(at('set.arrow')), ['one', 'deep/two']);
  });

  it('refuses in one sentence what names no structures', async () => {
    fs.mkdirSync(at('empty'));
    fs.writeFileSync(at('bad.txt'), 'one\ntwo words\n');
    fs.writeFileSync(at('none.txt'), '# nothing\n');
    fs.writeFileSync(at('in/only.txt'), 'broken.cif\n');
    const refuses = (input: string, words: RegExp): Promise<void> =>
      assert.rejects(build(input, { out: at('set.arrow') }), words);
    await refuses(at('nowhere'), /There is no folder or list/);
    await refuses(at('empty'), /has no structure files/);
    await refuses(at('bad.txt'), /Line 1 of .* neither a file nor a PDB identifier/);
    await refuses(at('none.txt'), /is an empty list/);
    await refuses(at('in/only.txt'), /None of 1 structures is suitable \(broken\.cif: /);
    assert.ok(!fs.existsSync(at('set.arrow')));
  });

  describe('downloads', () => {
    let server: http.Server;
    let requests: string[];
    let busy: number;
    beforeEach(async () => {
      requests = [];
      busy = 0;
      server = http.createServer((request, response) => {
        requests.push(request.url!);
        if (busy-- > 0) response.writeHead(503).end();
        else if (request.url === '/1abc.cif.gz') response.end(gzipSync(chain(60)));
        else if (request.url === '/2abc.cif.gz') response.end(gzipSync(chain(70)));
        else response.writeHead(404).end();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      fs.writeFileSync(at('ids.txt'), '1ABC\n9xyz\n2abc\n');
    });
    afterEach(() => server.close());
    const options = (): BuildTrainingSetOptions => ({
      out: at('set.arrow'),
      pause: 1,
      archive: `http://127.0.0.1:${(server.address() as AddressInfo).port}/{id}.cif.gz`,
    });

    it('fetch the entries of a list once and keep them', async () => {
      busy = 2;
      const summary = await build(at('ids.txt'), options());
      assert.deepEqual(idsOf(at('set.arrow')), ['1abc', '2abc']);
      assert.deepEqual(requests, [
        '/1abc.cif.gz',
        '/1abc.cif.gz',
        '/1abc.cif.gz',
        '/9xyz.cif.gz',
        '/2abc.cif.gz',
      ]);
      assert.deepEqual(summary!.skipped, { 'no such entry': 1 });
      assert.deepEqual(fs.readdirSync(at('structures')), ['1abc.cif.gz', '2abc.cif.gz']);
      requests = [];
      await build(at('ids.txt'), options());
      assert.deepEqual(requests, ['/9xyz.cif.gz']);
    });

    it('say in one sentence that the archive is not reached, and go on later', async () => {
      await build(at('ids.txt'), options(), 1);
      const online = options();
      const offline = { ...online, archive: 'http://127.0.0.1:1/{id}.cif.gz' };
      await assert.rejects(
        build(at('ids.txt'), offline),
        /cannot be downloaded from 127\.0\.0\.1:1 \(.+\): go online and run the same command again, or give a folder of files\.$/,
      );
      requests = [];
      await build(at('ids.txt'), online);
      assert.deepEqual(requests, ['/9xyz.cif.gz', '/2abc.cif.gz']);
    });

    it('leave no folder behind when the first one fails', async () => {
      const offline = { out: at('new/set.arrow'), pause: 1, archive: 'http://127.0.0.1:1/{id}.cif.gz' };
      await assert.rejects(build(at('ids.txt'), offline), /cannot be downloaded/);
      assert.ok(!fs.existsSync(at('new')));
    });

    it('stop when they are aborted', async () => {
      const controller = new AbortController();
      const run = buildTrainingSet(at('ids.txt'), { ...options(), signal: controller.signal });
      await run.next();
      controller.abort();
      await assert.rejects(run.next(), { name: 'AbortError' });
      assert.equal(requests.length, 1);
    });
  });
});
