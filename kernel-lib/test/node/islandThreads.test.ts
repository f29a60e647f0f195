import { deepStrictEqual, ok, rejects, strictEqual, throws } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { simulatedCurve } from 'decodesaxs/dist/evaluate/simulatedCurve';
import { InputError } from 'decodesaxs/dist/inputError';
import { islandThreads, usualThreads, type IslandThreads } from 'decodesaxs/dist/node/islandThreads';
import { loadNetworks, type Networks } from 'decodesaxs/dist/node/networkFiles';
import { Random } from 'decodesaxs/dist/random';
import { reconstruct, type Reconstruction } from 'decodesaxs/dist/reconstruct/reconstruct';
import type { IslandPool } from 'decodesaxs/dist/search/islandPool';
import { onBackend } from '../backends';

/** Points in two balls, some disorder. */
function dumbbell(): Float64Array {
  const random = new Random(2);
  const points: number[] = [];
  for (let i = 0; i < 700; i++) {
    const p = [0, 1, 2].map(() => random.between(-15, 15));
    if (Math.hypot(...p) < 15) points.push(p[0] + (i % 2 === 0 ? 14 : -14), p[1], p[2]);
  }
  return Float64Array.from(points);
}

const small = { islands: 3, genes: 30, limits: { generations: 2 }, seed: 5 };

for (const backend of ['tensorflow', 'wasm'] as const) {
  describe(`threads of islands, ${backend}`, () => {
    onBackend(backend);
    let networks: Networks;
    let threads: IslandThreads;
    const curve = simulatedCurve(dumbbell(), 0, 3);
    before(() => {
      networks = loadNetworks();
      threads = islandThreads(2, networks.autoEncoder);
    });
    after(() => threads?.close());

    async function run(pool?: IslandPool): Promise<Reconstruction> {
      const steps = reconstruct(curve, networks, { ...small, pool });
      let step = await steps.next();
      while (!step.done) step = await steps.next();
      return step.value;
    }

    it('give the same map, number by number, as this thread alone', async () => {
      const [alone, together] = [await run(), await run(threads)];
      deepStrictEqual(together.history, alone.history);
      deepStrictEqual(together.map.values, alone.map.values);
      strictEqual(together.rmax, alone.rmax);
    });

    it('fail a search that goes on after they were closed', async () => {
      const own = islandThreads(1, networks.autoEncoder);
      await own.close();
      await rejects(run(own), /closed/);
    });
  });
}

describe('threads of islands', () => {
  it('are by default one a core, and no more than islands', () => {
    ok(usualThreads() >= 1 && usualThreads() <= 4);
    strictEqual(usualThreads(1), 1);
  });

  it('need a network with weights', () => {
    throws(
      () => islandThreads(2, { name: 'another' }),
      (error: Error) => error instanceof InputError && /loadNetworks/.test(error.message),
    );
  });

  it('do not keep a program alive that forgets them', () => {
    const program = `
      const { useBackend, loadNetworks, islandThreads } = require('decodesaxs');
      useBackend('wasm').then(() => { islandThreads(2, loadNetworks().autoEncoder); console.log('done'); });`;
    strictEqual(
      execFileSync(process.execPath, ['-e', program], { encoding: 'utf8', timeout: 60_000 }).trim(),
      'done',
    );
  });
});
