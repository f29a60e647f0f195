import { chiSquareBatch, type Fits } from './chiSquare';
import { invariantRg } from './invariantRg';
import { profile } from './profile';
import type { Target } from './target';

/** Scores of shapes, each at the best of its scanned radii. */
export interface Scores extends Fits {
  /** the radius in Å with the least chi-square */
  readonly rmax: Float64Array;
}

/** Radii scanned around that of a gene: −2 … 2 steps. */
const RADIUS_STEPS: readonly number[] = [-2, -1, 0, 1, 2];
/** The original program's step in Å, and its upper limit for small particles. */
const STEP = 3,
  RELATIVE_STEP = 0.03;

/** Largest relative distance of a radius from the one given by Rg: solvent and the error of the Guinier fit shift it. */
const RG_TOLERANCE = 0.08;

/**
 * Scores shapes against a curve by their invariants: profile, chi-square with the unknowns of the
 * target fitted. With a free size each shape is scored at five radii around its gene's (steps of
 * 3 Å, or 3 % where that is less) and keeps the best.
 *
 * @param F count × pairCount(nmax)
 * @param rmax radius of each in Å
 * @param steps radii scanned, in steps from the shape's own
 */
export function scoreInvariants(
  F: Float64Array,
  count: number,
  rmax: Float64Array,
  target: Target,
  steps: readonly number[] = target.radius.low < target.radius.high ? RADIUS_STEPS : [0],
): Scores {
  const { curve, radius, nmax, fit } = target;
  const start =
    radius.low < radius.high && target.rg !== undefined ? nearRg(F, count, rmax, target.rg, nmax) : rmax;
  const best: Scores = {
    chi2: new Float64Array(count).fill(Infinity),
    scale: new Float64Array(count),
    background: new Float64Array(count),
    s2: new Float64Array(count),
    layer: new Float64Array(count),
    rmax: Float64Array.from(start),
  };
  const models = new Float64Array(count * curve.q.length);
  for (const step of steps) {
    const radii = start.map((r) =>
      Math.min(radius.high, Math.max(radius.low, r + step * Math.min(STEP, RELATIVE_STEP * r))),
    );
    const fits = chiSquareBatch(curve, profile(F, count, nmax, curve.q, radii, models), count, fit);
    for (let i = 0; i < count; i++) {
      if (fits.chi2[i] >= best.chi2[i]) continue;
      best.chi2[i] = fits.chi2[i];
      best.scale[i] = fits.scale[i];
      best.background[i] = fits.background[i];
      best.s2[i] = fits.s2[i];
      best.layer[i] = fits.layer[i];
      best.rmax[i] = radii[i];
    }
  }
  return best;
}

/** Radii limited to the range that the measured Rg allows for each shape. */
function nearRg(F: Float64Array, count: number, rmax: Float64Array, rg: number, nmax: number): Float64Array {
  const ratio = invariantRg(F, count, nmax);
  return rmax.map((r, i) => {
    const wanted = rg / ratio[i];
    return Number.isFinite(wanted)
      ? Math.min(wanted * (1 + RG_TOLERANCE), Math.max(wanted * (1 - RG_TOLERANCE), r))
      : r;
  });
}
