import type { Curve } from './curve';
import type { GuinierFit } from './guinier';

/** A constant under the end of a curve. */
export interface ConstantBackground {
  /** the constant, in the unit of the intensity, and its standard error from the scatter about the fit */
  readonly value: number;
  readonly error: number;
}

/** The tail begins here in q·Rg and has to reach there. */
const TAIL_FROM = 4;
const LEAST_REACH = 5;
const FEWEST_POINTS = 8;
/** A constant of a larger share of I(0), by so many errors, makes Rg too small by half of it: it is said. */
const LARGE_SHARE = 0.06;
const SURE = 3;

/**
 * The constant b of I = K q⁻⁴ + b (Porod) fitted, weighted by the errors, to the points from q·Rg = 4 on: a
 * background that was not subtracted (or subtracted in excess), and what the interior of a particle adds.
 *
 * @param qMax end of the range in 1/Å; default all points
 * @returns undefined where the curve ends before q·Rg = 5 or fewer than 8 points lie in the tail
 */
export function constantBackground(
  { q, intensity, sigma }: Curve,
  { rg }: Pick<GuinierFit, 'rg'>,
  qMax = Infinity,
): ConstantBackground | undefined {
  let [w, x, xx, y, xy] = [0, 0, 0, 0, 0];
  const from = TAIL_FROM / rg;
  const to = Math.min(qMax, q[q.length - 1]);
  const term = (i: number): number => (from / q[i]) ** 4;
  const tail = Array.from(q.keys()).filter((i) => q[i] >= from && q[i] <= to);
  if (to * rg < LEAST_REACH || tail.length < FEWEST_POINTS) return undefined;
  for (const i of tail) {
    const weight = 1 / sigma[i] ** 2;
    w += weight;
    x += weight * term(i);
    xx += weight * term(i) ** 2;
    y += weight * intensity[i];
    xy += weight * term(i) * intensity[i];
  }
  const determinant = w * xx - x * x;
  if (!(determinant > 1e-12 * w * xx)) return undefined;
  const slope = (w * xy - x * y) / determinant;
  const value = (y - slope * x) / w;
  const chi2 = tail.reduce((sum, i) => sum + ((intensity[i] - slope * term(i) - value) / sigma[i]) ** 2, 0);
  return { value, error: Math.sqrt((xx / determinant) * Math.max(1, chi2 / (tail.length - 2))) };
}

/** The sentence on a large constant, where there is one. */
export function backgroundWarnings(curve: Curve, fit: GuinierFit): string[] {
  const found = constantBackground(curve, fit);
  if (!found || found.value < LARGE_SHARE * fit.i0 || found.value < SURE * found.error) return [];
  return [
    `The intensity levels off at ${((100 * found.value) / fit.i0).toFixed(0)} % of I(0), as with a background that was not subtracted (Rg is then too small) or a rod.`,
  ];
}
