import { deepStrictEqual, match, notDeepStrictEqual, ok, rejects, strictEqual } from 'node:assert';
import { compareShapes } from '../../src/superposition/compare';
import { simulatedCurve } from '../../src/evaluate/simulatedCurve';
import { meanShape } from '../../src/evaluate/meanShape';
import { farthest } from '../../src/grid/points';
import { shapeMap } from '../../src/map/shapeMap';
import { loadNetworks, type Networks } from '../../src/node/networkFiles';
import { reconstruct, type Reconstruction, type ReconstructionStep } from '../../src/reconstruct/reconstruct';
import { Random } from '../../src/random';
import { debyeProfile } from '../../src/profile/debyeProfile';
import { chiSquare } from '../../src/profile/chiSquare';
import { PAPER_METHOD } from '../../src/reconstruct/options';
import { sureness } from '../../src/reconstruct/summary';
import type { DensityMap } from '../../src/grid/densityMap';
import type { MapFit } from '../../src/refine/mapFit';
import { onBackend } from '../backends';

/** Points some 3 Å apart, with some disorder, in four balls of 13 Å along a bent line: domains on a string. */
function fourDomains(): Float64Array {
  const random = new Random(1);
  const centres = [
    [0, 0],
    [23, 6],
    [47, 6],
    [70, 0],
  ];
  const points: number[] = [];
  for (let x = -16; x <= 86; x += 3.2)
    for (let y = -16; y <= 22; y += 3.2)
      for (let z = -16; z <= 16; z += 3.2) {
        const p = [x, y, z].map((c) => c + 0.4 * random.normal());
        if (centres.some(([cx, cy]) => Math.hypot(p[0] - cx, p[1] - cy, p[2]) < 13)) points.push(...p);
      }
  return Float64Array.from(points);
}

/** chi² of a map by a Debye sum over its voxels, scale, constant and s² fitted: an independent way to the stated one. */
function debyeChi2({ values, size, step, origin }: DensityMap, { curve, unknowns }: MapFit): number {
  const xyz: number[] = [],
    weights: number[] = [];
  values.forEach((value, e) => {
    if (value < 1e-4) return;
    const [i, j, k] = [Math.floor(e / (size[1] * size[2])), Math.floor(e / size[2]) % size[1], e % size[2]];
    xyz.push(origin[0] + i * step, origin[1] + j * step, origin[2] + k * step);
    weights.push(value);
  });
  const radius = step * (3 / (4 * Math.PI)) ** (1 / 3);
  const ideal = debyeProfile(xyz, curve.q, { radius, weights, binWidth: 0.05 });
  const [s2, constant] = unknowns;
  return chiSquare(curve, ideal, { formFactor: [s2.low, s2.high], background: [constant.low, constant.high] })
    .chi2;
}

const small = { islands: 2, genes: 40, members: 0, limits: { generations: 2 } };

