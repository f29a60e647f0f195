import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { fileKind, readFiles, sortGiven, type GivenFile } from '../src/given';
import { packedAddress, readAddress, readRun, runAddress, type ReadRun } from '../src/runFile';
import { structureVerdict } from '../src/structureVerdict';
import { thinnedIndices } from '../src/thinned';
import { usedRange, usedWords } from '../src/usedWords';
import {
  advanced,
  afterStep,
  beginRun,
  fixedWords,
  resettle,
  settled,
  withRun,
  type ReadCurve,
  type Settled,
  type Visit,
} from '../src/visit';
import type { RunResult } from '../src/runResult';
import { fixture } from './builtPage';

const given = (name: string, text: string | Uint8Array): GivenFile => ({
  name,
  bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
});
const read = (name: string): ReadCurve =>
  ({ file: given(name, ''), curve: { name }, analysis: { warnings: [] } }) as unknown as ReadCurve;
const result = { settings: { seed: 1, generations: 3 } } as RunResult;

describe('the state of a visit', () => {
  const [a, b] = ['a.dat', 'b.dat'].map((name, i) => beginRun(i + 1, read(name), { settings: { seed: 1 } }));
  const searching: Settled = { stage: 'searching', run: b, phase: 'searching' };

  it('gives what a run tells to that run alone', () => {
    const finished = advanced(a, { kind: 'finished', result });
    assert.equal(finished.read.file.name, 'a.dat');
    assert.equal(withRun(searching, finished), searching, 'the visit shows another run');
    const now = withRun(searching, advanced(b, { kind: 'profile', used: [0.01, 0.2] }));
    assert.deepEqual(now.stage === 'searching' && now.run.used, [0.01, 0.2]);
  });

  it('keeps what is shown while a curve is read, and lets it go on', () => {
    const reading: Visit = {
      stage: 'reading',
      reading: 7,
      file: given('c.dat', ''),
      plan: { settings: { seed: 1 } },
      before: searching,
    };
    const run = advanced(b, { kind: 'finished', result });
    const later = resettle(reading, afterStep(searching, run, { kind: 'finished', result }));
    assert.equal(later.stage, 'reading');
    assert.deepEqual(settled(later), { stage: 'finished', run });
  });

  it('names what is fixed, and nothing where all is as for a first run', () => {
    assert.equal(fixedWords({ seed: 1 }), undefined);
    assert.equal(fixedWords({ seed: 7, rmax: 24, generations: 1 }), 'radius 24 Å, 1 generation, seed 7');
  });
});

describe('files given to the page', () => {
  const pdb = 'ATOM      1  CA  ALA A   1       1.000   2.000   3.000\nEND\n';
  const cif = 'data_x\nloop_\n_atom_site.group_PDB\n_atom_site.id\n';
  const sascif = 'data_x\nloop_\n_sas_scan_intensity.momentum_transfer\n0.01\n';

  it('are told apart by what they hold, not by their names', () => {
    assert.equal(fileKind(given('a.txt', pdb)), 'structure');
    assert.equal(fileKind(given('a.cif', cif)), 'structure');
    assert.equal(fileKind(given('a.cif', sascif)), 'curve');
    assert.equal(fileKind(given('a.dat', fixture('SASDA25.dat'))), 'curve');
    assert.equal(fileKind(given('a.json', '{ "decodesaxsRun": 1 }')), 'run');
  });

  it('are taken as one curve and one structure, and the others are named', () => {
    const sorted = sortGiven([given('m.pdb', pdb), given('a.dat', '1 2 3'), given('b.dat', '1 2 3')]);
    assert.deepEqual(
      [sorted.curve?.name, sorted.structure?.name, sorted.left],
      ['a.dat', 'm.pdb', ['b.dat']],
    );
  });
});

describe('gzip archives given to the page', () => {
  const archive = (name: string, bytes: Uint8Array): File =>
    new File([bytes as Uint8Array<ArrayBuffer>], name);

  it('are unpacked, whatever their name', async () => {
    const pdb = 'ATOM      1  CA  ALA A   1       1.000   2.000   3.000\nEND\n';
    const { files, refused } = await readFiles([
      archive('model.pdb.gz', gzipSync(pdb)),
      archive('curve.dat', gzipSync(fixture('SASDA25.dat'))),
    ]);
    assert.deepEqual(refused, []);
    assert.deepEqual(
      files.map((file) => [file.name, fileKind(file)]),
      [
        ['model.pdb', 'structure'],
        ['curve.dat', 'curve'],
      ],
    );
    assert.deepEqual(Buffer.from(files[1].bytes), Buffer.from(fixture('SASDA25.dat')));
  });

  it('are refused in a sentence where they are damaged, or too large when unpacked', async () => {
    const whole = gzipSync(fixture('SASDA25.dat'));
    const { files, refused } = await readFiles([
      archive('half.dat.gz', whole.subarray(0, whole.length / 2)),
      archive('bomb.dat.gz', gzipSync(new Uint8Array(9 * 2 ** 20))),
    ]);
    assert.deepEqual(files, []);
    assert.deepEqual(refused, [
      'half.dat.gz is a damaged gzip archive: unpack it, and give the file that it holds.',
      'bomb.dat.gz has more than 8 MB when unpacked; files up to 8 MB are read: a curve of 2,000 points has 0.1 MB. Leave out columns, or rebin it.',
    ]);
  });
});

