import { ok, strictEqual } from 'node:assert';
import { BALL_INDEX, BALL_POINTS } from '../../src/grid/unitBall';
import { CurveMisfit } from '../../src/profile/curveMisfit';
import { LatticeProfile } from '../../src/profile/latticeProfile';
import { Random } from '../../src/random';
import { fitBeads } from '../../src/refine/fitBeads';
import { fitDensity } from '../../src/refine/mapFit';
import { fitVerdict } from '../../src/refine/fitVerdict';
import { radiusOfDensity, refineMap } from '../../src/refine/refineMap';

const RMAX = 40;

function ellipsoid(a: number, b: number, c: number, soft: number): Float64Array {
  return Float64Array.from(BALL_INDEX, (p) => {
    const [x, y, z] = [Math.floor(p / 961) - 15, (Math.floor(p / 31) % 31) - 15, (p % 31) - 15];
    const r = Math.sqrt((x / a) ** 2 + (y / b) ** 2 + (z / c) ** 2);
    return 1 / (1 + Math.exp((r - 1) / soft));
  });
}

/** Smooth waves over the ball: any small change of shape is a sum of them. */
function waves(count: number): { count: number; modes: Float32Array } {
  const random = new Random(2);
  const modes = new Float32Array(count * BALL_POINTS);
  for (let k = 0; k < count; k++) {
    const [u, v, w, phase] = Array.from({ length: 4 }, () => random.between(-0.35, 0.35));
    BALL_INDEX.forEach((p, b) => {
      const [x, y, z] = [Math.floor(p / 961) - 15, (Math.floor(p / 31) % 31) - 15, (p % 31) - 15];
      modes[k * BALL_POINTS + b] = 0.3 * Math.cos(u * x + v * y + w * z + 18 * phase);
    });
  }
  return { count, modes };
}

describe('the refinement of a mean', () => {
  const truth = ellipsoid(11, 6, 5, 0.02),
    mean = ellipsoid(9.5, 7, 5.5, 0.15);
  const q = Float64Array.from({ length: 50 }, (_, i) => 0.012 + (0.188 * i) / 49);
  const random = new Random(4);
  const ideal = new LatticeProfile(q, RMAX).intensity(truth);
  const sigma = ideal.map((I) => 0.01 * I + 1e-5 * ideal[0]);
  const curve = { q, intensity: ideal.map((I, i) => I + sigma[i] * random.normal()), sigma };
  const options: { background: [number, number]; formFactor: [number, number] } = {
    background: [-0.003 * ideal[0], 0.003 * ideal[0]],
    formFactor: [-12, 12],
  };
  const misfit = new CurveMisfit(curve, RMAX, options);
  const rg = radiusOfDensity(truth).rg;
  const chi2 = (ball: Float64Array): number => fitDensity(ball, RMAX, curve, options).chi2;
  const refined = refineMap(mean, misfit, waves(160), { rg, rgErrorShare: 0.01, chi2 });

  it('fits the curve, keeps its Rg and stays a density', () => {
    ok(chi2(mean) > 5, `the mean has chi² ${chi2(mean)}`);
    ok(refined.chi2 <= 1.3, `chi² ${refined.chi2}`);
    ok(Math.abs(radiusOfDensity(refined.ball).rg / rg - 1) < 0.02);
    ok(refined.ball.every((v) => v >= 0 && v <= 1));
  });

  it('gives beads that fit about as well', () => {
    const { ball, threshold } = fitBeads(refined.ball, misfit);
    ok(ball.every((v) => v === 0 || v === 1) && threshold >= 0.2 && threshold <= 0.6);
    ok(chi2(ball) <= 1.5 * refined.chi2, `chi² ${chi2(ball)} of beads, ${refined.chi2} of the map`);
  });

  it('has a misfit whose slope is that of differences, with scale, constant and s² fitted', () => {
    const slope = new Float64Array(BALL_POINTS);
    misfit.value(mean, slope);
    for (const b of [3000, 7073, 8000]) {
      const at = (d: number): number => {
        const next = mean.slice();
        next[b] += d;
        return misfit.value(next);
      };
      const difference = (at(1e-2) - at(-1e-2)) / 2e-2;
      ok(
        Math.abs(slope[b] - difference) < 0.02 * Math.abs(difference) + 0.02,
        `voxel ${b}: ${slope[b]} for ${difference}`,
      );
    }
  });

  it('says what a form factor at its bound costs, and nothing of one within', () => {
    const sharper = (s2: number): Float64Array => ideal.map((I, i) => I * Math.exp(-s2 * q[i] * q[i]));
    const [beyond] = fitDensity(truth, RMAX, { q, intensity: sharper(-20), sigma }, options).unknowns;
    ok(beyond.atBound && Math.abs(beyond.value + 12) < 0.5, `s² ${beyond.value}`);
    const bounds = { ...options, formFactor: [-24, 24] as const };
    const wide = fitDensity(truth, RMAX, { q, intensity: sharper(-20), sigma }, bounds);
    strictEqual(beyond.chi2Beyond, wide.chi2);
    ok(wide.chi2 < 0.05, `chi² ${wide.chi2} with s² ${wide.s2}`);
    const [within] = fitDensity(truth, RMAX, { q, intensity: sharper(-5), sigma }, options).unknowns;
    ok(!within.atBound && within.chi2Beyond === undefined && Math.abs(within.value + 5) < 0.5);
  });

  it('is judged by chi² and the runs of its residuals', () => {
    const good = fitDensity(refined.ball, RMAX, curve, options);
    ok(['fits', 'systematic residuals'].includes(fitVerdict(good, false).kind));
    const bad = fitDensity(mean, RMAX, curve, options);
    strictEqual(fitVerdict(bad, false).kind, 'systematic residuals');
    ok(/assumed/.test(fitVerdict(bad, true).words));
    const small = { ...bad, model: curve.intensity.map((I, i) => I + (i % 2 ? 3 : -3) * sigma[i]), chi2: 9 };
    strictEqual(fitVerdict(small, false).kind, 'errors too small');
    strictEqual(fitVerdict({ ...small, chi2: 0.1 }, false).kind, 'errors too large');
  });
});
