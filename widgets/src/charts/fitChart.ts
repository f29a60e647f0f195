import { type Chart, stackCharts } from './chart';
import { type FittedProfile, type MeasuredProfile, profileChart, type QChartOptions } from './profileChart';
import { residualChart } from './residualChart';

/**
 * The measured curve with its fit, and the residuals in units of σ under it.
 * @throws InputError as `profileChart` and `residualChart`
 */
export function fitChart(curve: MeasuredProfile, fit: FittedProfile, options: QChartOptions = {}): Chart {
  const qMax = options.qMax ?? Math.max(curve.q[curve.q.length - 1], fit.q[fit.q.length - 1]);
  return stackCharts(
    profileChart(curve, fit, { ...options, qMax }),
    residualChart(curve, fit, { width: options.width, qMax }),
  );
}
