import { strict as assert } from 'node:assert';
import { entryMeans } from '../../src/evaluate/entryMeans';
import { groupResults } from '../../src/evaluate/groupResults';
import type { EntryResult } from '../../src/evaluate/entryResult';
import { summarise } from '../../src/evaluate/summary';

const common = { backend: 'wasm', version: '1', weights: 'w' };
const scored = (id: string, seed: number, cc: number, more: Partial<EntryResult> = {}): EntryResult => ({
  ...common,
  id,
  seed,
  cc,
  ccTrueScale: cc - 0.125,
  ccSeeds: 0.5,
  ccLibrary: 0.625,
  chi2Map: 1,
  rmax: 40,
  rmaxModel: 40,
  modelKind: 'atomic',
  anisotropyModel: 0.05,
  seconds: 2,
  ...more,
});

const RESULTS: EntryResult[] = [
  scored('A', 1, 0.875, { rmaxModel: 20, modelKind: 'bead' }),
  scored('A', 2, 0.625, { rmaxModel: 20, modelKind: 'bead' }),
  scored('B', 1, 0.75, { rmax: 36, anisotropyModel: 0.6 }),
  scored('C', 1, 0.5, { rmaxModel: 200, seconds: 4 }),
  { ...common, id: 'D', seed: 1, failure: 'no' },
  { ...common, id: 'E', seed: 1, chi2Map: 3, rmax: 30 },
];

describe('summarise', () => {
  it('counts and averages what has a model, and counts failures', () => {
    const { n, failed, meanCC, above070, meanTrueScale, meanSeeds, meanLibrary, ...rest } =
      summarise(RESULTS);
    assert.deepEqual(
      { n, failed, meanCC, above070, meanTrueScale, meanSeeds, meanLibrary },
      {
        n: 4,
        failed: 1,
        meanCC: 0.6875,
        above070: 0.5,
        meanTrueScale: 0.5625,
        meanSeeds: 0.5,
        meanLibrary: 0.625,
      },
    );
    assert.equal(rest.radiusWithin10, 0.25);
    assert.equal(rest.meanSeconds, 2.5);
    for (const unknown of ['meanExpectedCC', 'withinExpected', 'meanResolution', 'meanCCMean'] as const)
      assert.ok(Number.isNaN(rest[unknown]), unknown);
  });

  it('tells how often sizes lie within their stated errors, over the entries that state one', () => {
    const { radiusWithinError, dmaxWithinError } = summarise([
      scored('A', 1, 0.8, { rmax: 38, rmaxError: 2, dmax: 80, dmaxError: 3, dmaxModel: 84 }),
      scored('B', 1, 0.8, { rmax: 43, rmaxError: 2 }),
      scored('C', 1, 0.8, { rmax: 40 }),
      { ...common, id: 'E', seed: 1, chi2Map: 3, rmax: 30, rmaxError: 9, dmax: 60, dmaxError: 1 },
    ]);
    assert.equal(radiusWithinError, 0.5);
    assert.equal(dmaxWithinError, 0);
  });

  it('tells how maps, beads and members fit', () => {
    const bodies = [
      { chi2Map: 1, chi2Beads: 1.2, chi2Members: 1.1, rg: 30, rgMap: 30.6, cc: 0.8, ccMean: 0.82 },
      { chi2Map: 3, chi2Beads: 6, chi2Members: 1.3, rg: 30, rgMap: 32, cc: 0.7, ccMean: 0.78, disagree: 1 },
    ];
    const told = summarise(bodies.map((body, i) => ({ ...scored(`E${i}`, 1, body.cc), ...body })));
    assert.equal(told.medianChi2Map, 2);
    assert.equal(told.fitsWithin2, 0.5);
    assert.equal(told.rgWithin3, 0.5);
    assert.equal(told.beadsWithin, 0.5);
    assert.ok(Math.abs(told.medianChi2Members - 1.2) < 1e-12);
    assert.deepEqual([told.losing, told.losingWarned], [0.5, 0.5]);
  });

  it('counts how many correlations came within what was expected', () => {
    const { meanExpectedCC, withinExpected } = summarise(
      [0.5, 0.65, 0.95].map((expectedCC, i) =>
        scored(`E${i}`, 1, 0.7, { expectedCC, expectedDeviation: 0.1 }),
      ),
    );
    assert.ok(Math.abs(meanExpectedCC - 0.7) < 1e-12);
    assert.ok(Math.abs(withinExpected - 1 / 3) < 1e-12);
  });

  it('has no means without a model', () => {
    const { n, failed, meanCC } = summarise(RESULTS.slice(4));
    assert.deepEqual([n, failed, Number.isNaN(meanCC)], [0, 1, true]);
  });
});

describe('groupResults', () => {
  it('groups by size in the order of sizes, without empty groups', async () => {
    const groups = await groupResults(RESULTS, 'size');
    assert.deepEqual(
      groups.map(({ group, n, meanCC }) => [group, n, meanCC]),
      [
        ['rmax < 30 Å', 2, 0.75],
        ['30–50 Å', 1, 0.75],
        ['rmax ≥ 80 Å', 1, 0.5],
      ],
    );
    const [small, middle] = groups;
    assert.ok(
      Math.abs(small.deviationCC - Math.SQRT2 / 8) < 1e-12,
      'sample standard deviation of 0.875 and 0.625',
    );
    assert.deepEqual(
      [
        small.above070,
        small.medianCC,
        small.meanTrueScale,
        small.meanLibrary,
        small.meanChi2,
        small.radiusWithin10,
      ],
      [0.5, 0.75, 0.625, 0.625, 1, 0],
    );
    assert.deepEqual([middle.radiusWithin10, middle.deviationCC], [1, 0]);
  });

  it('groups by kind and by anisotropy', async () => {
    assert.deepEqual(
      (await groupResults(RESULTS, 'kind')).map(({ group, n }) => [group, n]),
      [
        ['atomic', 2],
        ['bead', 2],
      ],
    );
    assert.deepEqual(
      (await groupResults(RESULTS, 'anisotropy')).map(({ group, n }) => [group, n]),
      [
        ['κ² < 0.1', 3],
        ['κ² ≥ 0.5', 1],
      ],
    );
  });

  it('puts what is not known last, and is empty without models', async () => {
    const rows = [scored('X', 1, 0.5, { anisotropyModel: undefined }), scored('Y', 1, 0.75)];
    assert.deepEqual(
      (await groupResults(rows, 'anisotropy')).map(({ group }) => group),
      ['κ² < 0.1', 'unknown'],
    );
    assert.deepEqual(await groupResults(RESULTS.slice(4), 'size'), []);
  });
});

describe('entryMeans', () => {
  it('averages the seeds of an entry, and keeps failures apart', async () => {
    const rows = await entryMeans(RESULTS);
    assert.deepEqual(
      rows.map(({ id, seeds, failed, cc, chi2 }) => [id, seeds, failed, cc, chi2]),
      [
        ['A', 2, 0, 0.75, 1],
        ['B', 1, 0, 0.75, 1],
        ['C', 1, 0, 0.5, 1],
        ['D', 0, 1, null, null],
        ['E', 1, 0, null, 3],
      ],
    );
    assert.ok(Math.abs(rows[0].ccDeviation! - Math.SQRT2 / 8) < 1e-12);
    assert.deepEqual([rows[1].ccDeviation, rows[4].ccDeviation], [0, null]);
    assert.deepEqual(
      [rows[4].rmax, rows[4].rmaxModel, rows[4].seconds, rows[3].rmax],
      [30, null, null, null],
    );
    assert.deepEqual(await entryMeans([]), []);
  });
});
