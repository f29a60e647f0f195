import { chart, type Chart } from './chart';
import { logAxis } from './logAxis';
import { type MeasuredProfile, type QChartOptions, lastOf, qChannel } from './profileChart';
import { requireColumns, rows } from './rows';

/** A curve of a series with its name. */
export interface NamedProfile extends MeasuredProfile {
  readonly name: string;
}

/** Largest number of curves in a legend. */
const LEGEND = 12;

/**
 * Curves of a series as lines over each other, intensity logarithmic, coloured by their order.
 * @throws InputError when columns differ in length
 */
export function seriesChart(curves: readonly NamedProfile[], options: QChartOptions = {}): Chart {
  curves.forEach(({ name, q, intensity }) => requireColumns(name, { q, intensity }));
  const positive = curves.flatMap(({ intensity, sigma }) =>
    Array.from(intensity).filter((value, i) => value > 0 && value >= (sigma?.[i] ?? 0)),
  );
  const high = positive.reduce((a, b) => Math.max(a, b), 0) || 1,
    low = positive.reduce((a, b) => Math.min(a, b), high);
  const y = logAxis('I(q)  (arbitrary unit)', low / 1.3, high * 1.3);
  const { qMax, ...rest } = options;
  const names = curves.map(({ name }, k) => `${k + 1}  ${name}`);
  const values = curves.flatMap(({ q, intensity }, k) => {
    const keep = Array.from(q, (_, i) => i).filter((i) => intensity[i] >= low / 1.3);
    const part = rows({ q: keep.map((i) => q[i]), intensity: keep.map((i) => intensity[i]) });
    return part.map((row) => ({ ...row, curve: names[k] }));
  });
  const colour = {
    field: 'curve',
    type: 'nominal',
    sort: names,
    scale: { domain: names, scheme: 'viridis' },
    legend: names.length > LEGEND ? null : { title: null },
  };
  return chart(
    `Scattering intensity of ${curves.length} curves against q in 1/Å, logarithmic, one line per curve.`,
    'Curves of a series',
    {
      data: { values },
      mark: { type: 'line', strokeWidth: 1.2, clip: true },
      encoding: {
        x: qChannel(qMax ?? lastOf(...curves.map(({ q }) => q))),
        y: { field: 'intensity', type: 'quantitative', ...y },
        color: colour,
      },
    },
    rest,
  );
}
