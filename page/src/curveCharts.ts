import type { CurveAnalysis, MeasuredCurve, MapFit } from 'decodesaxs/core';
import {
  type Chart,
  guinierChart,
  kratkyChart,
  profileChart,
  residualChart,
  stackCharts,
} from 'decodesaxs-widgets/core';
import type { ChartSize } from './chartFigure';
import { counted } from './numbers';
import { picked, thinnedIndices } from './thinned';
import { usedWords } from './usedWords';

type Guinier = NonNullable<CurveAnalysis['guinier']>;

/** Largest q·Rg of a Kratky plot; beyond it there is only noise. */
const KRATKY_END = 10;
/** The axis of a fit ends at this multiple of the range used. */
const BEYOND_USED = 1.5;

/** A chart by its size. */
export type ChartMaker = (size: ChartSize) => Chart;

/** The measured curve, with the points that the search does not use in grey. */
export function measuredChart(curve: MeasuredCurve, used?: readonly [number, number]): ChartMaker {
  const points = { ...picked(curve, thinnedIndices(curve.intensity)), leftOutPoints: curve.leftOutPoints };
  const subtitle = lines(usedWords(curve, used), drawnWords(points.q.length, curve.q.length));
  return (size) => profileChart(points, undefined, { ...size, used, subtitle });
}

/** The fit over the measured curve, and its residuals. */
export function fittedChart(
  curve: MeasuredCurve,
  fit: Pick<MapFit, 'curve' | 'model' | 'chi2'>,
  used: readonly [number, number],
): ChartMaker {
  const qMax = Math.min(curve.q[curve.q.length - 1], BEYOND_USED * used[1]);
  const end = curve.q.reduce((n, q) => n + (q <= qMax ? 1 : 0), 0);
  const points = {
    ...picked(curve, thinnedIndices(curve.intensity, 0, end)),
    leftOutPoints: curve.leftOutPoints,
  };
  const residual = fit.model.map((model, i) => (fit.curve.intensity[i] - model) / fit.curve.sigma[i]);
  const fitted = thinnedIndices(residual);
  const line = { q: fit.curve.q, intensity: fit.model };
  const chi2 = `chi² = ${fit.chi2.toFixed(2)}, ${counted(fit.curve.q.length, 'point')}`;
  const subtitle = lines(chi2, usedWords(curve, used), drawnWords(points.q.length, end));
  return (size) =>
    stackCharts(
      profileChart(points, line, { ...size, qMax, used, subtitle }),
      residualChart(picked(fit.curve, fitted), picked(line, fitted), { width: size.width, qMax }),
    );
}

/** The Guinier plot. */
export function guinierMaker(curve: MeasuredCurve, fit: Guinier): ChartMaker | undefined {
  if (fit.method !== 'guinier') return undefined;
  const end = curve.q.reduce((n, q) => n + (q ** 2 <= 2 * curve.q[fit.last] ** 2 ? 1 : 0), 0);
  const inside = thinnedIndices(curve.intensity, fit.first, fit.last + 1);
  const indices = [
    ...thinnedIndices(curve.intensity, 0, fit.first),
    ...inside,
    ...thinnedIndices(curve.intensity, fit.last + 1, Math.max(end, fit.last + 1)),
  ];
  const first = indices.indexOf(fit.first);
  const thin = { ...fit, first, last: first + inside.length - 1 };
  const points = picked(curve, indices);
  return (size) => guinierChart(points, thin, size);
}

/** The dimensionless Kratky plot up to q·Rg = 10. */
export function kratkyMaker(curve: MeasuredCurve, fit: Guinier): ChartMaker {
  const end = curve.q.reduce((n, q) => n + (q * fit.rg <= KRATKY_END ? 1 : 0), 0);
  const shown = Math.max(2, end);
  const values = curve.intensity.map((intensity, i) => curve.q[i] ** 2 * intensity);
  const points = picked(curve, thinnedIndices(values, 0, shown));
  const beyond = shown < curve.q.length ? `; to q·Rg = ${KRATKY_END}` : '';
  return (size) =>
    kratkyChart(points, fit, { ...size, subtitle: `dashed: peak of a compact globule${beyond}` });
}

/** Lines under a heading. */
const lines = (...parts: readonly string[]): string => parts.filter(Boolean).join('\n');

function drawnWords(drawn: number, all: number): string {
  return drawn < all ? `${drawn} of ${all} points drawn, extremes kept` : '';
}