describe('the verdict on a structure', () => {
  const expected = { cc: 0.72, deviation: 0.08 };
  const verdict = (ownRadius: number, trueScale: number): string =>
    structureVerdict('m.pdb', { ownRadius, trueScale }, expected);

  it('holds the correlation on which the expectation is calibrated against it', () => {
    assert.equal(
      verdict(0.65, 0.7),
      'm.pdb agrees with the map as well as the true structure should: CC 0.65, expected 0.72 ± 0.08.',
    );
    assert.match(verdict(0.57, 0.69), /less than expected of the true structure: CC 0\.57/);
    assert.match(verdict(0.5, 0.69), /unlikely to be what was measured: CC 0\.50, 2\.75 deviations below/);
  });

  it('is not blind to size', () =>
    assert.match(verdict(0.7, -0.01), /unlikely to be what was measured: at true scale CC -0\.01, /));
});

describe('the range used', () => {
  it('is that of measured points, as in the files, though the first bin begins before', () => {
    const q = Float64Array.of(0.01, 0.0131, 0.05, 0.195, 0.21);
    assert.equal(usedWords({ q }, [0.0129, 0.2]), 'used: q 0.0131 to 0.195 1/Å; grey: not used');
    assert.equal(usedWords({ q }), '');
  });

  it('is that of the search until the map is fitted, which may use more points', () => {
    assert.deepEqual(usedRange({ used: [0.0129, 0.12] }), [0.0129, 0.12]);
    const result = {
      reconstruction: { fit: { curve: { q: [0.0131, 0.05, 0.195] } } },
    } as unknown as RunResult;
    assert.deepEqual(usedRange({ used: [0.0129, 0.12], result }), [0.0131, 0.195]);
  });
});

describe('addresses that repeat a run', () => {
  it('say an example with its settings, or hold the whole run', () => {
    const settings = { seed: 3, rmax: 24.5, generations: 2 };
    assert.deepEqual(readAddress(runAddress('SASDA25', settings)), { example: 'SASDA25', settings });
    const file = JSON.stringify({
      decodesaxsRun: 1,
      settings,
      unit: '1/nm',
      curve: { name: 'é.dat', base64: Buffer.from(fixture('glucose-isomerase.dat')).toString('base64') },
    });
    const hash = packedAddress(file) as string;
    assert.ok(hash.length < 8000 && /^#run=[\w-]+$/.test(hash), `${hash.length} letters`);
    const { run } = readAddress(hash) as { run: ReadRun };
    assert.deepEqual([run.name, run.unit, run.settings], ['é.dat', '1/nm', settings]);
    assert.deepEqual(run.bytes, fixture('glucose-isomerase.dat'));
    assert.equal(readAddress(''), undefined);
  });

  it('refuse a run whose settings or name are of another kind', () => {
    const run = { decodesaxsRun: 1, settings: { seed: 3 }, curve: { name: 'a.dat', base64: '' } };
    const read = (changed: object): unknown =>
      readRun(Buffer.from(JSON.stringify({ ...run, ...changed })), 'a.run.json');
    assert.throws(
      () => read({ settings: { seed: { toString: 1 } } }),
      /^InputError: The seed is no number: /,
    );
    assert.throws(() => read({ settings: {} }), /^InputError: The seed is missing: /);
    assert.throws(
      () => read({ curve: { name: [[]], base64: '' } }),
      /^InputError: a\.run\.json is not readable/,
    );
  });

  for (const [hash, wanted] of [
    ['#example=SASDA25&seed=abc', /^The seed is abc: expected a whole number from 0 to 4294967295\.$/],
    ['#example=SASDA25&seed=', /^The seed is : expected/],
    ['#example=SASDA25&generations=-3', /^The number of generations is -3: expected a whole number from 0/],
    ['#example=SASDA25&rmax=0', /^The radius is 0: expected a number from 1 to 1000 Å\.$/],
    ['#run=AAAA', /^The link/],
  ] as const) {
    it(`refuses ${hash}`, () =>
      assert.throws(() => readAddress(hash), { name: 'InputError', message: wanted }));
  }
});

describe('points drawn of a long curve', () => {
  it('are all of a short one, and of a long one few, with its extremes and its ends', () => {
    assert.deepEqual(thinnedIndices([3, 1, 2]), [0, 1, 2]);
    const values = Float64Array.from({ length: 20_000 }, (_, i) => Math.sin(i / 700));
    values[12_345] = 9;
    values[777] = -9;
    const kept = thinnedIndices(values);
    assert.ok(kept.length <= 500 && kept.length > 400, `${kept.length} points`);
    assert.deepEqual([kept[0], kept.at(-1)], [0, 19_999]);
    assert.ok(kept.includes(12_345) && kept.includes(777));
    assert.ok(kept.every((at, i) => i === 0 || at > kept[i - 1]));
  });
});
