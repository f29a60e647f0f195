import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../../src/inputError';
import { openDataset } from '../../../src/node/evaluation/dataset';
import { readManifestRows } from '../../../src/node/evaluation/datasetManifest';

const CURVE = Array.from({ length: 40 }, (_, i) => {
  const q = 0.01 + 0.005 * i;
  return `${q.toFixed(4)} ${(1000 * Math.exp(-((20 * q) ** 2) / 3)).toExponential(5)} ${(5 + i / 10).toFixed(3)}`;
}).join('\n');
const atom = (serial: number, x: number): string =>
  `ATOM  ${String(serial).padStart(5)}  CA  ALA A${String(serial).padStart(4)}    ${x.toFixed(3).padStart(8)}${(0).toFixed(3).padStart(8)}${(0).toFixed(3).padStart(8)}  1.00  0.00           C`;
const MODEL = [1, 2, 3, 4, 5].map((i) => atom(i, 3.8 * i)).join('\n');

describe('openDataset', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dataset-'));
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'a.dat'), CURVE);
    writeFileSync(join(folder, 'data', 'b.dat'), CURVE);
    writeFileSync(join(folder, 'data', 'a.pdb'), MODEL);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('opens a JSON manifest, its paths relative to itself', () => {
    const file = join(folder, 'list.json');
    writeFileSync(
      file,
      JSON.stringify([
        { curve: 'data/a.dat', model: 'data/a.pdb', rmax: 12.5, unit: '1/nm' },
        { id: 'second', curve: join(folder, 'data', 'b.dat') },
      ]),
    );
    const [a, second] = openDataset(file);
    assert.deepEqual(
      [a.id, a.rmax, second.id, second.rmax, second.model],
      ['a', 12.5, 'second', undefined, undefined],
    );
    assert.ok(Math.abs(a.curve().q[0] - 0.001) < 1e-12, 'q in 1/nm is converted');
    assert.ok(Math.abs(second.curve().q[0] - 0.01) < 1e-12);
    assert.equal(a.model!().xyz.length, 15);
  });

  it('opens a CSV manifest', () => {
    const file = join(folder, 'list.csv');
    writeFileSync(
      file,
      '# a comment\nid,rmax,curve,model\nfirst,,data/a.dat,data/a.pdb\n"with, comma",20,data/b.dat,\n',
    );
    const entries = openDataset(file);
    assert.deepEqual(
      entries.map(({ id, rmax, model }) => [id, rmax, model !== undefined]),
      [
        ['first', undefined, true],
        ['with, comma', 20, false],
      ],
    );
    assert.equal(entries[1].curve().q.length, 40);
  });

  it('opens a folder of curves, and a folder with one folder an entry', () => {
    assert.deepEqual(
      openDataset(join(folder, 'data')).map(({ id, model }) => [id, model]),
      [
        ['a', undefined],
        ['b', undefined],
      ],
    );
    rmSync(join(folder, 'data', 'b.dat'));
    const [entry] = openDataset(folder);
    assert.deepEqual([entry.id, entry.model!().xyz.length], ['data', 15]);
  });

  it('lets an entry whose file is missing fail alone, when it is read', () => {
    const file = join(folder, 'list.json');
    writeFileSync(file, JSON.stringify([{ curve: 'nowhere.dat' }, { curve: 'data/a.dat' }]));
    const [missing, there] = openDataset(file);
    assert.throws(() => missing.curve(), InputError);
    assert.equal(there.curve().q.length, 40);
  });

  it('refuses two entries of one name, no dataset and an empty one', () => {
    const file = join(folder, 'list.json');
    writeFileSync(file, JSON.stringify([{ curve: 'data/a.dat' }, { curve: 'other/a.dat' }]));
    assert.throws(() => openDataset(file), /two entries called a/);
    assert.throws(() => openDataset(join(folder, 'nowhere')), /There is no dataset/);
    writeFileSync(file, '[]');
    assert.throws(() => openDataset(file), /holds no curve/);
  });
});

describe('readManifestRows', () => {
  it('says what is wrong with a row', () => {
    const refused: [string, string, RegExp][] = [
      ['x.json', '[{"model": "a.pdb"}]', /Row 1 .* names no curve/],
      ['x.json', '[{"curve": "a.dat", "rmaks": 3}]', /field "rmaks"/],
      ['x.json', '[{"curve": "a.dat"}, {"curve": "b.dat", "rmax": -3}]', /Row 2 .* rmax -3/],
      ['x.json', '{"curve": "a.dat"}', /is no list/],
      ['x.json', 'curve', /is not JSON/],
      ['x.csv', 'file\na.dat', /no column curve/],
      ['x.csv', 'curve,unit\na.dat,1/m', /unit 1\/m/],
    ];
    for (const [name, text, message] of refused) {
      assert.throws(
        () => readManifestRows(text, name),
        (error: Error) => error instanceof InputError && message.test(error.message),
        text,
      );
    }
  });

  it('reads quotes, empty fields and CR LF', () => {
    assert.deepEqual(readManifestRows('curve,id\r\n,x\r\n'.replace(',x', 'b.dat,"say ""b"""'), 'x.csv'), [
      { id: 'say "b"', curve: 'b.dat' },
    ]);
    assert.deepEqual(readManifestRows('model,curve\n,b.dat\n', 'x.csv'), [{ id: 'b', curve: 'b.dat' }]);
  });
});
