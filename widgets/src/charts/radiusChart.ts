import type { Chart } from './chart';
import { type GenerationValues, historyChart, type HistoryChartOptions } from './historyChart';
import { colours } from './theme';

/** Options of `radiusChart`. */
export interface RadiusChartOptions extends HistoryChartOptions {
  /** radius in Å that is known from elsewhere, drawn as a dashed line */
  readonly knownRadius?: number;
}

/**
 * Radius in Å of the fitting shapes by generation: the median as a line, the spread as bands.
 * @throws InputError when the history is empty or a generation has no finite value
 */
export function radiusChart(history: readonly GenerationValues[], options: RadiusChartOptions = {}): Chart {
  const { knownRadius, ...rest } = options;
  return historyChart(history, {
    quantity: 'radius in Å',
    title: 'Radius by generation',
    colour: colours.measured,
    line: 'median',
    y: { type: 'quantitative', title: 'radius  (Å)', scale: { zero: false } },
    target: knownRadius === undefined ? undefined : { value: knownRadius, label: `known: ${knownRadius.toFixed(1)} Å` },
  }, rest);
}
