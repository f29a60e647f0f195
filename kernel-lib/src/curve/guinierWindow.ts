import type { Curve } from './curve';
import {
  FEWEST_POINTS,
  fitGuinierLine,
  GUINIER_LIMIT,
  guinierPlot,
  largest,
  type GuinierPlot,
  type GuinierWindow,
} from './guinierLine';
import type { PolynomialSums } from '../numerics/polynomialSums';
import { exp, hypot, log } from '../elementary';

/** Largest q·Rg of the first point of a fit. */
const LATEST_START = 1.05;
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

/** The window of least cost among those that begin at a point `start` or later. */
function bestWindow(plot: GuinierPlot, start: number): GuinierWindow | undefined {
  const { curve, sums, level, odd } = plot;
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
    const window = last < 0 ? undefined : fitGuinierLine(plot, first, last);
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
  const line = exp(lnI0 - (q[0] * rg) ** 2 / 3);
  if (q[0] * rg > least.begins || !(intensity[0] > least.above * line) || !flattens(plot, first))
    return false;
  let end = last;
  while (end + 1 < q.length && q[end] * rg < least.within) end++;
  return plot.level[end] < least.after * exp(lnI0) && q[end] * rg > 0.9 * least.within;
}

/** True where ln I against ln q flattens up to a point, as for a leak but not for the fall of a particle. */
function flattens({ curve: { q }, level }: GuinierPlot, end: number): boolean {
  const middle = q.findIndex((value) => value * value >= q[0] * q[end]);
  if (middle <= 0 || middle >= end) return true;
  const fall = (i: number, j: number): number => log(level[i] / level[j]) / log(q[j] / q[i]);
  return fall(0, middle) > fall(middle, end);
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

function costOf({ q }: Curve, { first, rg, rgError, bend, bendError }: GuinierWindow): number {
  const bias = BIAS_OF_BEND * Math.sqrt(Math.max(0, bend ** 2 - 2 * bendError ** 2));
  const lost = (LOSS_OF_RANGE * rg * rg * rg * (q[first] ** 2 - q[0] ** 2)) / GUINIER_LIMIT ** 2;
  return hypot(rgError, bias, lost);
}
