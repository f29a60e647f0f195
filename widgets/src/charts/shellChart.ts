import { chart, type Chart, type ChartOptions } from './chart';
import { requireColumns, rows } from './rows';
import { colours } from './theme';

/** Fourier shell correlations at q in 1/Å. */
export interface ShellCorrelations {
  readonly q: ArrayLike<number>;
  /** of the averages of two halves of the shapes */
  readonly halves: ArrayLike<number>;
  /** mean over pairs of single shapes */
  readonly pairs: ArrayLike<number>;
}

/** Limits below which densities count as different, and their origin. */
const LIMITS: readonly [number, string][] = [
  [0.5, '0.5'],
  [0.143, '0.143'],
];

/**
 * Fourier shell correlations against q, with the limits 0.5 and 0.143: where a line falls below a limit, 2π/q is the
 * resolution.
 * @throws InputError when columns differ in length
 */
export function shellChart({ q, halves, pairs }: ShellCorrelations, options: ChartOptions = {}): Chart {
  requireColumns('shell chart', { q, halves, pairs });
  const series: [string, ArrayLike<number>][] = [
    ['two halves, averaged', halves],
    ['two single shapes', pairs],
  ];
  const values = series.flatMap(([name, values]) =>
    rows({ q, correlation: values, name: Array.from(q, () => name) }),
  );
  const y = {
    type: 'quantitative',
    title: 'Fourier shell correlation',
    scale: { domain: [Math.min(0, ...values.map((row) => row.correlation as number)), 1] },
  };
  const lines = {
    data: { values },
    mark: { type: 'line', strokeWidth: 2 },
    encoding: {
      x: { field: 'q', type: 'quantitative', title: 'q  (1/Å)' },
      y: { field: 'correlation', ...y },
      color: {
        field: 'name',
        type: 'nominal',
        scale: { domain: series.map(([name]) => name), range: [colours.measured, colours.fit] },
        legend: { title: null, orient: 'bottom' },
      },
    },
  };
  const limits = LIMITS.flatMap(([at, text]) => {
    const data = { values: [{}] },
      place = { y: { datum: at, ...y } };
    return [
      { data, mark: { type: 'rule', color: colours.quiet, strokeDash: [5, 4] }, encoding: place },
      {
        data,
        mark: { type: 'text', color: colours.quiet, align: 'left', baseline: 'bottom', dx: 4, dy: -2, text },
        encoding: { ...place, x: { value: 0 } },
      },
    ];
  });
  return chart(
    'Fourier shell correlation of two halves of the shapes and of two single shapes against q, with the limits 0.5 and 0.143.',
    'Agreement of the shapes',
    { layer: [...limits, lines] },
    options,
  );
}
