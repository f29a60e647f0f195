import type { Random } from '../random';

/** Points multiplied by a 3 × 3 matrix. */
export function turn(xyz: ArrayLike<number>, m: ArrayLike<number>): Float64Array {
  const out = new Float64Array(xyz.length);
  for (let p = 0; p < xyz.length; p += 3) {
    const x = xyz[p], y = xyz[p + 1], z = xyz[p + 2];
    out[p] = m[0] * x + m[1] * y + m[2] * z;
    out[p + 1] = m[3] * x + m[4] * y + m[5] * z;
    out[p + 2] = m[6] * x + m[7] * y + m[8] * z;
  }
  return out;
}

/** A rotation about a random axis by a normal angle of standard deviation `sd` radians an axis. */
export function rotationBy(random: Random, sd: number): Float64Array {
  const w = [random.normal() * sd, random.normal() * sd, random.normal() * sd];
  const angle = Math.hypot(...w);
  if (angle === 0) return Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  return axisRotation(w.map((c) => c / angle), angle);
}

/** Rotation matrix about a unit axis (Rodrigues). */
export function axisRotation([x, y, z]: number[], angle: number): Float64Array {
  const c = Math.cos(angle), s = Math.sin(angle), t = 1 - c;
  return Float64Array.of(
    t * x * x + c, t * x * y - s * z, t * x * z + s * y,
    t * x * y + s * z, t * y * y + c, t * y * z - s * x,
    t * x * z - s * y, t * y * z + s * x, t * z * z + c,
  );
}

/** A rotation drawn evenly from all (a random unit quaternion, Shoemake 1992). */
export function randomRotation(random: Random): Float64Array {
  const [a, b, c, d] = [random.normal(), random.normal(), random.normal(), random.normal()];
  const norm = Math.hypot(a, b, c, d);
  return axisRotation([b, c, d].map((v) => v / (Math.hypot(b, c, d) || 1)), 2 * Math.acos(Math.max(-1, Math.min(1, a / norm))));
}
