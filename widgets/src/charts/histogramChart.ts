import { InputError } from '../inputError';
import { chart, type Chart, type ChartOptions } from './chart';
import type { Row } from './rows';
import { colours } from './theme';

/** Options of `histogramChart`. */
export interface HistogramOptions extends ChartOptions {
  /** name and unit of the quantity, under the axis */
  readonly xTitle: string;
  /** number of bins, default 20 */
  readonly bins?: number;
  /** range of the bins, default the range of the values; values outside count in the end bins */
  readonly domain?: readonly [number, number];
  /** values of interest, drawn as dashed lines with their labels */
  readonly marks?: readonly { readonly value: number; readonly label: string }[];
}

/** Space above the highest bar for labels of marks. */
const headroom = 1.2;

const seriesColours = [colours.measured, colours.fit, colours.third, colours.fourth];

/**
 * Histogram of one to four named samples, drawn over one another as shares of their own sample.
 * @param samples values by name; values that are not finite are left out
 * @throws InputError when a sample has no finite value
 */
export function histogramChart(
  samples: Readonly<Record<string, ArrayLike<number>>>,
  options: HistogramOptions,
): Chart {
  const { xTitle, bins = 20, domain: given, marks = [], ...rest } = options;
  const finite = Object.entries(samples).map(([name, values]) => {
    const kept = Array.from(values).filter(Number.isFinite);
    if (kept.length === 0)
      throw new InputError(`the sample "${name}" has no finite value: a histogram needs at least one`);
    return { name, values: kept };
  });
  const domain = given ?? valueRange(finite.flatMap(({ values }) => values));
  const table = finite.flatMap(({ name, values }) => binned(name, values, domain, bins));
  const x = { type: 'quantitative', title: xTitle, scale: { domain, nice: false, zero: false } };
  const names = finite.map(({ name }) => name);
  const bars = {
    data: { values: table },
    mark: { type: 'rect', opacity: names.length > 1 ? 0.5 : 0.8 },
    encoding: {
      x: { field: 'from', ...x },
      x2: { field: 'to' },
      y: {
        field: 'percent',
        type: 'quantitative',
        title: 'share  (%)',
        scale: { domain: [0, (marks.length > 0 ? headroom : 1.08) * highest(table).percent], nice: false },
      },
      y2: { datum: 0 },
      color: {
        field: 'sample',
        type: 'nominal',
        scale: { domain: names, range: seriesColours.slice(0, names.length) },
        legend:
          names.length > 1
            ? {
                title: null,
                orient: highest(table).from > (domain[0] + domain[1]) / 2 ? 'top-left' : 'top-right',
              }
            : null,
      },
      tooltip: ['sample', 'from', 'to', 'count'].map((field) => ({ field })),
    },
  };
  const sizes = finite.map(({ name, values }) => `${name} (${values.length})`).join(', ');
  return chart(
    `Histogram of ${xTitle}: ${sizes}.`,
    `Distribution of ${xTitle}`,
    { layer: [bars, ...markLayers(marks, x, domain)] },
    rest,
  );
}

function valueRange(values: readonly number[]): [number, number] {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}

function binned(
  sample: string,
  values: readonly number[],
  [low, high]: readonly [number, number],
  bins: number,
): Row[] {
  const width = (high - low) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) counts[Math.max(0, Math.min(bins - 1, Math.floor((value - low) / width)))]++;
  return counts.map((count, bin) => ({
    sample,
    from: Number((low + bin * width).toPrecision(6)),
    to: Number((low + (bin + 1) * width).toPrecision(6)),
    count,
    percent: (100 * count) / values.length,
  }));
}

/** The highest bar. */
function highest(table: readonly Row[]): { readonly percent: number; readonly from: number } {
  return table.reduce((most, row) => ((row.percent as number) > (most.percent as number) ? row : most)) as {
    percent: number;
    from: number;
  };
}

/** The label of a mark is on its left where another mark is close on its right. */
function markLayers(
  marks: readonly { value: number; label: string }[],
  x: object,
  [low, high]: readonly [number, number],
): object[] {
  return marks.flatMap(({ value, label }, index) => {
    const encoding = { x: { datum: value, ...x } };
    const data = { values: [{}] };
    const before = marks.some((other) => other.value > value && other.value - value < (high - low) / 4);
    return [
      { data, mark: { type: 'rule', color: colours.quiet, strokeDash: [5, 4], strokeWidth: 1.5 }, encoding },
      {
        data,
        mark: {
          type: 'text',
          color: colours.quiet,
          align: before ? 'right' : 'left',
          dx: before ? -5 : 5,
          text: label,
        },
        encoding: { ...encoding, y: { value: 8 + 14 * index } },
      },
    ];
  });
}
