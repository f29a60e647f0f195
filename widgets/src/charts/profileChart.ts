import { chart, type Chart, type ChartOptions } from './chart';
import { leftOutLayers, leftOutWords, type LeftOutMark } from './leftOutMarks';
import { logAxis } from './logAxis';
import { requireColumns, rows } from './rows';
import { colours } from './theme';

/** A measured profile: columns of one length. */
export interface MeasuredProfile {
  /** momentum transfer q = 4π sin θ / λ in 1/Å */
  readonly q: ArrayLike<number>;
  /** intensity, arbitrary unit */
  readonly intensity: ArrayLike<number>;
  /** standard error of the intensity, same unit; without it no error bars are drawn */
  readonly sigma?: ArrayLike<number>;
  /** measured points that are not among these, drawn as hollow marks */
  readonly leftOutPoints?: readonly LeftOutMark[];
}

/** A computed profile on the scale of the measured one; its q may differ from the measured ones. */
export interface FittedProfile {
  /** momentum transfer in 1/Å */
  readonly q: ArrayLike<number>;
  /** intensity in the unit of the measured one */
  readonly intensity: ArrayLike<number>;
}

/** Options of charts over q. */
export interface QChartOptions extends ChartOptions {
  /** end of the q axis in 1/Å; default the last point */
  readonly qMax?: number;
  /** range of q in 1/Å that is used; measured points outside it are grey */
  readonly used?: readonly [number, number];
}

/**
 * Intensity on a logarithmic axis against q, with error bars, and the fit as a line. Error bars that
 * would reach zero end at the bottom of the axis; points below it are not drawn and are counted in the
 * subtitle. Points that were left out of the curve are hollow.
 * @throws InputError when columns differ in length or no intensity is positive
 */
export function profileChart(
  curve: MeasuredProfile,
  fit?: FittedProfile,
  options: QChartOptions = {},
): Chart {
  requireColumns('curve', columnsOf(curve));
  if (fit) requireColumns('fit', { q: fit.q, intensity: fit.intensity });
  const [low, high] = positiveRange(curve, fit);
  const points = measuredRows(curve, low, options.used);
  const hidden = curve.q.length - points.length;
  const missing = hidden > 0 && `not shown: ${hidden} of ${curve.q.length} points, at or near zero`;
  const { qMax, used, ...rest } = options;
  const end = qMax ?? lastOf(curve.q, fit?.q);
  const leftOut = (curve.leftOutPoints ?? []).filter(({ q }) => q <= end);
  const y = logAxis('I(q)  (arbitrary unit)', low, high);
  const measured = {
    ...(fit ? series('measured') : { value: colours.measured }),
    ...(used ? { condition: { test: '!datum.used', value: colours.quiet } } : {}),
  };
  const layer = [
    errorBars(y, measured),
    measuredPoints(points.length, y, measured),
    ...(fit ? [fitLine(fit, y, low)] : []),
    ...leftOutLayers(leftOut, y, [low, high]),
  ];
  return chart(
    `Scattering intensity against q in 1/Å, logarithmic, ${points.length} measured points${fit ? ' with the fitted profile as a line' : ''}.`,
    fit ? 'Measured curve and fit' : 'Measured curve',
    { data: { values: points }, layer, encoding: { x: qChannel(end) } },
    { ...rest, subtitle: [rest.subtitle, missing, leftOutWords(leftOut)].filter(Boolean).join('; ') },
  );
}

/** Greatest of finite values. */
export function lastOf(...columns: readonly (ArrayLike<number> | undefined)[]): number {
  return maximum(columns.flatMap((column) => Array.from(column ?? [])).filter(Number.isFinite));
}

function columnsOf({ q, intensity, sigma }: MeasuredProfile): Record<string, ArrayLike<number>> {
  return sigma ? { q, intensity, sigma } : { q, intensity };
}

/** Axis limits of the measured points: noise far below its own error does not extend them. */
function positiveRange(curve: MeasuredProfile, fit?: FittedProfile): [number, number] {
  const all = [...Array.from(curve.intensity), ...(fit ? Array.from(fit.intensity) : [])];
  const positive = all.filter((value) => value > 0 && Number.isFinite(value));
  const significant = Array.from(curve.intensity).filter(
    (value, i) => value > 0 && Number.isFinite(value) && value >= 0.5 * (curve.sigma?.[i] ?? 0),
  );
  const high = maximum(positive.length ? positive : [1]);
  const low = minimum(significant.length ? significant : positive.length ? positive : [high / 10]);
  return [low / 1.6, high * 1.6];
}

const minimum = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const maximum = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);

function measuredRows(
  curve: MeasuredProfile,
  foot: number,
  used: readonly [number, number] = [-Infinity, Infinity],
): ReturnType<typeof rows> {
  const keep = Array.from(curve.q, (_, i) => i).filter((i) => curve.intensity[i] >= foot);
  const sigma = (i: number): number =>
    Number.isFinite(curve.sigma?.[i]) ? (curve.sigma as ArrayLike<number>)[i] : 0;
  return rows({
    q: keep.map((i) => curve.q[i]),
    intensity: keep.map((i) => curve.intensity[i]),
    low: keep.map((i) => Math.max(curve.intensity[i] - sigma(i), foot)),
    high: keep.map((i) => curve.intensity[i] + sigma(i)),
    used: keep.map((i) => curve.q[i] >= used[0] && curve.q[i] <= used[1]),
  });
}

function errorBars(y: object, measured: object): object {
  return {
    mark: { type: 'rule', strokeWidth: 1, opacity: 0.45, clip: true },
    encoding: { y: { field: 'low', type: 'quantitative', ...y }, y2: { field: 'high' }, color: measured },
  };
}

function measuredPoints(count: number, y: object, measured: object): object {
  return {
    mark: { type: 'circle', size: pointSize(count), opacity: 0.85, clip: true },
    encoding: {
      color: measured,
      y: { field: 'intensity', type: 'quantitative', ...y },
      tooltip: [
        { field: 'q', title: 'q (1/Å)' },
        { field: 'intensity', title: 'I' },
      ],
    },
  };
}

function fitLine(fit: FittedProfile, y: object, foot: number): object {
  const keep = Array.from(fit.q, (_, i) => i).filter((i) => fit.intensity[i] >= foot);
  const values = rows({ q: keep.map((i) => fit.q[i]), intensity: keep.map((i) => fit.intensity[i]) });
  return {
    data: { values },
    mark: { type: 'line', strokeWidth: 2.2, clip: true },
    encoding: { y: { field: 'intensity', type: 'quantitative', ...y }, color: series('fit') },
  };
}

/** Area of a point in square pixels: smaller where there are many. */
export function pointSize(count: number): number {
  return count > 300 ? 8 : 18;
}

/** Extent of an axis relative to its last value, so that a point at the end is drawn completely. */
export const AXIS_ROOM = 1.02;

/** The q axis, from 0 to a little more than qMax in 1/Å. */
export function qChannel(qMax: number): object {
  const scale = { domain: [0, AXIS_ROOM * qMax], nice: false };
  return { field: 'q', type: 'quantitative', title: 'q  (Å⁻¹)', scale };
}

function series(name: 'measured' | 'fit'): object {
  return {
    datum: name,
    type: 'nominal',
    scale: { domain: ['measured', 'fit'], range: [colours.measured, colours.fit] },
    legend: { title: null, symbolType: 'circle' },
  };
}
