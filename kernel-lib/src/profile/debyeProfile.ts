import { InputError } from '../inputError';
import { ballFormFactor } from '../scattering/ball';
import { hypot, sin } from '../elementary';

/** Options of `debyeProfile`. */
export interface DebyeOptions {
  /** radius in Å of a uniform ball at each point; default 0: points */
  readonly radius?: number;
  /** weight of each point, such as excess electrons; default 1 each */
  readonly weights?: ArrayLike<number>;
  /**
   * width in Å of the bins in which distances are collected, each shared linearly between two bins; 0: no bins,
   * every pair at every q. Default 0.02 / (largest q), which keeps the error below 1e-5 of I(0) and about 1e-4
   * of I(q).
   */
  readonly binWidth?: number;
}

/**
 * I(q) of points by the Debye sum
 *
 *     I(q) = f(q)² Σ_i Σ_j w_i w_j sin(q r_ij) / (q r_ij),   f = 3 (sin qa − qa cos qa) / (qa)³,
 *
 * a the radius of the points (P. Debye, Ann. Phys. 351 (1915) 809). I(0) = (Σ w)².
 *
 * @param xyz points in Å, x, y, z in turn
 * @param q momentum transfer in 1/Å
 * @throws InputError without points, or with another number of weights than points
 */
export function debyeProfile(
  xyz: ArrayLike<number>,
  q: Float64Array,
  options: DebyeOptions = {},
): Float64Array {
  const count = xyz.length / 3;
  if (count < 1) throw new InputError('There are no points to scatter: expected one or more.');
  const weights = options.weights ?? new Float64Array(count).fill(1);
  if (weights.length !== count) {
    throw new InputError(`${weights.length} weights for ${count} points: expected one per point.`);
  }
  const qmax = q.reduce((most, value) => Math.max(most, value), 0);
  const width = options.binWidth ?? (qmax > 0 ? 0.02 / qmax : 1);
  const intensity = width > 0 ? binned(xyz, weights, q, width) : exact(xyz, weights, q);
  const radius = options.radius ?? 0;
  for (let i = 0; i < q.length; i++) intensity[i] *= ballFormFactor(q[i] * radius) ** 2;
  return intensity;
}

function exact(xyz: ArrayLike<number>, weights: ArrayLike<number>, q: Float64Array): Float64Array {
  const intensity = new Float64Array(q.length);
  for (let i = 0; i < weights.length; i++) {
    for (let k = 0; k < q.length; k++) intensity[k] += weights[i] * weights[i];
    for (let j = 0; j < i; j++) {
      const r = hypot(
        xyz[3 * i] - xyz[3 * j],
        xyz[3 * i + 1] - xyz[3 * j + 1],
        xyz[3 * i + 2] - xyz[3 * j + 2],
      );
      for (let k = 0; k < q.length; k++) {
        intensity[k] += 2 * weights[i] * weights[j] * sinc(q[k] * r);
      }
    }
  }
  return intensity;
}

function binned(
  xyz: ArrayLike<number>,
  weights: ArrayLike<number>,
  q: Float64Array,
  width: number,
): Float64Array {
  const points = Float64Array.from(xyz, (value) => value / width);
  const bins = new Float64Array(Math.ceil(diagonal(points)) + 2);
  for (let i = 0; i < weights.length; i++) {
    const x = points[3 * i],
      y = points[3 * i + 1],
      z = points[3 * i + 2],
      w = 2 * weights[i];
    for (let j = 0, p = 0; j < i; j++, p += 3) {
      const dx = points[p] - x,
        dy = points[p + 1] - y,
        dz = points[p + 2] - z;
      const r = Math.sqrt(dx * dx + dy * dy + dz * dz);
      const bin = Math.floor(r);
      const pair = w * weights[j];
      bins[bin + 1] += pair * (r - bin);
      bins[bin] += pair * (1 - r + bin);
    }
    bins[0] += weights[i] * weights[i];
  }
  return q.map((value) =>
    bins.reduce((sum, pair, bin) => (pair === 0 ? sum : sum + pair * sinc(value * bin * width)), 0),
  );
}

/** Length of the diagonal of the box around the points. */
function diagonal(points: Float64Array): number {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i++) {
    low[i % 3] = Math.min(low[i % 3], points[i]);
    high[i % 3] = Math.max(high[i % 3], points[i]);
  }
  return hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]);
}

function sinc(x: number): number {
  return x < 1e-4 ? 1 - (x * x) / 6 : sin(x) / x;
}
