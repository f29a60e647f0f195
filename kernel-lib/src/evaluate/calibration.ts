import { InputError } from '../inputError';

/** Entries of similar stated quality, and their correlations with the models. */
export interface CalibrationBin {
  readonly n: number;
  /** range and mean of the stated quality */
  readonly from: number;
  readonly to: number;
  readonly stated: number;
  /** mean and standard deviation (0 for one entry) of the correlation with the models */
  readonly cc: number;
  readonly deviation: number;
}

/** Comparison of the stated quality of reconstructions with their correlation with the truth. */
export interface Calibration {
  /** bins with numbers of entries as equal as possible, by increasing stated quality */
  readonly bins: readonly CalibrationBin[];
  /** Spearman's rank correlation of stated quality and correlation with the model: 1 predicts the order, 0 nothing */
  readonly rankCorrelation: number;
  readonly n: number;
}

/**
 * Compares a stated quality (the agreement of an ensemble, minus its resolution, …) with the correlation with
 * known models, entry by entry.
 *
 * @param stated larger is better
 * @param cc correlation of the same entries with their models
 * @param bins largest number of bins; default 5
 * @throws InputError when the lengths differ, there are fewer than three entries, or a number is not finite
 */
export function calibration(stated: ArrayLike<number>, cc: ArrayLike<number>, bins = 5): Calibration {
  const n = stated.length;
  if (n !== cc.length || n < 3)
    throw new InputError(
      `There are ${n} stated qualities and ${cc.length} correlations: expected the same number of both, three or more.`,
    );
  if (!(Number.isInteger(bins) && bins >= 1))
    throw new InputError(`The number of bins is ${bins}: a whole number from 1 on is needed.`);
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => stated[i] - stated[j]);
  if (!order.every((i) => Number.isFinite(stated[i]) && Number.isFinite(cc[i])))
    throw new InputError('A quality or correlation is not finite: leave out the entries without one.');
  const count = Math.min(bins, n);
  return {
    n,
    rankCorrelation: pearson(ranks(stated), ranks(cc)),
    bins: Array.from({ length: count }, (_, b) =>
      binOf(order.slice(Math.floor((b * n) / count), Math.floor(((b + 1) * n) / count)), stated, cc),
    ),
  };
}

function binOf(entries: readonly number[], stated: ArrayLike<number>, cc: ArrayLike<number>): CalibrationBin {
  const n = entries.length;
  const mean = (values: ArrayLike<number>): number => entries.reduce((sum, i) => sum + values[i], 0) / n;
  const centre = mean(cc);
  const squares = entries.reduce((sum, i) => sum + (cc[i] - centre) ** 2, 0);
  return {
    n,
    from: stated[entries[0]],
    to: stated[entries[n - 1]],
    stated: mean(stated),
    cc: centre,
    deviation: n > 1 ? Math.sqrt(squares / (n - 1)) : 0,
  };
}

/** Ranks from 0; equal values share their mean rank. */
function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((i, j) => values[i] - values[j]);
  const result = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]] === values[order[from]]) to++;
    for (let at = from; at <= to; at++) result[order[at]] = (from + to) / 2;
    from = to + 1;
  }
  return result;
}

/** Correlation; 0 where one of the two does not vary. */
function pearson(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let ab = 0,
    aa = 0,
    bb = 0;
  a.forEach((value, i) => {
    ab += (value - ma) * (b[i] - mb);
    aa += (value - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  });
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
