import { InputError } from '../inputError';
import { momentCount } from './momentLayout';

/**
 * Number of pairs (n, n') of one parity with n ≤ n' ≤ nmax: 36 for nmax 10, 121 for 20, 256 for 30.
 * They are ordered by n, then n' = n, n + 2, …
 */
export function pairCount(nmax: number): number {
  momentCount(nmax);
  return Math.floor((nmax + 2) ** 2 / 4);
}

/**
 * The invariants that remain of the Zernike moments after averaging over all orientations:
 *
 *     F(n, n') = Σ_l (−1)^((n − l)/2 + (n' − l)/2) Σ_m c(n, l, m) c(n', l, m),
 *
 * equal for a shape, its rotations and its mirror image. I(q) is a sum over them (`profile`).
 *
 * @param moments count × `momentCount(nmax)`, from `zernikeMoments`
 * @returns count × `pairCount(nmax)` values
 * @throws InputError when the length of moments does not match
 */
export function invariants(moments: Float64Array, count: number, nmax: number): Float64Array {
  return crossInvariants(moments, moments, count, nmax);
}

/**
 * The invariants between two bodies in one frame, such as a body and its hydration layer:
 *
 *     F(n, n') = ½ Σ_l (−1)^((n − l)/2 + (n' − l)/2) Σ_m (a(n, l, m) b(n', l, m) + a(n', l, m) b(n, l, m)).
 *
 * The profile of a + w·b is profile(a, a) + 2w · profile(a, b) + w² · profile(b, b).
 *
 * @param a moments of count bodies
 * @param b moments of the other bodies, also count
 * @returns count × `pairCount(nmax)` values
 * @throws InputError when a length does not match
 */
export function crossInvariants(a: Float64Array, b: Float64Array, count: number, nmax: number): Float64Array {
  const size = momentCount(nmax);
  if (a.length !== count * size || b.length !== count * size) {
    throw new InputError(
      `${a.length} and ${b.length} moments for ${count} shapes of order ${nmax}: expected ${size} per shape.`,
    );
  }
  const pairs = pairCount(nmax);
  const result = new Float64Array(count * pairs);
  for (let i = 0, at = 0; i < count; i++) {
    for (let n = 0; n <= nmax; n++) {
      for (let n2 = n; n2 <= nmax; n2 += 2, at++) {
        result[at] = pairProduct(a, b, i * size, n, n2);
      }
    }
  }
  return result;
}

/** Moments of one n are ordered by l, then m: those of n' ≥ n begin with the same l and m, and all share one sign. */
function pairProduct(a: Float64Array, b: Float64Array, offset: number, n: number, n2: number): number {
  const length = ((n + 1) * (n + 2)) / 2;
  const first = offset + (n * (n + 1) * (n + 2)) / 6;
  const second = offset + (n2 * (n2 + 1) * (n2 + 2)) / 6;
  let sum = 0;
  if (a === b) {
    for (let e = 0; e < length; e++) sum += a[first + e] * a[second + e];
  } else {
    for (let e = 0; e < length; e++) {
      sum += 0.5 * (a[first + e] * b[second + e] + a[second + e] * b[first + e]);
    }
  }
  return ((n2 - n) / 2) % 2 === 0 ? sum : -sum;
}
