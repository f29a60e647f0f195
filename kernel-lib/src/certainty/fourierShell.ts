import { RMAX_SHARE } from '../grid/shapeGrid';
import { InputError } from '../inputError';
import { crossInvariants, invariants } from '../moments/invariants';
import { momentCount } from '../moments/momentLayout';
import { profile } from '../profile/profile';
import { radialTransforms } from '../profile/radialTransform';
import { rotateMoments } from '../superposition/rotateMoments';
import type { Superposition } from '../superposition/superpose';

/**
 * The Fourier shell correlation of two superposed densities at every q,
 *
 *     FSC(q) = ∫ F_a F_b* dΩ / √(∫ |F_a|² dΩ · ∫ |F_b|² dΩ),
 *
 * over whole shells, without a grid: the three integrals are the profiles of the invariants between a and b, of a and
 * of b. 0 where a density has no amplitude at that q.
 *
 * @param a Zernike moments of one density
 * @param b Zernike moments of the other, in one frame with a
 * @param q momentum transfer in 1/Å; the moments are valid up to `supportedQ`
 * @param rmax radius in Å of both that spans 13.5 grid steps
 * @returns −1 … 1 for every q
 * @throws InputError when a number of moments does not match the order, or as `profile`
 */
export function fourierShell(
  a: Float64Array,
  b: Float64Array,
  nmax: number,
  q: Float64Array,
  rmax: number,
): Float64Array {
  const list = new Float64Array(3 * q.length);
  [crossInvariants(a, b, 1, nmax), invariants(a, 1, nmax), invariants(b, 1, nmax)].forEach((f, i) => {
    profile(f, 1, nmax, q, rmax, list.subarray(i * q.length, (i + 1) * q.length));
  });
  const [ab, aa, bb] = [0, 1, 2].map((i) => list.subarray(i * q.length, (i + 1) * q.length));
  return Float64Array.from(q, (_, i) => {
    const product = aa[i] * bb[i];
    return product > 0 ? Math.min(1, Math.max(-1, ab[i] / Math.sqrt(product))) : 0;
  });
}

/**
 * The mean Fourier shell correlation over all pairs of an ensemble of superposed shapes. Where it falls below 0.5 is
 * the resolution of shapes from small-angle scattering after Tuukkanen, Kleywegt & Svergun, IUCrJ 3 (2016) 440.
 *
 * @param moments count × `momentCount(nmax)`, of the shapes before superposition
 * @param members motion of each, from `averageShapes`
 * @param q momentum transfer in 1/Å
 * @param rmax radius in Å that spans 13.5 grid steps, the same for all
 * @throws InputError with fewer than two shapes, or when a length does not match
 */
export function ensembleShell(
  moments: Float64Array,
  members: readonly Superposition[],
  nmax: number,
  q: Float64Array,
  rmax: number,
): Float64Array {
  const size = momentCount(nmax);
  const count = members.length;
  if (count < 2 || moments.length !== count * size) {
    throw new InputError(
      `${moments.length} moments of ${count} shapes: expected two or more shapes with ${size} moments each.`,
    );
  }
  return pairShell(
    members.map(({ rotation, mirror }, i) =>
      rotateMoments(moments.subarray(i * size, (i + 1) * size), nmax, rotation, mirror),
    ),
    nmax,
    q,
    rmax,
  );
}

/**
 * The mean Fourier shell correlation over all pairs of shapes in one frame. With the Fourier transform of each divided by its length over a shell, u, the sum
 * over all pairs is |Σ u|² minus the n squares.
 *
 * @param turned moments of each shape, two or more
 */
export function pairShell(
  turned: readonly Float64Array[],
  nmax: number,
  q: Float64Array,
  rmax: number,
): Float64Array {
  const n = turned.length;
  const rows = new Float64Array(q.length * (nmax + 1));
  radialTransforms(nmax, q, rmax / RMAX_SHARE, rows);
  return q.map((_, i) => {
    const b = rows.subarray(i * (nmax + 1), (i + 1) * (nmax + 1));
    const sum = new Float64Array((nmax + 1) ** 2),
      one = new Float64Array(sum.length);
    let squares = 0;
    for (const moments of turned) {
      shellAmplitudes(moments, b, nmax, one);
      const length = Math.sqrt(one.reduce((total, a) => total + a * a, 0));
      if (!(length > 0)) continue;
      squares++;
      for (let e = 0; e < sum.length; e++) sum[e] += one[e] / length;
    }
    return (sum.reduce((total, a) => total + a * a, 0) - squares) / (n * (n - 1));
  });
}

/** Σ_n (−1)^((n−l)/2) b_n c_nlm at l² + l + m: the Fourier transform on one shell by spherical harmonics. */
function shellAmplitudes(moments: Float64Array, b: Float64Array, nmax: number, out: Float64Array): void {
  out.fill(0);
  let at = 0;
  for (let n = 0; n <= nmax; n++) {
    for (let l = n % 2; l <= n; l += 2) {
      const factor = (((n - l) / 2) % 2 === 0 ? 1 : -1) * b[n];
      for (let e = l * l; e < (l + 1) ** 2; e++) out[e] += factor * moments[at++];
    }
  }
}

/** Resolution at which a Fourier shell correlation falls below a threshold. */
export interface Resolution {
  /** 2π/q in Å of the first crossing; without a crossing, of the last q */
  readonly angstrom: number;
  /** true where the correlation stayed above the threshold up to the last q, so that the resolution is this or better */
  readonly beyondLastQ: boolean;
}

/**
 * The resolution at which a Fourier shell correlation first falls below a threshold, by linear interpolation in q.
 *
 * @param q ascending, in 1/Å
 * @param shell correlation at q, from `fourierShell` or `ensembleShell`
 * @param threshold default 0.5
 * @throws InputError when lengths differ or there is no q above 0
 */
export function resolution(q: Float64Array, shell: Float64Array, threshold = 0.5): Resolution {
  if (q.length !== shell.length || !(q.at(-1)! > 0)) {
    throw new InputError(
      `${q.length} q and ${shell.length} correlations: expected the same number of both, up to a q above 0.`,
    );
  }
  const first = shell.findIndex((value) => value < threshold);
  if (first < 0) return { angstrom: (2 * Math.PI) / q.at(-1)!, beyondLastQ: true };
  const t = first === 0 ? 0 : (shell[first - 1] - threshold) / (shell[first - 1] - shell[first]);
  const crossing = first === 0 ? q[0] : q[first - 1] + t * (q[first] - q[first - 1]);
  return { angstrom: (2 * Math.PI) / crossing, beyondLastQ: false };
}
