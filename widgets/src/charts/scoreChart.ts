import type { Chart } from './chart';
import { historyChart, type HistoryChartOptions } from './historyChart';
import { logAxis } from './logAxis';
import { colours } from './theme';

/** Scores of the best genes of one generation. */
export interface GenerationScore {
  readonly generation: number;
  /** at least one value, in any order */
  readonly bestScore: ArrayLike<number>;
}

/** Options of `scoreChart`. */
export interface ScoreChartOptions extends HistoryChartOptions {
  /** name of the score where it is a quantity of its own, as the chi² of the paper's method; default: score */
  readonly quantity?: string;
}

/**
 * Score by generation on a logarithmic axis: the best as a line, the spread of the best genes as bands. The score is minimised by
 * the search (chi-square within the error of the model, and the distance from the prior); it is not the chi-square
 * against the measured errors.
 * @throws InputError when the history is empty or a generation has no finite value
 */
export function scoreChart(history: readonly GenerationScore[], options: ScoreChartOptions = {}): Chart {
  const { quantity = 'score', ...rest } = options;
  const positive = history
    .flatMap(({ bestScore }) => Array.from(bestScore))
    .filter((score) => score > 0 && Number.isFinite(score));
  const low = positive.reduce((a, b) => Math.min(a, b), Infinity) / 1.1;
  const high = positive.reduce((a, b) => Math.max(a, b), 0) * 1.1;
  return historyChart(
    history.map(({ generation, bestScore }) => ({ generation, values: bestScore })),
    {
      quantity,
      title: `${quantity[0].toUpperCase()}${quantity.slice(1)} by generation`,
      colour: colours.fit,
      line: 'least',
      y: { type: 'quantitative', ...logAxis(quantity, low, high) },
    },
    rest,
  );
}
