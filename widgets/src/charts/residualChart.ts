import { InputError } from '../inputError';
import { chart, type Chart } from './chart';
import {
  type FittedProfile,
  lastOf,
  type MeasuredProfile,
  pointSize,
  qChannel,
  type QChartOptions,
} from './profileChart';
import { requireColumns, rows } from './rows';
import { colours } from './theme';

/** Residuals beyond this many standard errors are drawn at the edge of the chart. */
const edge = 6;

/**
 * (I_measured − I_fit) / σ against q, with the band of ±2 in which 95 of 100 residuals of a true
 * model lie. The fit is evaluated at the measured q by linear interpolation; measured points outside its
 * range are left out. Residuals beyond ±6 are drawn as triangles at the edge.
 * @throws InputError when columns differ in length, errors are missing, or nothing overlaps
 */
export function residualChart(
  curve: MeasuredProfile,
  fit: FittedProfile,
  options: QChartOptions = {},
): Chart {
  const { qMax, ...rest } = options;
  const { q, residual } = residuals(curve, fit);
  const reach = residual.reduce((most, value) => Math.min(edge, Math.max(most, Math.abs(value))), 3);
  const values = rows({
    q,
    residual: residual.map((value) => Math.max(-reach, Math.min(reach, value))),
    true: residual,
    beyond: residual.map((value) => Math.abs(value) > reach),
  });
  const y = {
    type: 'quantitative',
    title: 'residual / σ',
    scale: { domain: [-1.1 * reach, 1.1 * reach], nice: false },
  };
  return chart(
    `Residuals of the fit in standard errors against q, ${q.length} points, with a band at plus and minus two.`,
    'Residuals',
    { layer: [band(y), zeroLine(y), points(values, y, qMax ?? lastOf(curve.q))] },
    { height: 110, ...rest },
  );
}

/** Residuals in units of σ of the measured points that lie in the range of the fit. */
export function residuals(curve: MeasuredProfile, fit: FittedProfile): { q: number[]; residual: number[] } {
  const { sigma } = curve;
  if (!sigma) throw new InputError('the curve has no errors: residuals in units of σ need them');
  requireColumns('curve', { q: curve.q, intensity: curve.intensity, sigma });
  requireColumns('fit', { q: fit.q, intensity: fit.intensity });
  const q: number[] = [];
  const residual: number[] = [];
  for (let i = 0; i < curve.q.length; i++) {
    const value = (curve.intensity[i] - interpolated(fit, curve.q[i])) / sigma[i];
    if (!Number.isFinite(value)) continue;
    q.push(curve.q[i]);
    residual.push(value);
  }
  if (q.length === 0) {
    throw new InputError(
      'no measured point with an error lies in the range of the fit; give a fit over the measured q',
    );
  }
  return { q, residual };
}

/** Intensity of the fit at q by linear interpolation, NaN outside its range. */
function interpolated(fit: FittedProfile, q: number): number {
  const last = fit.q.length - 1;
  const slack = 1e-9 * Math.abs(fit.q[last]);
  if (q < fit.q[0] - slack || q > fit.q[last] + slack) return NaN;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fit.q[middle] <= q) low = middle;
    else high = middle;
  }
  if (high === low) return fit.intensity[low];
  const share = (q - fit.q[low]) / (fit.q[high] - fit.q[low]);
  return fit.intensity[low] + share * (fit.intensity[high] - fit.intensity[low]);
}

function band(y: object): object {
  return {
    data: { values: [{ low: -2, high: 2 }] },
    mark: { type: 'rect', color: colours.third, opacity: 0.16 },
    encoding: { y: { field: 'low', ...y }, y2: { field: 'high' } },
  };
}

function zeroLine(y: object): object {
  return {
    data: { values: [{ zero: 0 }] },
    mark: { type: 'rule', color: colours.fit, strokeWidth: 1.5 },
    encoding: { y: { field: 'zero', ...y } },
  };
}

function points(values: object[], y: object, qMax: number): object {
  return {
    data: { values },
    mark: {
      type: 'point',
      filled: true,
      size: pointSize(values.length),
      color: colours.measured,
      opacity: 0.85,
    },
    encoding: {
      x: qChannel(qMax),
      y: { field: 'residual', ...y },
      shape: { condition: { test: 'datum.beyond', value: 'triangle-up' }, value: 'circle' },
      tooltip: [
        { field: 'q', title: 'q (1/Å)' },
        { field: 'true', title: 'residual / σ' },
      ],
    },
  };
}
