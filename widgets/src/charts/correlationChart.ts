import type { Chart } from './chart';
import { historyChart, type HistoryChartOptions } from './historyChart';
import { colours } from './theme';

/** Correlations of the best shapes of one generation with a known model. */
export interface GenerationCorrelations {
  readonly generation: number;
  /** at least one value, in any order */
  readonly cc: ArrayLike<number>;
}

/** Options of `correlationChart`. */
export interface CorrelationChartOptions extends HistoryChartOptions {
  /** correlation of the averaged map, drawn as a dashed line */
  readonly consensus?: number;
}

/**
 * Correlation with a known model by generation: the best as a line, the spread of the fittest shapes as
 * bands. A search does not know this quantity.
 * @throws InputError when the history is empty or a generation has no finite value
 */
export function correlationChart(
  history: readonly GenerationCorrelations[],
  options: CorrelationChartOptions = {},
): Chart {
  const { consensus, ...rest } = options;
  return historyChart(
    history.map(({ generation, cc }) => ({ generation, values: cc })),
    {
      quantity: 'correlation with the model',
      title: 'Correlation with the model by generation',
      colour: colours.third,
      line: 'greatest',
      y: { type: 'quantitative', title: 'CC', scale: { zero: false } },
      target:
        consensus === undefined
          ? undefined
          : { value: consensus, label: `averaged map: ${consensus.toFixed(2)}` },
    },
    rest,
  );
}
