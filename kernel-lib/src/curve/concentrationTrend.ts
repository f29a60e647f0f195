import type { Curve } from './curve';
import type { SeriesMember } from './curveSeries';
import { hypot } from '../elementary';

/** Ratio of I(0) up to which curves count as ones of one concentration. */
export const SAME_HEIGHT = 1.2;
/** Least change of Rg, or of I at small q, in its standard errors and relative, that is reported. */
const TREND_ERRORS = 3,
  TREND_SHARE = 0.03;
/** q·Rg below which interaction changes I most, and range of q·Rg of the shape to which curves are scaled. */
const SMALL_QRG = 0.8,
  SHAPE_QRG = [1.3, 3] as const;
/** Least number of points of either range. */
const FEWEST = 5;

/**
 * A warning where Rg, or the intensity at small q over that of the shape, changes with I(0), as with interaction or
 * association by concentration: the curves of least and largest I(0) are compared.
 *
 * @param curves on common points, as measured
 */
export function concentrationTrend(curves: readonly Curve[], members: readonly SeriesMember[]): string[] {
  const known = members
    .map((member, k) => ({ ...member, curve: curves[k] }))
    .filter(({ rg, i0 }) => rg !== undefined && i0! > 0)
    .sort((a, b) => a.i0! - b.i0!);
  if (known.length < 2) return [];
  const low = known[0],
    high = known[known.length - 1];
  if (high.i0! < SAME_HEIGHT * low.i0!) return [];
  const remedy = 'extrapolate to zero concentration, or use the most dilute sample.';
  const change = high.rg! - low.rg!,
    error = hypot(high.rgError!, low.rgError!);
  if (Math.abs(change) >= TREND_ERRORS * error && Math.abs(change) >= TREND_SHARE * low.rg!) {
    const words = change > 0 ? 'grows, as with association' : 'falls, as with repulsion';
    return [`Rg ${words}, from ${low.rg!.toFixed(1)} to ${high.rg!.toFixed(1)} Å as I(0) grows: ${remedy}`];
  }
  const excess = smallAngleExcess(low.curve, high.curve, low.rg!);
  if (!excess || Math.abs(excess.value) < Math.max(TREND_SHARE, TREND_ERRORS * excess.error)) return [];
  const words = excess.value > 0 ? 'grows, as with association' : 'falls, as with repulsion';
  const percent = (100 * Math.abs(excess.value)).toFixed(0);
  return [`Scaled at larger q, the intensity at small q ${words}, by ${percent} % as I(0) grows: ${remedy}`];
}

/** Relative difference of the intensity of `b` at small q to that of `a`, after scaling at larger q, and its standard error. */
function smallAngleExcess(
  a: Curve,
  b: Curve,
  rg: number,
): { readonly value: number; readonly error: number } | undefined {
  const small = ratio(a, b, 0, SMALL_QRG / rg),
    shape = ratio(a, b, SHAPE_QRG[0] / rg, SHAPE_QRG[1] / rg);
  if (!small || !shape || !(shape.value > 0)) return undefined;
  const value = small.value / shape.value;
  return { value: value - 1, error: value * hypot(small.error / small.value, shape.error / shape.value) };
}

/** The factor from `a` to `b` over a range of q, weighted by the errors of both, and its standard error. */
function ratio(
  a: Curve,
  b: Curve,
  from: number,
  to: number,
): { readonly value: number; readonly error: number } | undefined {
  const chosen = Array.from(a.q.keys()).filter((i) => a.q[i] >= from && a.q[i] < to);
  if (chosen.length < FEWEST) return undefined;
  const level = (curve: Curve): number => chosen.reduce((sum, i) => sum + curve.intensity[i], 0);
  const guess = level(b) / level(a);
  let product = 0,
    square = 0;
  for (const i of chosen) {
    const weight = 1 / (b.sigma[i] ** 2 + (guess * a.sigma[i]) ** 2);
    product += weight * a.intensity[i] * b.intensity[i];
    square += weight * a.intensity[i] ** 2;
  }
  return square > 0 ? { value: product / square, error: 1 / Math.sqrt(square) } : undefined;
}
