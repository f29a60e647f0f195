import { InputError } from '../inputError';
import { chart, type Chart, type ChartOptions } from './chart';
import { requireColumns, rows } from './rows';
import { colours } from './theme';

/** Entries: correlation expected for each, and found. */
export interface CalibrationPoints {
  readonly expected: ArrayLike<number>;
  readonly found: ArrayLike<number>;
  /** names of the entries, shown under the pointer */
  readonly label?: ArrayLike<string>;
}

/** A group of entries with similar expectation. */
export interface CalibrationGroup {
  /** mean of the expected correlations */
  readonly stated: number;
  /** mean and standard deviation of the correlations found */
  readonly cc: number;
  readonly deviation: number;
  readonly n: number;
}

/** Number of segments of the line and its band. */
const STEPS = 100;

/** Options of `calibrationChart`. */
export interface CalibrationOptions extends ChartOptions {
  /** stated standard deviation, drawn as a band about the line */
  readonly deviation: number;
}

/**
 * Correlations found against correlations expected: each entry a dot, groups of similar expectation as means with
 * their standard deviations, and the line on which both would be equal with the stated deviation about it.
 * @throws InputError when columns differ in length or no entry is finite
 */
export function calibrationChart(
  points: CalibrationPoints,
  groups: readonly CalibrationGroup[],
  options: CalibrationOptions,
): Chart {
  const { deviation, ...rest } = options;
  const { expected, found } = points;
  const label = points.label ?? Array.from(expected, () => '');
  requireColumns('calibration chart', { expected, found, label });
  const values = rows({ expected, found, label });
  if (values.length === 0)
    throw new InputError(
      'no entry of the calibration chart has a finite expectation and correlation: expected at least one',
    );
  const domain = range([expected, found].flatMap((column) => Array.from(column).filter(Number.isFinite)));
  const axis = (field: string, title: string): object => ({
    field,
    type: 'quantitative',
    title,
    scale: { domain, nice: false, zero: false },
  });
  const x = axis('expected', 'correlation expected, without the model');
  const y = (field: string): object => axis(field, 'correlation with the model');
  const within = (value: number): number => Math.min(domain[1], Math.max(domain[0], value));
  const line = Array.from(
    { length: STEPS + 1 },
    (_, i) => domain[0] + (i * (domain[1] - domain[0])) / STEPS,
  ).map((at) => ({ expected: at, found: at, low: within(at - deviation), high: within(at + deviation) }));
  const means = rows({
    expected: groups.map(({ stated }) => stated),
    found: groups.map(({ cc }) => cc),
    n: groups.map(({ n }) => n),
    low: groups.map(({ cc, deviation: d }) => within(cc - d)),
    high: groups.map(({ cc, deviation: d }) => within(cc + d)),
  });
  const layer = [
    {
      data: { values: line },
      mark: { type: 'area', color: colours.third, opacity: 0.14 },
      encoding: { x, y: y('low'), y2: { field: 'high' } },
    },
    {
      data: { values: line },
      mark: { type: 'line', color: colours.third, strokeWidth: 1.5 },
      encoding: { x, y: y('found') },
    },
    {
      data: { values },
      mark: { type: 'circle', size: 34, color: colours.measured, opacity: 0.55 },
      encoding: { x, y: y('found'), tooltip: ['label', 'expected', 'found'].map((field) => ({ field })) },
    },
    {
      data: { values: means },
      mark: { type: 'rule', color: colours.fit, strokeWidth: 2 },
      encoding: { x, y: y('low'), y2: { field: 'high' } },
    },
    {
      data: { values: means },
      mark: { type: 'point', shape: 'diamond', size: 90, filled: true, color: colours.fit, opacity: 1 },
      encoding: { x, y: y('found'), tooltip: ['n', 'expected', 'found'].map((field) => ({ field })) },
    },
  ];
  const words = groups
    .map(({ stated, cc, n }) => `${n} expected at ${stated.toFixed(2)} reached ${cc.toFixed(2)}`)
    .join(', ');
  return chart(
    `Correlation with the model against the correlation expected, ${values.length} entries: ${words}.`,
    'Expected and true correlation',
    { layer },
    { width: 440, height: 440, subtitle: 'entries; fifths, mean ± sd; band: stated sd', ...rest },
  );
}

/** Limits in twentieths around all values. */
function range(values: readonly number[]): [number, number] {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity),
    high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return [Math.floor(20 * low) / 20, Math.ceil(20 * high + 1e-9) / 20];
}
