import { atan2, cos, hypot, sin } from '../elementary';

/** Rotations as 3 × 3 matrices, row by row, acting on column vectors: x' = R x. */

/** Euler angles of R = Rz(alpha) · Ry(beta) · Rz(gamma), in radians. */
export interface EulerAngles {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

/** Rz(alpha) · Ry(beta) · Rz(gamma). */
export function eulerRotation({ alpha, beta, gamma }: EulerAngles): Float64Array {
  const ca = cos(alpha),
    sa = sin(alpha);
  const cb = cos(beta),
    sb = sin(beta);
  const cg = cos(gamma),
    sg = sin(gamma);
  return Float64Array.of(
    ca * cb * cg - sa * sg,
    -ca * cb * sg - sa * cg,
    ca * sb,
    sa * cb * cg + ca * sg,
    -sa * cb * sg + ca * cg,
    sa * sb,
    -sb * cg,
    sb * sg,
    cb,
  );
}

/** The Euler angles of a rotation, beta in 0 … π; gamma is 0 where only alpha ± gamma is determined. */
export function eulerAngles(r: Float64Array): EulerAngles {
  const sine = hypot(r[6], r[7]);
  const beta = atan2(sine, r[8]);
  if (sine > 1e-9) return { alpha: atan2(r[5], r[2]), beta, gamma: atan2(r[7], -r[6]) };
  return { alpha: atan2(-r[1], r[4]), beta, gamma: 0 };
}

/** The rotation by |w| radians about w. */
export function axisRotation(w: readonly [number, number, number]): Float64Array {
  const angle = hypot(...w);
  if (angle < 1e-12) return Float64Array.of(1, -w[2], w[1], w[2], 1, -w[0], -w[1], w[0], 1);
  const [x, y, z] = w.map((value) => value / angle);
  const c = cos(angle),
    s = sin(angle),
    t = 1 - c;
  return Float64Array.of(
    t * x * x + c,
    t * x * y - s * z,
    t * x * z + s * y,
    t * x * y + s * z,
    t * y * y + c,
    t * y * z - s * x,
    t * x * z - s * y,
    t * y * z + s * x,
    t * z * z + c,
  );
}

/** a · b. */
export function composeRotations(a: Float64Array, b: Float64Array): Float64Array {
  const product = new Float64Array(9);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      product[3 * i + j] = a[3 * i] * b[j] + a[3 * i + 1] * b[3 + j] + a[3 * i + 2] * b[6 + j];
    }
  }
  return product;
}
