import type { Curve } from './curve';
import { PolynomialSums } from '../numerics/polynomialSums';

/** A straight piece of the Guinier plot ln I against q². */
export interface GuinierWindow {
  /** indices of its first and last point */
  readonly first: number;
  readonly last: number;
  readonly rg: number;
  /** standard error of rg from the scatter about the line, no less than from the errors of the curve */
  readonly rgError: number;
  /** ln I(0) and its standard error */
  readonly lnI0: number;
  readonly lnI0Error: number;
  /** reduced chi-square of the line */
  readonly chi2: number;
  /** rg from a parabola at q = 0 minus rg from the line, and its standard error */
  readonly bend: number;
  readonly bendError: number;
}

/** Largest q·Rg of a Guinier fit. */
export const GUINIER_LIMIT = 1.3;
/** … and of its first point. */
const LATEST_START = 1.05;
const FEWEST_POINTS = 5;
/** What it costs to give up the low-q end, and how much of a bend is taken for a bias. */
const LOSS_OF_RANGE = 0.1;
const BIAS_OF_BEND = 0.2;

/**
 * The best window of the Guinier plot with q·Rg ≤ 1.3: among all first points, the one whose Rg has the
 * smallest error, counting its scatter, the bias a bend of the window hints at (aggregation or repulsion
 * at its low-q end) and the range given up.
 *
 * @returns undefined where no window of five points has q·Rg from at most 1.05 to 1.3
 */
export function guinierWindow(curve: Curve): GuinierWindow | undefined {
  const { q, intensity } = curve;
  const scale = largest(intensity);
  const sums = guinierSums(curve, scale);
  let best: GuinierWindow | undefined;
  let least = Infinity;
  let last = -1;
  const stride = firstStride(curve, scale);
  for (let first = 0; first + FEWEST_POINTS <= q.length; first += stride) {
    if (!(intensity[first] > 0.3 * scale)) {
      if (intensity[first] > 0 && first > 20 * stride) break;
      continue;
    }
    last = lastPoint(curve, sums, first, last);
    const window = last < 0 ? undefined : fitWindow(curve, sums, first, last, scale);
    if (!window) continue;
    if (q[first] * window.rg > LATEST_START && best) break;
    const cost = costOf(curve, window);
    if (cost < least && q[first] * window.rg <= LATEST_START) [best, least] = [window, cost];
  }
  return best;
}

/** The line through given points of the Guinier plot. */
export function fitGuinierLine(curve: Curve, first: number, last: number): GuinierWindow | undefined {
  const scale = largest(curve.intensity);
  return fitWindow(curve, guinierSums(curve, scale), first, last, scale);
}

function largest(intensity: Float64Array): number {
  return intensity.reduce((most, value) => Math.max(most, value), 0);
}

/** x = (q/q_last)², y = ln I/scale, weight (I/σ)²; points without a logarithm weigh nothing. */
function guinierSums({ q, intensity, sigma }: Curve, scale: number): PolynomialSums {
  const unit = q[q.length - 1];
  return new PolynomialSums(
    q.map((value) => (value / unit) ** 2),
    intensity.map((value) => (value > 0 ? Math.log(value / scale) : 0)),
    intensity.map((value, i) => (value > 0 ? (value / sigma[i]) ** 2 : 0)),
  );
}

/** Dense curves need not be tried at every first point. */
function firstStride({ intensity }: Curve, scale: number): number {
  let high = 0;
  while (high < intensity.length && !(intensity[high] > 0 && intensity[high] < 0.5 * scale)) high++;
  return Math.max(1, Math.floor(high / 120));
}

/** The last point with q·Rg ≤ 1.3, found from the one of the window before or by trying all; -1 for none. */
function lastPoint(curve: Curve, sums: PolynomialSums, first: number, guess: number): number {
  const { q } = curve;
  const unit = q[q.length - 1];
  /** q·Rg squared at the last point, −3 slope q², is from above 0 to the limit */
  const fits = (last: number): boolean => {
    const square = -3 * sums.slope(first, last) * (q[last] / unit) ** 2;
    return square > 0 && square <= GUINIER_LIMIT ** 2;
  };
  if (guess >= first + FEWEST_POINTS - 1) {
    let last = guess;
    while (last + 1 < q.length && fits(last + 1)) last++;
    while (last >= first + FEWEST_POINTS - 1 && !fits(last)) last--;
    return last >= first + FEWEST_POINTS - 1 ? last : -1;
  }
  let found = -1;
  for (let last = first + FEWEST_POINTS - 1; last < q.length; last++) {
    if (
      curve.intensity[last] < 0.2 * curve.intensity[first] &&
      curve.intensity[last - 1] < 0.2 * curve.intensity[first]
    )
      break;
    if (fits(last)) found = last;
  }
  return found;
}

function fitWindow(
  curve: Curve,
  sums: PolynomialSums,
  first: number,
  last: number,
  scale: number,
): GuinierWindow | undefined {
  const unit = curve.q[curve.q.length - 1];
  const line = sums.fit(first, last, 1);
  if (!line || !(line.coefficients[1] < 0)) return undefined;
  const rg = Math.sqrt(-3 * line.coefficients[1]) / unit;
  const chi2 = line.chi2 / (last - first - 1);
  const inflation = Math.max(1, chi2);
  /** d rg / d slope, absolute */
  const sensitivity = rg / (2 * Math.abs(line.coefficients[1]));
  const parabola = sums.fit(first, last, 2);
  const bend = parabola ? -(parabola.coefficients[1] - line.coefficients[1]) * sensitivity : 0;
  const bendVariance = parabola ? parabola.variances[1] - line.variances[1] : 0;
  return {
    first,
    last,
    rg,
    rgError: Math.sqrt(line.variances[1] * inflation) * sensitivity,
    lnI0: line.coefficients[0] + Math.log(scale),
    lnI0Error: Math.sqrt(line.variances[0] * inflation),
    chi2,
    bend,
    bendError: Math.sqrt(Math.max(0, bendVariance) * inflation) * sensitivity,
  };
}

function costOf({ q }: Curve, { first, rg, rgError, bend, bendError }: GuinierWindow): number {
  const bias = BIAS_OF_BEND * Math.sqrt(Math.max(0, bend ** 2 - 2 * bendError ** 2));
  const lost = (LOSS_OF_RANGE * rg * rg * rg * (q[first] ** 2 - q[0] ** 2)) / GUINIER_LIMIT ** 2;
  return Math.hypot(rgError, bias, lost);
}