describe('from a curve to a map', () => {
  onBackend('wasm');
  let networks: Networks;
  const body = fourDomains();
  const curve = simulatedCurve(body, 0, 5);

  /** the search of `small`, whole */
  let whole: { steps: ReconstructionStep[]; result: Reconstruction };

  before(async () => {
    networks = loadNetworks();
    whole = await all(reconstruct(curve, networks, small));
  });

  async function all(
    steps: AsyncGenerator<ReconstructionStep, Reconstruction>,
  ): Promise<{ steps: ReconstructionStep[]; result: Reconstruction }> {
    const seen: ReconstructionStep[] = [];
    let step = await steps.next();
    for (; !step.done; step = await steps.next()) seen.push(step.value);
    return { steps: seen, result: step.value };
  }

  it('finds the shape of four domains on a string, its size and its fit', () => {
    const { steps, result } = whole;
    deepStrictEqual(
      steps.map((s) => (s.stage === 'answer' ? s.part : s.stage)),
      ['profile', 'direct', 'generation', 'generation', 'generation', 'averaging', 'refining', 'certainty'],
    );
    const model = { points: body, radius: 4 };
    const found = compareShapes(model, result.map);
    const zero = compareShapes(
      model,
      shapeMap(meanShape(networks.autoEncoder, networks.library), result.rmax),
    ).ownRadius;
    ok(found.ownRadius > zero + 0.1, `CC ${found.ownRadius}, of the mean shape of the library ${zero}`);
    ok(found.ownRadius > 0.75, `CC ${found.ownRadius}`);
    ok(found.trueScale > 0.75, `CC at true scale ${found.trueScale}`);
    ok(result.rmaxError !== undefined && Math.abs(result.rmax - farthest(body)) < 3 * result.rmaxError);
    ok(Math.abs(result.rmax / farthest(body) - 1) < 0.25, `radius ${result.rmax} of ${farthest(body)}`);
    ok(result.map.values.every((v) => v >= 0 && v <= 1) && result.spread.every((v) => v >= 0 && v <= 0.5));
    const { expected, resolution, shell, ambiguity, measures } = result.certainty;
    ok(expected && expected.cc >= 0 && expected.cc <= 1 && expected.deviation > 0);
    ok(resolution.seventh.angstrom <= resolution.half.angstrom, 'a milder limit is reached later');
    ok(
      resolution.half.angstrom <= resolution.pairs.angstrom,
      'averages repeat themselves better than single shapes',
    );
    ok(resolution.half.angstrom >= (2 * Math.PI) / 0.2 - 1e-9, 'no finer than the curve');
    strictEqual(shell.q.length, shell.halves.length);
    strictEqual(ambiguity.of, networks.library.count);
    ok(measures.variation > 0 && measures.variation < 1 && measures.anisotropy > 0.3, 'the body is long');
    const { fit } = result;
    const chi2 =
      fit.model.reduce((sum, m, i) => sum + ((fit.curve.intensity[i] - m) / fit.curve.sigma[i]) ** 2, 0) /
      fit.model.length;
    ok(Math.abs(chi2 - fit.chi2) < 1e-6 * fit.chi2, 'chi² is what its definition says of the fitted points');
    deepStrictEqual(
      fit.unknowns.map(({ name, value }) => [name, value]),
      [
        ['form factor s²', fit.s2],
        ['constant', fit.background],
      ],
    );
    ok(fit.unknowns.every(({ value, low, high }) => low < high && low <= value && value <= high));
  });

  it('delivers bodies whose chi² a Debye sum over their voxels gives again', async () => {
    const { result } = await all(reconstruct(curve, networks, { ...small, members: 2 }));
    const { fit, rg, guinier: measured, beads, mean, members } = result;
    ok(Math.abs(fit.chi2 / debyeChi2(result.map, fit) - 1) < 0.02, `map ${fit.chi2}`);
    ok(Math.abs(beads.fit.chi2 / debyeChi2(beads.map, fit) - 1) < 0.02, `beads ${beads.fit.chi2}`);
    // where the mean fits already, without the measured Rg, the map has this Rg in exchange for some of the fit
    const offRg = (body: { rg: number }): number => Math.abs(body.rg / measured.rg - 1);
    ok(fit.chi2 < 2, `map ${fit.chi2}`);
    ok(
      fit.chi2 < mean.fit.chi2 || (mean.fit.chi2 < 2 && offRg(result) < offRg(mean)),
      `map ${fit.chi2}, Rg ${rg}; mean ${mean.fit.chi2}, Rg ${mean.rg}; Guinier ${measured.rg}`,
    );
    ok(Math.abs(rg / measured.rg - 1) < 0.05, `Rg ${rg} of ${measured.rg}`);
    ok(beads.map.values.every((v) => v === 0 || v === 1));
    strictEqual(members.length, 2);
    for (const { map, fit: own } of members) {
      ok(Math.abs(own.chi2 / debyeChi2(map, fit) - 1) < 0.02, `member ${own.chi2}`);
      ok(own.chi2 < mean.fit.chi2 || own.chi2 < 2, `member ${own.chi2}`);
    }
  });

  it('gives the same map for the same seed and another for another', async () => {
    const run = async (seed: number): Promise<Float32Array> =>
      (await all(reconstruct(curve, networks, { ...small, seed }))).result.map.values;
    // 1 is the seed where none is given
    deepStrictEqual(await run(1), whole.result.map.values);
    notDeepStrictEqual(await run(4), whole.result.map.values);
  });

  it('goes on from a saved search as if it had never stopped', async () => {
    const half = whole.steps[3];
    ok(half.stage === 'generation');
    const history = whole.result.history.slice(0, 2);
    const rest = await all(
      reconstruct(curve, networks, small, { states: half.record.islands.map(({ state }) => state), history }),
    );
    deepStrictEqual(rest.result.map.values, whole.result.map.values);
    strictEqual(rest.result.history.length, whole.result.history.length);
  });

  it('goes on from a search some or all of whose islands had ended', async () => {
    // whether islands end apart depends on the seed
    let complete,
      records,
      hasty,
      seed = 0;
    do {
      hasty = {
        islands: 4,
        genes: 30,
        members: 0,
        refine: false,
        seed: ++seed,
        limits: { generations: 12, patience: 1, shrinkBy: 30 },
      };
      complete = await all(reconstruct(curve, networks, hasty));
      records = complete.steps.flatMap((step) => (step.stage === 'generation' ? [step.record] : []));
    } while (seed < 8 && new Set(records.at(-1)!.islands.map(({ generation }) => generation)).size === 1);
    for (const { islands, generation } of records.slice(-3)) {
      const states = islands.map(({ state }) => state);
      const { result } = await all(
        reconstruct(curve, networks, hasty, {
          states,
          history: complete.result.history.slice(0, generation + 1),
        }),
      );
      deepStrictEqual(result.map.values, complete.result.map.values, `from generation ${generation}`);
      strictEqual(result.fit.chi2, complete.result.fit.chi2);
    }
    ok(
      new Set(records.at(-1)!.islands.map(({ generation }) => generation)).size > 1,
      'islands end at different generations',
    );
  });

  it('works as the paper does when asked: any size, no layer, the mean of the fittest', async () => {
    const { result } = await all(
      reconstruct(curve, networks, { ...PAPER_METHOD, genes: 40, limits: { generations: 2 } }),
    );
    deepStrictEqual(result.map.values, result.mean.map.values, 'not refined');
    strictEqual(result.members.length, 0);
    strictEqual(result.modelError, 0);
    strictEqual(result.rmaxError, undefined);
    strictEqual(result.certainty.expected, undefined, 'no promise that was fitted to another average');
    match(
      sureness(result)
        .map(({ name, value }) => `${name}: ${value}`)
        .join(', '),
      /expected correlation with the true shape: not stated/,
    );
    const radii = Array.from(result.history[0].bestRmax);
    ok(radii.every((r) => r >= 10 && r <= 300));
    ok(Math.max(...radii) > 1.2 * Math.min(...radii), 'sizes are searched');
  });

  it('keeps a radius that is given', async () => {
    const { result } = await all(reconstruct(curve, networks, { ...small, refine: false, rmax: 33 }));
    strictEqual(result.rmax, 33);
    strictEqual(result.map.rmax, 33);
    strictEqual(result.rmaxError, undefined, 'the error of a given radius is not known');
    ok(result.history.every(({ bestRmax }) => bestRmax.every((r) => r === 33)));
  });

  it('stops when it is told to and averages what was found', async () => {
    const controller = new AbortController();
    const steps = reconstruct(curve, networks, {
      ...small,
      refine: false,
      limits: { generations: 50 },
      signal: controller.signal,
    });
    let step = await steps.next();
    for (; !step.done; step = await steps.next()) if (step.value.stage === 'generation') controller.abort();
    strictEqual(step.value.history.length, 1);
    ok(step.value.map.values.some((v) => v > 0.3));
  });

  it('refuses options out of range in one sentence', async () => {
    await rejects(
      reconstruct(curve, networks, { genes: 3 }).next(),
      /genes is 3: a whole number from 20 to 10000/,
    );
    await rejects(reconstruct(curve, networks, { ...small, rmax: -5 }).next(), /radius rmax is -5 Å/);
  });
});
