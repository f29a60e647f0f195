import type { CleanPoints } from './cleanPoints';
import { localScatter, median } from '../localScatter';

/** The errors used with a curve, and the reason. */
export interface JudgedErrors {
  /** standard error of every point, > 0 */
  readonly sigma: Float64Array;
  readonly errors: 'measured' | 'model';
  readonly errorsReason: string;
  readonly warnings: readonly string[];
}

/** The error model: the scatter of neighbours, but at least this share of the intensity … */
const LEAST_RELATIVE = 0.005;
/** … and this share of the largest intensity. */
const LEAST_ABSOLUTE = 1e-4;
const MODEL = 'errors are modelled from the scatter of neighbouring points, at least 0.5 % of the intensity';

/**
 * Decides whether the errors of a file can be used: present, above 0, neither a copy of the intensity nor a
 * fitted curve, and comparable with the scatter of neighbouring points.
 */
export function judgeErrors(points: CleanPoints): JudgedErrors {
  const scatter = localScatter(points.q, points.intensity);
  const { sigma } = points;
  const fault = sigma ? faultOf(sigma, points.intensity, scatter) : points.sigmaMissing;
  if (sigma && !fault) return { sigma, ...measured(sigma, scatter) };
  return {
    sigma: modelErrors(points.intensity, scatter),
    errors: 'model',
    errorsReason: `${fault}; ${MODEL}.`,
    warnings: [],
  };
}

function measured(sigma: Float64Array, scatter: Float64Array): Omit<JudgedErrors, 'sigma'> {
  const ratio = medianRatio(sigma, scatter);
  const warnings: string[] = [];
  if (ratio > 3)
    warnings.push(
      `The errors are ${ratio.toFixed(1)} times the scatter of neighbouring points: too large, or the points were smoothed.`,
    );
  if (ratio < 1 / 3)
    warnings.push(
      `The errors are only ${ratio.toPrecision(2)} of the scatter of neighbouring points: too small.`,
    );
  return {
    errors: 'measured',
    errorsReason: `The file’s errors are used; their median is ${ratio.toPrecision(2)} times the scatter of neighbouring points.`,
    warnings,
  };
}

function faultOf(sigma: Float64Array, intensity: Float64Array, scatter: Float64Array): string | undefined {
  if (shareNear(sigma, intensity, 1e-6, () => true) > 0.8) return 'The third column repeats the intensity';
  const wellMeasured = (i: number): boolean => scatter[i] < 0.1 * Math.abs(intensity[i]);
  if (shareNear(sigma, intensity, 0.25, wellMeasured) > 0.8) {
    return 'The third column follows the intensity within 25 %, like a fit or a copy, not like an error';
  }
  const ratio = medianRatio(sigma, scatter);
  const relative = median(sigma.map((s, i) => s / Math.max(Math.abs(intensity[i]), 1e-300)));
  if (relative > 0.5 && ratio > 8) {
    return `The errors are absurdly large: ${(100 * relative).toFixed(0)} % of the intensity, though neighbouring points agree far better`;
  }
  if (ratio < 0.02)
    return `The errors are absurdly small, ${ratio.toPrecision(1)} of the scatter of neighbouring points`;
  return undefined;
}

/** Share of the chosen points at which a column equals the intensity within a tolerance. */
function shareNear(
  column: Float64Array,
  intensity: Float64Array,
  tolerance: number,
  ofKind: (i: number) => boolean,
): number {
  let near = 0;
  let all = 0;
  column.forEach((value, i) => {
    if (!ofKind(i)) return;
    all++;
    if (Math.abs(value - intensity[i]) <= tolerance * Math.abs(intensity[i])) near++;
  });
  return all < 5 ? 0 : near / all;
}

function medianRatio(sigma: Float64Array, scatter: Float64Array): number {
  return median(sigma.map((s, i) => (scatter[i] > 0 ? Math.min(s / scatter[i], 1e6) : 1e6)));
}

function modelErrors(intensity: Float64Array, scatter: Float64Array): Float64Array {
  const largest = intensity.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return intensity.map((value, i) =>
    Math.max(scatter[i], LEAST_RELATIVE * Math.abs(value), LEAST_ABSOLUTE * largest),
  );
}
