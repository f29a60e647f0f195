import type { Curve } from './curve';
import { oddPoints, runningMedian } from './oddPoints';
import { PolynomialSums } from '../numerics/polynomialSums';

/** A straight piece of the Guinier plot ln I against q². */
export interface GuinierWindow {
  /** indices of its first and last point */
  readonly first: number;
  readonly last: number;
  readonly rg: number;
  /** standard error of rg from the scatter about the line, at least that from the errors of the curve */
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
/** Cost of omitting the low-q end, and the share of a bend that counts as a bias. */
const LOSS_OF_RANGE = 0.1;
const BIAS_OF_BEND = 0.2;

/** A window may begin at a point above this share of the largest intensity. */
const LEAST_INTENSITY = 0.3;
/** First point, number of points and cost, in Rg, from which a window is compared with one behind a leak. */
const SURE_START = 0.9;
const SURE_POINTS = 8;
const SURE_COST = 0.06;
/** Largest error and bend of a reliable window, in Rg. */
const TRUSTED_ERROR = 0.1;
const TRUSTED_BEND = 0.25;
/** Largest relative error of the Rg of a window. */
const LARGEST_ERROR = 0.5;
/**
 * Conditions on a window behind a leak: its range of q·Rg, the error and bend of Rg as shares of it, and
 * what lies before it (the leak begins below this q·Rg, at so many times the line) and after it.
 */
const BEHIND_LEAK = {
  points: 6,
  from: 0.85,
  to: 1.15,
  error: 0.1,
  bend: 0.25,
  begins: 0.4,
  above: 1.4,
  after: 0.4,
  within: 2.3,
} as const;

/**
 * The best window of the Guinier plot with q·Rg ≤ 1.3: among all first points, the one whose Rg has the
 * smallest error, including its scatter, the bias suggested by a bend of the window (aggregation or repulsion
 * at its low-q end) and the range given up. Points that disagree with their neighbours have no weight, and
 * so have those in the shadow of a beam stop. Where the curve has no reliable window because
 * the beam leaks past its stop, one behind the leak is taken.
 *
 * @returns undefined where no window of five points has q·Rg from at most 1.05 to 1.3
 */
export function guinierWindow(curve: Curve): GuinierWindow | undefined {
  const plot = guinierPlot(curve);
  const best = bestWindow(plot, 0);
  if (best && isSure(plot, best)) return best;
  return windowBehindLeak(plot, best) ?? best;
}

/** `guinierWindow` without a search behind a leak: of q in an unknown unit, the end of a fall may look like one. */
export function plainGuinierWindow(curve: Curve): GuinierWindow | undefined {
  return bestWindow(guinierPlot(curve), 0);
}

/** True where a window is long, straight and exact enough for its Rg and line to serve as a reference. */
export function isTrustworthy({ first, last, rg, rgError, bend, bendError }: GuinierWindow): boolean {
  if (last - first < FEWEST_POINTS || rgError > TRUSTED_ERROR * rg) return false;
  return Math.abs(bend) < Math.max(TRUSTED_BEND * rg, 3 * bendError);
}

/** A curve prepared for fits to its windows. */
interface GuinierPlot {
  readonly curve: Curve;
  readonly sums: PolynomialSums;
  readonly scale: number;
  /** running median of the intensity */
  readonly level: Float64Array;
  /** 1 for points without weight */
  readonly odd: Uint8Array;
}

function guinierPlot(curve: Curve): GuinierPlot {
  const { q, intensity, sigma } = curve;
  const odd = oddPoints(q, intensity, sigma);
  const level = runningMedian(intensity, 2);
  const scale = largest(level, 0);
  return { curve, sums: guinierSums(curve, scale, odd), scale, level, odd };
}

/** The window of least cost among those that begin at a point `start` or later. */
function bestWindow(plot: GuinierPlot, start: number): GuinierWindow | undefined {
  const { curve, sums, scale, level, odd } = plot;
  const { q, intensity } = curve;
  const least = LEAST_INTENSITY * largest(level, start);
  const [from, to] = bright(level, start, least);
  const stride = firstStride(level, from);
  let best: GuinierWindow | undefined;
  let lowest = Infinity;
  let last = -1;
  for (let first = from; first < to && first + FEWEST_POINTS <= q.length; first += stride) {
    if (odd[first] || !(intensity[first] > least)) continue;
    last = lastPoint(curve, sums, first, last);
    const window = last < 0 ? undefined : fitWindow(curve, sums, first, last, scale);
    if (!window) continue;
    if (q[first] * window.rg > LATEST_START && best) break;
    const cost = costOf(curve, window);
    if (cost < lowest && q[first] * window.rg <= LATEST_START) [best, lowest] = [window, cost];
  }
  return best && best.rgError < LARGEST_ERROR * best.rg ? best : undefined;
}

/** From the first point above a level to where the curve has fallen below it for good. */
function bright(level: Float64Array, start: number, least: number): [from: number, to: number] {
  let from = start;
  while (from < level.length && !(level[from] > least)) from++;
  let peak = from;
  for (let i = from; i < level.length; i++) if (level[i] > level[peak]) peak = i;
  let to = peak;
  while (to < level.length && level[to] > least) to++;
  return [from, Math.max(to, from + 1)];
}

function isSure({ curve }: GuinierPlot, window: GuinierWindow): boolean {
  const { first, last, rg } = window;
  return (
    curve.q[first] * rg <= SURE_START &&
    last - first + 1 >= SURE_POINTS &&
    costOf(curve, window) < SURE_COST * rg
  );
}

/**
 * The window of a particle behind a leak of the beam: straight, with points above its line before it and a
 * fall as of a particle after it.
 *
 * @param plain the best window of the whole curve, where there is one
 */
function windowBehindLeak(plot: GuinierPlot, plain: GuinierWindow | undefined): GuinierWindow | undefined {
  const { curve, level } = plot;
  const stride = Math.max(1, Math.floor(level.length / 400));
  let best: GuinierWindow | undefined;
  let lowest = Infinity;
  let peak = largest(level, 0);
  for (let start = stride; start < level.length / 2; start += stride) {
    if (level[start] > 0.9 * peak || !(level[start] > 0)) continue;
    peak = level[start];
    const window = bestWindow(plot, start);
    if (!window || window.first <= (plain?.first ?? -1) || !isBehindLeak(plot, window)) continue;
    const cost = costOf(curve, window) / window.rg;
    if (cost < lowest) [best, lowest] = [window, cost];
  }
  return best;
}

function isBehindLeak(plot: GuinierPlot, window: GuinierWindow): boolean {
  const { q, intensity } = plot.curve;
  const { first, last, rg, rgError, lnI0, bend, bendError } = window;
  const least = BEHIND_LEAK;
  if (last - first + 1 < least.points || q[first] * rg > least.from || q[last] * rg < least.to) return false;
  if (rgError > least.error * rg || Math.abs(bend) > Math.max(least.bend * rg, 3 * bendError)) return false;
  const line = Math.exp(lnI0 - (q[0] * rg) ** 2 / 3);
  if (q[0] * rg > least.begins || !(intensity[0] > least.above * line) || !flattens(plot, first))
    return false;
  let end = last;
  while (end + 1 < q.length && q[end] * rg < least.within) end++;
  return plot.level[end] < least.after * Math.exp(lnI0) && q[end] * rg > 0.9 * least.within;
}

/** True where ln I against ln q flattens up to a point, as for a leak but not for the fall of a particle. */
function flattens({ curve: { q }, level }: GuinierPlot, end: number): boolean {
  const middle = q.findIndex((value) => value * value >= q[0] * q[end]);
  if (middle <= 0 || middle >= end) return true;
  const fall = (i: number, j: number): number => Math.log(level[i] / level[j]) / Math.log(q[j] / q[i]);
  return fall(0, middle) > fall(middle, end);
}

/** The line through given points of the Guinier plot. */
export function fitGuinierLine(curve: Curve, first: number, last: number): GuinierWindow | undefined {
  const { sums, scale } = guinierPlot(curve);
  return fitWindow(curve, sums, first, last, scale);
}

function largest(values: Float64Array, start: number): number {
  let most = 0;
  for (let i = start; i < values.length; i++) most = Math.max(most, values[i]);
  return most;
}

/** x = (q/q_last)², y = ln I/scale, weight (I/σ)²; odd points and those without a logarithm have no weight. */
function guinierSums({ q, intensity, sigma }: Curve, scale: number, odd: Uint8Array): PolynomialSums {
  const unit = q[q.length - 1];
  return new PolynomialSums(
    q.map((value) => (value / unit) ** 2),
    intensity.map((value) => (value > 0 ? Math.log(value / scale) : 0)),
    intensity.map((value, i) => (value > 0 && !odd[i] ? (value / sigma[i]) ** 2 : 0)),
  );
}

/** Dense curves need not be tried at every first point. */
function firstStride(level: Float64Array, from: number): number {
  const half = 0.5 * largest(level, from);
  let high = from;
  while (high < level.length && !(level[high] > 0 && level[high] < half)) high++;
  return Math.max(1, Math.floor((high - from) / 120));
}

/** The last point with q·Rg ≤ 1.3, found from the one of the window before or by trying all; -1 for none. */
function lastPoint(curve: Curve, sums: PolynomialSums, first: number, guess: number): number {
  const { q } = curve;
  const unit = q[q.length - 1];
  /** q·Rg squared at the last point, −3 slope q², is above 0 and at most the limit */
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
