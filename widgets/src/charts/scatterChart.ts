import { InputError } from '../inputError';
import { chart, type Chart, type ChartOptions } from './chart';
import { requireColumns, rows } from './rows';
import { colours } from './theme';

/** Points of a scatter chart: columns of one length. */
export interface ScatterPoints {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** names of the points, shown under the pointer */
  readonly label?: ArrayLike<string>;
}

/** Options of `scatterChart`. */
export interface ScatterOptions extends ChartOptions {
  readonly xTitle: string;
  readonly yTitle: string;
  /** relative deviation from y = x that is drawn as a band, for instance 0.2; no line without it */
  readonly agreement?: number;
  /** end of both axes where `agreement` is given, so that charts beside each other have the same axes; default: all points */
  readonly reach?: number;
}

/**
 * One quantity against another, such as the radius found against the real one. With `agreement` both
 * axes are equal and the line y = x and its band are drawn, and the subtitle counts the points in it.
 * @throws InputError when columns differ in length or no point is finite
 */
export function scatterChart(points: ScatterPoints, options: ScatterOptions): Chart {
  const { xTitle, yTitle, agreement, reach, ...rest } = options;
  const { x, y } = points;
  const label = points.label ?? Array.from(x, () => '');
  requireColumns('scatter chart', { x, y, label });
  const values = rows({ x, y, label });
  if (values.length === 0)
    throw new InputError('no point of the scatter chart has a finite x and y: expected at least one');
  const square =
    agreement === undefined
      ? undefined
      : squareDomain(
          reach === undefined ? values.flatMap((row) => [row.x, row.y] as number[]) : [reach / 1.05],
        );
  const scale = square ? { domain: square, nice: false } : { zero: false };
  const xChannel = { field: 'x', type: 'quantitative', title: xTitle, scale };
  const yChannel = { field: 'y', type: 'quantitative', title: yTitle, scale };
  const dots = {
    data: { values },
    mark: { type: 'circle', size: 42, color: colours.measured, opacity: 0.75 },
    encoding: { x: xChannel, y: yChannel, tooltip: ['label', 'x', 'y'].map((field) => ({ field })) },
  };
  const layer = square ? [...agreementLayers(square, agreement as number, xChannel, yChannel), dots] : [dots];
  const subtitle =
    agreement === undefined ? undefined : counted(values as { x: number; y: number }[], agreement);
  return chart(
    `${yTitle} against ${xTitle}, ${values.length} points. ${subtitle ?? ''}`.trim(),
    `${yTitle} against ${xTitle}`,
    { layer },
    { ...(square ? { width: 360, height: 360 } : {}), subtitle, ...rest },
  );
}

function squareDomain(values: readonly number[]): [number, number] {
  return [0, 1.05 * values.reduce((a, b) => Math.max(a, b), 0)];
}

function counted(values: readonly { x: number; y: number }[], agreement: number): string {
  const inside = values.filter((row) => Math.abs(row.y - row.x) <= agreement * Math.abs(row.x)).length;
  return `${inside} of ${values.length} within ±${Math.round(100 * agreement)} %`;
}

function agreementLayers([low, high]: [number, number], agreement: number, x: object, y: object): object[] {
  const values = [low, high].map((at) => ({
    x: at,
    y: at,
    least: at * (1 - agreement),
    greatest: at * (1 + agreement),
  }));
  return [
    {
      data: { values },
      mark: { type: 'area', color: colours.third, opacity: 0.14, clip: true },
      encoding: { x, y: { ...y, field: 'least' }, y2: { field: 'greatest' } },
    },
    {
      data: { values },
      mark: { type: 'line', color: colours.third, strokeWidth: 1.5, clip: true },
      encoding: { x, y },
    },
  ];
}
