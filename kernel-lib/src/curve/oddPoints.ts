import { localScatter, median } from './localScatter';

/** Number of neighbours on either side with which a point is compared. */
const REACH = 4;
/** Least distance of an odd point from its neighbours, in their noise … */
const LEAST_DEVIATIONS = 8;
/** … and as shares of their level and of the level of the whole curve. */
const LEAST_SHARE = 0.3;
const LEAST_OF_CURVE = 1e-3;
/** Share of the file's errors, which may be too large, that counts as noise. */
const SHARE_OF_ERROR = 0.6;
/** Largest share of points that count as outliers. */
const LARGEST_SHARE = 0.1;
/** A minimum is no outlier: its neighbours are low as well. */
const MINIMUM = 0.8;

/**
 * Points that disagree with their neighbours: farther from the median of the nine points about them than
 * eight times the noise there and 30 % of that median. Noise is the local scatter or, where a file states
 * a larger error than for the neighbours, larger in proportion. A monotonic course, however steep, moves no
 * point from the median; the four points at either end are compared with a robust line through the nearest.
 *
 * @param q ascending, each value once
 * @param intensity same length
 * @param sigma errors, same length, where there are any
 * @returns 1 for such points, 0 for others; all 0 where more than a tenth would be such
 */
export function oddPoints(q: Float64Array, intensity: Float64Array, sigma?: ArrayLike<number>): Uint8Array {
  const known = found.get(q);
  if (known && known.intensity === intensity && known.sigma === sigma) return known.odd;
  const odd = findOddPoints(q, intensity, sigma);
  found.set(q, { intensity, sigma, odd });
  return odd;
}

/** By the column of q: reader and Guinier fit ask the same. */
const found = new WeakMap<
  Float64Array,
  { readonly intensity: Float64Array; readonly sigma?: ArrayLike<number>; readonly odd: Uint8Array }
>();

function findOddPoints(q: Float64Array, intensity: Float64Array, sigma?: ArrayLike<number>): Uint8Array {
  const n = q.length;
  const odd = new Uint8Array(n);
  if (n < 2 * REACH + 2) return odd;
  const scatter = localScatter(q, intensity);
  const level = runningMedian(intensity, REACH);
  const usual = sigma && runningMedian(sigma, REACH);
  const curve = LEAST_OF_CURVE * level.reduce((most, value) => Math.max(most, value), 0);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const noise =
      sigma && usual
        ? Math.max(scatter[i] * Math.max(1, sigma[i] / usual[i]), SHARE_OF_ERROR * sigma[i])
        : scatter[i];
    const inside = i >= REACH && i < n - REACH;
    const [expected, spread] = inside ? [level[i], 0] : fromNearest(q, intensity, i);
    const deviation = Math.abs(intensity[i] - expected);
    if (deviation <= Math.max(LEAST_SHARE * Math.abs(expected), curve)) continue;
    if (deviation <= LEAST_DEVIATIONS * Math.max(noise, spread)) continue;
    if (inside && intensity[i] < expected && lowNeighbours(intensity, i) < MINIMUM * expected) continue;
    odd[i] = 1;
    count++;
  }
  return count > LARGEST_SHARE * n ? odd.fill(0) : odd;
}

function lowNeighbours(intensity: Float64Array, i: number): number {
  return (intensity[i - 1] + intensity[i + 1]) / 2;
}

/** Median of the points within `reach` of each, fewer at the ends. */
export function runningMedian(values: ArrayLike<number>, reach: number): Float64Array {
  const n = values.length;
  const result = new Float64Array(n);
  const sorted = new Float64Array(2 * reach + 1);
  let count = 0;
  const enter = (value: number): void => {
    let at = count++;
    for (; at > 0 && sorted[at - 1] > value; at--) sorted[at] = sorted[at - 1];
    sorted[at] = value;
  };
  const leave = (value: number): void => {
    let at = 0;
    while (at < count - 1 && sorted[at] !== value) at++;
    for (count--; at < count; at++) sorted[at] = sorted[at + 1];
  };
  for (let j = 0; j < Math.min(reach, n); j++) enter(values[j]);
  for (let i = 0; i < n; i++) {
    if (i > reach) leave(values[i - reach - 1]);
    if (i + reach < n) enter(values[i + reach]);
    const middle = count >> 1;
    result[i] = count % 2 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
  }
  return result;
}

/**
 * Value predicted at an end of the curve by the eight nearest points, from a line in q² (Theil and Sen: median
 * of all slopes), and their scatter about it.
 */
function fromNearest(
  q: Float64Array,
  intensity: Float64Array,
  i: number,
): [expected: number, spread: number] {
  const start = i < REACH ? 0 : q.length - 2 * REACH - 1;
  const others = Array.from({ length: 2 * REACH + 1 }, (_, k) => start + k).filter((j) => j !== i);
  const slopes: number[] = [];
  for (const a of others)
    for (const b of others) if (b > a) slopes.push((intensity[b] - intensity[a]) / (q[b] ** 2 - q[a] ** 2));
  const slope = median(slopes);
  const heights = others.map((j) => intensity[j] - slope * (q[j] ** 2 - q[i] ** 2));
  const expected = median(heights);
  return [expected, median(heights.map((value) => Math.abs(value - expected))) / 0.6745];
}
