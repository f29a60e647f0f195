import { InputError } from '../inputError';
import { chart, type Chart, type ChartOptions } from './chart';
import { type Row, rows } from './rows';
import { colours } from './theme';

/** A quantity of several genes at one generation. */
export interface GenerationValues {
  readonly generation: number;
  /** at least one value, in any order */
  readonly values: ArrayLike<number>;
}

/** Options of charts by generation. */
export interface HistoryChartOptions extends ChartOptions {
  /** last generation of the horizontal axis, so that the scale of a growing chart stays the same */
  readonly generations?: number;
  /** value of a generation that the line follows; default: the best, or the median where none is the best */
  readonly line?: 'best' | 'mean';
}

/** Description of the bands of a history chart. */
export const BANDS = 'bands: middle half and whole spread of the fittest genes';

/** Style of a quantity in `historyChart`. */
interface HistoryStyle {
  readonly quantity: string;
  readonly title: string;
  readonly colour: string;
  readonly line: 'least' | 'median' | 'greatest';
  readonly y: object;
  /** a value of interest, drawn as a dashed line */
  readonly target?: { readonly value: number; readonly label: string };
}

/**
 * One quantity by generation: a line (best or mean value), the middle half and the whole spread
 * of the values as bands.
 * @throws InputError when the history is empty or a generation has no finite value
 */
export function historyChart(
  history: readonly GenerationValues[],
  style: HistoryStyle,
  options: HistoryChartOptions = {},
): Chart {
  if (history.length === 0) {
    throw new InputError(`the history has no generation: a chart of ${style.quantity} needs at least one`);
  }
  const values = summaries(history, style.quantity);
  const last = options.generations ?? Math.max(1, ...history.map(({ generation }) => generation));
  const x = {
    field: 'generation',
    type: 'quantitative',
    title: 'generation',
    scale: { domain: [Math.min(0, ...history.map(({ generation }) => generation)), last], nice: false },
    axis: { values: wholeTicks(last), format: 'd' },
  };
  const { line: wanted, ...rest } = options;
  const line = wanted ?? (style.line === 'median' ? 'median' : 'best');
  const layer: object[] = [
    bandLayer(x, style, 'least', 'greatest', 0.18),
    bandLayer(x, style, 'lowerQuartile', 'upperQuartile', 0.3),
    {
      mark: { type: 'line', strokeWidth: 2.2, point: values.length === 1 },
      encoding: { x, y: { field: line === 'mean' ? 'mean' : style.line, ...style.y } },
    },
  ];
  if (style.target) layer.push(...targetLayers(style.target, style.y));
  return chart(
    `${style.quantity} by generation: ${line} and spread over ${values.length} generations.`,
    style.title,
    { data: { values }, layer: layer.map((each) => coloured(each, style.colour)) },
    { subtitle: `line: ${line}; ${BANDS}`, ...rest },
  );
}

/** Five-number summary of each generation. */
function summaries(history: readonly GenerationValues[], quantity: string): Row[] {
  const sorted = history.map(({ generation, values }) => {
    const finite = Float64Array.from(values).filter(Number.isFinite).sort();
    if (finite.length === 0) {
      throw new InputError(
        `generation ${generation} has no finite ${quantity}: expected at least one per generation`,
      );
    }
    return finite;
  });
  const column = (share: number): number[] => sorted.map((values) => quantile(values, share));
  return rows({
    generation: history.map(({ generation }) => generation),
    mean: sorted.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length),
    least: column(0),
    lowerQuartile: column(0.25),
    median: column(0.5),
    upperQuartile: column(0.75),
    greatest: column(1),
  });
}

/** Quantile of ascending values, linear between neighbours. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

function bandLayer(x: object, style: HistoryStyle, low: string, high: string, strength: number): object {
  return {
    mark: { type: 'area', opacity: strength, clip: true },
    encoding: { x, y: { field: low, ...style.y }, y2: { field: high } },
  };
}

function coloured(layer: object, colour: string): object {
  const { mark, ...rest } = layer as { mark: { color?: string } };
  return { mark: { color: colour, ...mark }, ...rest };
}

function targetLayers(target: { value: number; label: string }, y: object): object[] {
  const encoding = { y: { datum: target.value, ...y } };
  const data = { values: [{}] };
  return [
    { data, mark: { type: 'rule', color: colours.quiet, strokeDash: [5, 4] }, encoding },
    {
      data,
      mark: {
        type: 'text',
        color: colours.quiet,
        align: 'left',
        baseline: 'bottom',
        dx: 4,
        dy: -3,
        text: target.label,
      },
      encoding: { ...encoding, x: { value: 0 } },
    },
  ];
}

/** Generations labelled on the axis, at most 16. */
function wholeTicks(last: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((each) => last / each <= 15) ?? Math.ceil(last / 15);
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => i * step);
}
