import { RMAX_SHARE } from '../grid/shapeGrid';
import { InputError } from '../inputError';
import { pairCount } from '../moments/invariants';
import { radialTransform, radialTransforms } from './radialTransform';

/**
 * I(q) of shapes at a physical size, from their invariants:
 *
 *     I(q) = 4π Σ_{n, n'} b_n(x) b_n'(x) F(n, n'),   x = q · rmax / 0.9.
 *
 * I(0) is the square of the shape's volume, in units where the ball has radius 1. The series of order nmax is valid up to the
 * q of `supportedQ`.
 *
 * @param invariants count × `pairCount(nmax)`, from `invariants`
 * @param q momentum transfer in 1/Å, any order
 * @param rmax radius in Å that spans 13.5 grid steps: one for all shapes, or one per shape
 * @param out array of count × q.length to fill; default: a new one
 * @returns count × q.length intensities
 * @throws InputError when a length does not match, or a radius or q is not a number above (or, for q, at) 0
 */
export function profile(
  invariants: Float64Array,
  count: number,
  nmax: number,
  q: Float64Array,
  rmax: number | Float64Array,
  out: Float64Array = new Float64Array(count * q.length),
): Float64Array {
  const pairs = pairCount(nmax);
  if (invariants.length !== count * pairs) {
    throw new InputError(
      `${invariants.length} invariants for ${count} shapes of order ${nmax}: expected ${pairs} per shape.`,
    );
  }
  if (typeof rmax !== 'number' && rmax.length !== count) {
    throw new InputError(`${rmax.length} radii for ${count} shapes: expected one for all, or one per shape.`);
  }
  requireMomentumTransfer(q);
  const b = new Float64Array(q.length * (nmax + 1));
  let radius = NaN;
  for (let i = 0; i < count; i++) {
    const wanted = typeof rmax === 'number' ? rmax : rmax[i];
    if (wanted !== radius) {
      radius = wanted;
      requireRadius(radius);
      radialTransforms(nmax, q, radius / RMAX_SHARE, b);
    }
    quadraticForm(invariants, i * pairs, b, nmax, q.length, out, i * q.length);
  }
  return out;
}

/**
 * The matrix from invariants to profiles: I = basis · F, with pairs n ≠ n' counted twice.
 *
 * @param q momentum transfer in 1/Å
 * @param rmax radius in Å
 * @returns q.length rows of `pairCount(nmax)`
 * @throws InputError when the radius or a q is not a number above (or, for q, at) 0
 */
export function profileBasis(nmax: number, q: Float64Array, rmax: number): Float64Array {
  requireMomentumTransfer(q);
  requireRadius(rmax);
  const basis = new Float64Array(q.length * pairCount(nmax));
  let at = 0;
  for (let i = 0; i < q.length; i++) {
    const b = radialTransform(nmax, (q[i] * rmax) / RMAX_SHARE);
    for (let n = 0; n <= nmax; n++) {
      for (let n2 = n; n2 <= nmax; n2 += 2) basis[at++] = 4 * Math.PI * (n === n2 ? 1 : 2) * b[n] * b[n2];
    }
  }
  return basis;
}

function requireRadius(rmax: number): void {
  if (!(rmax > 0 && rmax < Infinity))
    throw new InputError(`The radius is ${rmax} Å: expected a number above 0.`);
}

function requireMomentumTransfer(q: Float64Array): void {
  for (let i = 0; i < q.length; i++) {
    if (!(q[i] >= 0 && q[i] < Infinity)) {
      throw new InputError(`Momentum transfer number ${i + 1} is ${q[i]}: expected a number ≥ 0, in 1/Å.`);
    }
  }
}

/** out[i] = 4π Σ b_n b_n' F(n, n') for every row b of the table. */
function quadraticForm(
  invariants: Float64Array,
  offset: number,
  table: Float64Array,
  nmax: number,
  rows: number,
  out: Float64Array,
  at: number,
): void {
  for (let i = 0, b = 0; i < rows; i++, b += nmax + 1) {
    let sum = 0;
    for (let n = 0, e = offset; n <= nmax; n++) {
      let inner = 0.5 * table[b + n] * invariants[e++];
      for (let n2 = n + 2; n2 <= nmax; n2 += 2) inner += table[b + n2] * invariants[e++];
      sum += table[b + n] * inner;
    }
    out[at + i] = 8 * Math.PI * sum;
  }
}
