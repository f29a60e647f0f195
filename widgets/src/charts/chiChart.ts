import type { Chart } from './chart';
import { type GenerationValues, historyChart, type HistoryChartOptions } from './historyChart';
import { logAxis } from './logAxis';
import { colours } from './theme';

/**
 * Chi-square by generation on a logarithmic axis: the best as a line, the spread of the given values
 * (for instance of the best 20) as bands, and chi² = 1, where a model agrees with the data to within
 * their errors, as a dashed line.
 * @throws InputError when the history is empty or a generation has no finite value
 */
export function chiChart(history: readonly GenerationValues[], options: HistoryChartOptions = {}): Chart {
  const positive = history.flatMap(({ values }) => Array.from(values)).filter((chi) => chi > 0 && Number.isFinite(chi));
  const low = positive.reduce((a, b) => Math.min(a, b), 1) / 1.25;
  const high = positive.reduce((a, b) => Math.max(a, b), 1) * 1.25;
  return historyChart(history, {
    quantity: 'chi-square',
    title: 'Chi² by generation',
    colour: colours.fit,
    line: 'least',
    y: { type: 'quantitative', ...logAxis('chi²', low, high) },
    target: { value: 1, label: 'chi² = 1' },
  }, options);
}
