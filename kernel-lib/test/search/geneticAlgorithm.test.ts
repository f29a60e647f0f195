import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import type { AutoEncoder } from '../../src/network/autoEncoder';
import { GRID_POINTS } from '../../src/grid/shapeGrid';
import { Random } from '../../src/random';
import { cleanRegions } from '../../src/search/cleanRegions';
import { geneticAlgorithm, type GenerationRecord, type SearchState } from '../../src/search/geneticAlgorithm';
import { initialise } from '../../src/search/initialise';
import { searchIslands } from '../../src/search/islands';
import { ellipsoids, prior, target } from './ellipsoids';

const limits = { generations: 6, patience: 20, shrinkBy: 20, enough: 0 };

async function all(search: AsyncGenerator<GenerationRecord, SearchState>): Promise<GenerationRecord[]> {
  const records: GenerationRecord[] = [];
  for await (const record of search) records.push(record);
  return records;
}

describe('genetic algorithm', () => {
  const evolution = {
    network: ellipsoids,
    target: target([4, 0, -3], 40, 40, 40),
    prior,
    priorWeight: 0,
    clean: { rounds: 0 },
  };
  const first = () => initialise(60, prior, evolution.target.radius, new Random(1));

  it('never loses its best gene and finds the shape behind a profile', async () => {
    const balls = initialise(
      60,
      { mean: new Float32Array(200), deviation: new Float32Array(200).fill(0.2) },
      evolution.target.radius,
      new Random(1),
    );
    const records = await all(
      geneticAlgorithm(balls, evolution, { ...limits, generations: 40, patience: 40 }, 2),
    );
    strictEqual(records.length, 41);
    for (let g = 1; g < records.length; g++) ok(records[g].bestScore[0] <= records[g - 1].bestScore[0]);
    ok(
      records[40].bestScore[0] < records[0].bestScore[0] / 30,
      `${records[0].bestScore[0]} → ${records[40].bestScore[0]}`,
    );
  });

  it('finds the radius as the 201st gene', async () => {
    const free = { ...evolution, target: target([4, 0, -3], 45, 20, 90) };
    const start = initialise(80, prior, free.target.radius, new Random(3));
    const records = await all(geneticAlgorithm(start, free, { ...limits, generations: 15 }, 4));
    const last = records[records.length - 1];
    const found = last.bestRmax.reduce((a, b) => a + b, 0) / last.bestRmax.length;
    ok(Math.abs(found / 45 - 1) < 0.1, `radius ${found} instead of 45`);
  });

  it('gives the same search for the same seed, and goes on from a saved state as if never stopped', async () => {
    const whole = await all(geneticAlgorithm(first(), evolution, limits, 5));
    const again = await all(geneticAlgorithm(first(), evolution, limits, 5));
    deepStrictEqual(
      again.map((r) => r.bestScore),
      whole.map((r) => r.bestScore),
    );
    const rest = await all(geneticAlgorithm(whole[3].state, evolution, limits, 99));
    deepStrictEqual(
      rest.map((r) => r.bestScore),
      whole.slice(4).map((r) => r.bestScore),
    );
  });

  it('stops between generations when it is told to', async () => {
    const controller = new AbortController();
    const records: GenerationRecord[] = [];
    for await (const record of geneticAlgorithm(first(), evolution, limits, 6, controller.signal)) {
      records.push(record);
      if (records.length === 2) controller.abort();
    }
    strictEqual(records.length, 2);
  });

  it('shrinks when it is stuck and ends when nothing would be left', async () => {
    const stuck = {
      ...evolution,
      prior: { mean: new Float32Array(200), deviation: new Float32Array(200).fill(1e-9) },
    };
    const start = initialise(60, stuck.prior, stuck.target.radius, new Random(7));
    const records = await all(
      geneticAlgorithm(start, stuck, { generations: 200, patience: 1, shrinkBy: 20, enough: 0 }, 8),
    );
    deepStrictEqual([...new Set(records.map((r) => r.size))], [60, 40, 20]);
    ok(records.length < 20);
  });

  it('runs islands that differ, and merges their best', async () => {
    const firsts = [1, 2].map((seed) => initialise(40, prior, evolution.target.radius, new Random(seed)));
    let last;
    for await (const record of searchIslands(firsts, evolution, { ...limits, generations: 3 }, 9))
      last = record;
    strictEqual(last!.islands.length, 2);
    strictEqual(last!.generation, 3);
    ok(last!.bestScore.every((chi2, i, list) => i === 0 || chi2 >= list[i - 1]));
    strictEqual(last!.bestScore[0], Math.min(...last!.islands.map((island) => island.bestScore[0])));
    ok(last!.islands[0].bestScore[0] !== last!.islands[1].bestScore[0]);
  });
});

describe('region cleaning', () => {
  it('sends a broken shape through the auto-encoder and replaces its gene', () => {
    const grids = new Uint8Array(2 * GRID_POINTS).fill(1, 5000, 7000);
    grids.fill(1, 20000, 20400);
    grids.fill(1, GRID_POINTS + 5000, GRID_POINTS + 6000);
    const whole = new Uint8Array(GRID_POINTS).fill(1, 5000, 7000);
    let seen: Uint8Array | undefined;
    const network: AutoEncoder = {
      name: 'test',
      decode: () => new Float32Array(0),
      encode: (shapes) => ((seen = shapes as Uint8Array), new Float32Array(200).fill(7)),
      decodeShapes: () => whole.slice(),
    };
    const latents = new Float32Array(400);
    strictEqual(cleanRegions(network, latents, grids, 2, { above: 0.1 }), 1);
    deepStrictEqual(seen, whole, 'what is encoded is the largest region');
    ok(latents.subarray(0, 200).every((z) => z === 7) && latents.subarray(200).every((z) => z === 0));
    deepStrictEqual(grids.slice(0, GRID_POINTS), whole);
  });

  it('ends although the shape comes back broken each time', () => {
    const broken = new Uint8Array(GRID_POINTS).fill(1, 5000, 7000);
    broken.fill(1, 20000, 20400);
    let calls = 0;
    const network: AutoEncoder = {
      name: 'test',
      decode: () => new Float32Array(0),
      encode: () => (calls++, new Float32Array(200)),
      decodeShapes: () => broken.slice(),
    };
    const shapes = broken.slice();
    cleanRegions(network, new Float32Array(200), shapes, 1, { rounds: 3, above: 0.1 });
    strictEqual(calls, 3);
    strictEqual(
      shapes.reduce((a, b) => a + b, 0),
      2000,
      'one region is left at the end',
    );
  });
});
