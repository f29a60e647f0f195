import { InputError } from '../inputError';
import type { Curve } from './curve';

/** Range and number of bins of `rebin`. */
export interface RebinOptions {
  /** least q in 1/Å; the first point of the curve by default */
  readonly qMin?: number;
  /** largest q in 1/Å; default 0.2 */
  readonly qMax?: number;
  /** number of bins; default 60. A curve with fewer points in the range keeps its points. */
  readonly points?: number;
}

/**
 * Joins the points of a curve in even bins of q: q and intensity are means weighted by 1/σ², sigma is
 * the standard error of that mean, 1/√Σσ⁻². Bins without a point are left out.
 *
 * @throws InputError when the range holds no point
 */
export function rebin(curve: Curve, options: RebinOptions = {}): Curve {
  const { qMax = 0.2, points = 60 } = options;
  if (!(points >= 1))
    throw new InputError(`The number of points for rebin is ${points}: expected at least 1.`);
  const part = selectRange(curve, options.qMin, qMax);
  const n = part.q.length;
  if (n <= points) return part;
  const low = part.q[0];
  const width = (part.q[n - 1] - low) / points;
  const q: number[] = [];
  const intensity: number[] = [];
  const sigma: number[] = [];
  for (let first = 0; first < n;) {
    const bin = Math.min(Math.floor((part.q[first] - low) / width), points - 1);
    let end = first + 1;
    while (end < n && Math.min(Math.floor((part.q[end] - low) / width), points - 1) === bin) end++;
    const mean = weightedMean(part, first, end);
    q.push(mean.q);
    intensity.push(mean.intensity);
    sigma.push(mean.sigma);
    first = end;
  }
  return {
    q: Float64Array.from(q),
    intensity: Float64Array.from(intensity),
    sigma: Float64Array.from(sigma),
  };
}

/**
 * The points of a curve with qMin ≤ q ≤ qMax (1/Å).
 *
 * @throws InputError when there is none
 */
export function selectRange(curve: Curve, qMin = 0, qMax = Infinity): Curve {
  const { q } = curve;
  let first = 0;
  while (first < q.length && q[first] < qMin) first++;
  let end = first;
  while (end < q.length && q[end] <= qMax) end++;
  if (end === first) {
    const range = qMax === Infinity ? `above q ${qMin}` : `between q ${qMin} and ${qMax}`;
    throw new InputError(`No point of the curve lies ${range} 1/Å; it spans ${q[0]} to ${q[q.length - 1]}.`);
  }
  return {
    q: q.slice(first, end),
    intensity: curve.intensity.slice(first, end),
    sigma: curve.sigma.slice(first, end),
  };
}

function weightedMean(
  { q, intensity, sigma }: Curve,
  first: number,
  end: number,
): { q: number; intensity: number; sigma: number } {
  let weights = 0;
  let sumQ = 0;
  let sumI = 0;
  const unit = sigma[first];
  for (let i = first; i < end; i++) {
    const weight = (unit / sigma[i]) ** 2;
    weights += weight;
    sumQ += weight * q[i];
    sumI += weight * intensity[i];
  }
  return { q: sumQ / weights, intensity: sumI / weights, sigma: unit / Math.sqrt(weights) };
}
