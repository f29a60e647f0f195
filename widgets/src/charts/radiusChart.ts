import type { Chart } from './chart';
import { historyChart, type HistoryChartOptions } from './historyChart';
import { colours } from './theme';

/** Options of `radiusChart`. */
export interface RadiusChartOptions extends HistoryChartOptions {
  /** radius in Å that is known from elsewhere, drawn as a dashed line */
  readonly knownRadius?: number;
}

/** Radii in Å of the best genes of one generation. */
export interface GenerationRadii {
  readonly generation: number;
  /** at least one value, in any order */
  readonly bestRmax: ArrayLike<number>;
}

/**
 * Radius in Å of the best genes by generation: the median as a line, the spread as bands.
 * @throws InputError when the history is empty or a generation has no finite value
 */
export function radiusChart(history: readonly GenerationRadii[], options: RadiusChartOptions = {}): Chart {
  const { knownRadius, ...rest } = options;
  return historyChart(
    history.map(({ generation, bestRmax }) => ({ generation, values: bestRmax })),
    {
      quantity: 'radius in Å',
      title: 'Radius by generation',
      colour: colours.measured,
      line: 'median',
      y: { type: 'quantitative', title: 'radius  (Å)', scale: { zero: false } },
      target:
        knownRadius === undefined
          ? undefined
          : { value: knownRadius, label: `known: ${knownRadius.toFixed(1)} Å` },
    },
    rest,
  );
}
