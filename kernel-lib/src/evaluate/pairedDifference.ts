import { InputError } from '../inputError';
import { Random } from '../random';

/** The mean difference of paired numbers and its confidence interval. */
export interface PairedDifference {
  /** number of pairs */
  readonly n: number;
  /** mean of a − b */
  readonly mean: number;
  /** confidence interval of that mean */
  readonly low: number;
  readonly high: number;
  /** share of pairs where a is larger; ties count half */
  readonly better: number;
}

/** Options of `pairedDifference`. */
export interface PairedDifferenceOptions {
  /** default 0.95 */
  readonly level?: number;
  /** number of resamples; default 10,000 */
  readonly resamples?: number;
  /** default 1 */
  readonly seed?: number;
}

/**
 * The mean of paired differences a − b with its confidence interval by the percentile bootstrap: pairs are
 * drawn with replacement, the same number, and the interval holds the middle `level` of the means of the
 * draws (Efron & Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13).
 *
 * @param a first number of each pair
 * @param b second number of each pair
 * @throws InputError when the lengths differ, there are fewer than two pairs, or a number is not finite
 */
export function pairedDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  options: PairedDifferenceOptions = {},
): PairedDifference {
  const { level = 0.95, resamples = 10_000, seed = 1 } = options;
  const n = a.length;
  if (n !== b.length || n < 2)
    throw new InputError(`There are ${n} and ${b.length} numbers to pair: two pairs or more are needed.`);
  if (!(level > 0 && level < 1))
    throw new InputError(`The level of confidence is ${level}: a number between 0 and 1 is needed.`);
  const differences = Float64Array.from({ length: n }, (_, i) => a[i] - b[i]);
  if (!differences.every(Number.isFinite))
    throw new InputError('A number of the pairs is not finite: leave out the pairs without one.');
  const random = new Random(seed);
  const means = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += differences[random.integer(n)];
    means[r] = sum / n;
  }
  means.sort();
  const tail = (1 - level) / 2;
  return {
    n,
    mean: differences.reduce((sum, d) => sum + d, 0) / n,
    low: quantile(means, tail),
    high: quantile(means, 1 - tail),
    better: differences.reduce((sum, d) => sum + (d > 0 ? 1 : d === 0 ? 0.5 : 0), 0) / n,
  };
}

/** Of ascending numbers, linear between neighbours. */
function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const i = Math.floor(at);
  const next = sorted[Math.min(i + 1, sorted.length - 1)];
  return sorted[i] + (at - i) * (next - sorted[i]);
}
