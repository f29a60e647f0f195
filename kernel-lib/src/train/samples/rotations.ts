import { axisRotation } from '../../numerics/rotation';
import type { Random } from '../../random';
import { atan2, hypot } from '../../elementary';

/** Points multiplied by a 3 × 3 matrix. */
export function turn(xyz: ArrayLike<number>, m: ArrayLike<number>): Float64Array {
  const out = new Float64Array(xyz.length);
  for (let p = 0; p < xyz.length; p += 3) {
    const x = xyz[p],
      y = xyz[p + 1],
      z = xyz[p + 2];
    out[p] = m[0] * x + m[1] * y + m[2] * z;
    out[p + 1] = m[3] * x + m[4] * y + m[5] * z;
    out[p + 2] = m[6] * x + m[7] * y + m[8] * z;
  }
  return out;
}

/** A rotation about a random axis by a normal angle of standard deviation `sd` radians per axis. */
export function rotationBy(random: Random, sd: number): Float64Array {
  return axisRotation([random.normal() * sd, random.normal() * sd, random.normal() * sd]);
}

/** A rotation drawn uniformly (a random unit quaternion, Shoemake 1992). */
export function randomRotation(random: Random): Float64Array {
  const [a, b, c, d] = [random.normal(), random.normal(), random.normal(), random.normal()];
  const sine = hypot(b, c, d);
  const factor = (2 * atan2(sine, a)) / (sine || 1);
  return axisRotation([b * factor, c * factor, d * factor]);
}
