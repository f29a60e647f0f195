import { chart, type Chart, type ChartOptions } from './chart';
import { AXIS_ROOM, lastOf, type MeasuredProfile } from './profileChart';
import { requireColumns, rows } from './rows';
import { colours } from './theme';

/** Scale of a dimensionless Kratky plot. */
export interface GyrationScale {
  /** radius of gyration in Å */
  readonly rg: number;
  /** intensity at q = 0, unit of the curve */
  readonly i0: number;
}

/**
 * Kratky plot. With Rg and I(0) it is the dimensionless one, (q·Rg)² I/I(0) against q·Rg, with the
 * cross at (√3, 3/e) through which the peak of a compact globular particle passes (Durand et al.,
 * J. Struct. Biol. 169, 45, 2010); without them q² I against q.
 * @throws InputError when columns differ in length
 */
export function kratkyChart(
  curve: MeasuredProfile,
  scale?: GyrationScale,
  options: ChartOptions = {},
): Chart {
  const { q, intensity, sigma } = curve;
  requireColumns('curve', sigma ? { q, intensity, sigma } : { q, intensity });
  const [rg, i0] = scale ? [scale.rg, scale.i0] : [1, 1];
  const factor = (i: number): number => (q[i] * rg) ** 2 / i0;
  const index = Array.from(q, (_, i) => i);
  const values = rows({
    x: index.map((i) => q[i] * rg),
    y: index.map((i) => factor(i) * intensity[i]),
    low: index.map((i) => factor(i) * (intensity[i] - (sigma?.[i] ?? 0))),
    high: index.map((i) => factor(i) * (intensity[i] + (sigma?.[i] ?? 0))),
  });
  const [low, high] = quietRange(values.map(({ y }) => y as number));
  const x = {
    field: 'x',
    type: 'quantitative',
    title: scale ? 'q·Rg' : 'q  (Å⁻¹)',
    scale: { domain: [0, AXIS_ROOM * lastOf(values.map((row) => row.x as number))], nice: false },
  };
  const y = {
    type: 'quantitative',
    title: scale ? '(q·Rg)² · I / I(0)' : 'q² · I',
    scale: { domain: [low, scale ? Math.max(high, 1.25) : high], nice: false },
    ...(scale ? {} : { axis: { format: '.2~g' } }),
  };
  const layer = [
    {
      mark: { type: 'rule', color: colours.measured, opacity: 0.4, clip: true },
      encoding: { x, y: { field: 'low', ...y }, y2: { field: 'high' } },
    },
    {
      mark: { type: 'circle', color: colours.measured, size: 18, opacity: 0.85, clip: true },
      encoding: { x, y: { field: 'y', ...y } },
    },
    ...(scale ? globularCross(y) : []),
  ];
  return chart(
    scale
      ? 'Dimensionless Kratky plot with the peak of a compact globular particle marked at (1.73, 1.10).'
      : 'Kratky plot: q squared times intensity against q.',
    scale ? 'Dimensionless Kratky plot' : 'Kratky plot',
    { data: { values }, layer },
    {
      ...(scale ? { subtitle: 'dashed: peak of a compact globular particle at (√3, 1.10)' } : {}),
      ...options,
    },
  );
}

/** The range of 98 % of the points: a few noisy points at high q would compress the others. */
function quietRange(values: readonly number[]): [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))];
  return [Math.min(0, at(0.01)), at(0.99) * 1.15];
}

function globularCross(y: object): object[] {
  const mark = { type: 'rule', color: colours.fit, strokeDash: [5, 4] };
  return [
    { data: { values: [{}] }, mark, encoding: { x: { datum: Math.sqrt(3), type: 'quantitative' } } },
    { data: { values: [{}] }, mark, encoding: { y: { datum: 3 / Math.E, ...y } } },
  ];
}
