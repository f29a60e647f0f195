import type { Curve } from '../curve/curve';
import { exp, hypot, log } from '../elementary';

/** Values of u = q·Rg at which the direct network samples a profile: 0.3 … 8. */
export const FEATURE_U: Float64Array = Float64Array.from({ length: 36 }, (_, i) => 0.3 + 0.22 * i);

/** Number of features of a profile: value, presence and noise at each u, and the size. */
export const FEATURE_COUNT = 3 * FEATURE_U.length + 1;

const HALF_BIN = 0.11;
/** Rg in Å to which the size feature is relative. */
const TYPICAL_RG = 25;
/** Intensities below this share of I(0) count as noise. */
const FLOOR = 2e-4;

/**
 * Steepness of an ordinary profile, −ln I: Guinier's u²/3, from u = √6 on Porod's fourth power. Points
 * are moved along it to the u of their bin before they are averaged.
 */
function ordinaryFall(u: number): number {
  return u * u < 6 ? (u * u) / 3 : 2 + 2 * log((u * u) / 6);
}

/** Intensity relative to I(0) at each u, its relative error, and whether it was measured. */
export interface DimensionlessProfile {
  /** I/I(0) */
  readonly intensity: Float64Array;
  /** standard error of it */
  readonly sigma: Float64Array;
  /** 1 where measured, 0 elsewhere */
  readonly present: Uint8Array;
}

/**
 * A curve on the scale u = q·Rg: points within ±0.11 of each u averaged by their errors; between
 * sparser points interpolated; absent outside the measured range.
 *
 * @param rg radius of gyration in Å
 * @param i0 I(0)
 */
export function dimensionlessProfile(curve: Curve, rg: number, i0: number): DimensionlessProfile {
  const n = FEATURE_U.length;
  const intensity = new Float64Array(n),
    sigma = new Float64Array(n),
    present = new Uint8Array(n);
  const { q } = curve;
  for (let i = 0; i < n; i++) {
    const u = FEATURE_U[i];
    const moved = (p: number): number => exp(ordinaryFall(q[p] * rg) - ordinaryFall(u)) / i0;
    const next = lowerBound(q, (u - HALF_BIN) / rg),
      end = lowerBound(q, (u + HALF_BIN) / rg);
    if (end > next) {
      let weight = 0,
        sum = 0;
      for (let p = next; p < end; p++) {
        const factor = moved(p);
        const w = 1 / (factor * curve.sigma[p]) ** 2;
        weight += w;
        sum += w * factor * curve.intensity[p];
      }
      intensity[i] = sum / weight;
      sigma[i] = 1 / Math.sqrt(weight);
      present[i] = 1;
    } else if (next > 0 && next < q.length) {
      const t = (u / rg - q[next - 1]) / (q[next] - q[next - 1]);
      const before = (1 - t) * moved(next - 1),
        after = t * moved(next);
      intensity[i] = before * curve.intensity[next - 1] + after * curve.intensity[next];
      sigma[i] = hypot(before * curve.sigma[next - 1], after * curve.sigma[next]);
      present[i] = 1;
    }
  }
  return { intensity, sigma, present };
}

/** Index of the first q that is not below `value`. */
function lowerBound(q: Float64Array, value: number): number {
  let low = 0,
    high = q.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (q[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Input of the direct network: ln(I/I(0)) + min(u²/3, 3), which is 0 for a Guinier curve; the mask
 * of the measured range; the relative error; and ln(Rg / 25 Å).
 *
 * @param out array to fill with `FEATURE_COUNT` numbers, at `offset`
 */
export function writeFeatures(
  profile: DimensionlessProfile,
  rg: number,
  out: Float32Array,
  offset = 0,
): void {
  const n = FEATURE_U.length;
  for (let i = 0; i < n; i++) {
    const u = FEATURE_U[i];
    const measured = profile.present[i] === 1;
    const value = Math.max(profile.intensity[i], FLOOR);
    out[offset + i] = measured ? log(value) + Math.min((u * u) / 3, 3) : 0;
    out[offset + n + i] = measured ? 1 : 0;
    out[offset + 2 * n + i] = measured ? Math.min(1, profile.sigma[i] / value) : 1;
  }
  out[offset + 3 * n] = log(rg / TYPICAL_RG);
}
