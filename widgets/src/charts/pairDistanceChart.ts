import { chart, type Chart, type ChartOptions } from './chart';
import { requireColumns, rows } from './rows';
import { colours } from './theme';

/** A pair distance distribution: columns of one length. */
export interface PairDistances {
  /** distance in Å, ascending */
  readonly r: ArrayLike<number>;
  /** P(r), arbitrary unit */
  readonly p: ArrayLike<number>;
  /** standard error of P(r), same unit */
  readonly pError?: ArrayLike<number>;
}

/**
 * Pair distance distribution P(r) as a line over its area, with its band of ±σ where errors are
 * given, scaled to a peak of one.
 * @throws InputError when columns differ in length or hold fewer than two points
 */
export function pairDistanceChart(distances: PairDistances, options: ChartOptions = {}): Chart {
  const { r, p, pError } = distances;
  requireColumns('pair distance distribution', pError ? { r, p, pError } : { r, p }, 2);
  const peak = Array.from(p).reduce((a, b) => Math.max(a, b), 0) || 1;
  const scaled = (value: number): number => value / peak;
  const values = rows({
    r,
    p: Array.from(p, scaled),
    low: Array.from(p, (value, i) => scaled(value - (pError?.[i] ?? 0))),
    high: Array.from(p, (value, i) => scaled(value + (pError?.[i] ?? 0))),
  });
  const x = {
    field: 'r',
    type: 'quantitative',
    title: 'distance r  (Å)',
    scale: { zero: true, nice: false },
  };
  const y = { type: 'quantitative', title: 'P(r) / peak' };
  const color = colours.third;
  const layer = [
    { mark: { type: 'area', color, opacity: 0.14 }, encoding: { x, y: { field: 'p', ...y } } },
    ...(pError
      ? [
          {
            mark: { type: 'area', color, opacity: 0.35 },
            encoding: { x, y: { field: 'low', ...y }, y2: { field: 'high' } },
          },
        ]
      : []),
    { mark: { type: 'line', color, strokeWidth: 2.2 }, encoding: { x, y: { field: 'p', ...y } } },
    { mark: { type: 'rule', color: colours.quiet }, encoding: { y: { datum: 0, ...y } } },
  ];
  const dmax = Number(r[r.length - 1]).toFixed(1);
  return chart(
    `Pair distance distribution P(r), distances in Å, to a largest distance of ${dmax} Å.`,
    'Pair distances',
    { data: { values }, layer },
    { subtitle: `Dmax = ${dmax} Å`, ...options },
  );
}
