import type { Chart } from './chart';
import { historyChart, type HistoryChartOptions } from './historyChart';
import { logAxis } from './logAxis';
import { colours } from './theme';

/** Chi² of the best genes of one generation. */
export interface GenerationChi {
  readonly generation: number;
  /** at least one value, in any order */
  readonly bestChi2: ArrayLike<number>;
}

/**
 * Chi-square by generation on a logarithmic axis: the best as a line, the spread of the best genes as
 * bands, and chi² = 1, where a model agrees with the data to within
 * their errors, as a dashed line.
 * @throws InputError when the history is empty or a generation has no finite value
 */
export function chiChart(history: readonly GenerationChi[], options: HistoryChartOptions = {}): Chart {
  const positive = history
    .flatMap(({ bestChi2 }) => Array.from(bestChi2))
    .filter((chi) => chi > 0 && Number.isFinite(chi));
  const low = positive.reduce((a, b) => Math.min(a, b), 1) / 1.25;
  const high = positive.reduce((a, b) => Math.max(a, b), 1) * 1.25;
  return historyChart(
    history.map(({ generation, bestChi2 }) => ({ generation, values: bestChi2 })),
    {
      quantity: 'chi-square',
      title: 'Chi² by generation',
      colour: colours.fit,
      line: 'least',
      y: { type: 'quantitative', ...logAxis('chi²', low, high) },
      target: { value: 1, label: 'chi² = 1' },
    },
    options,
  );
}
