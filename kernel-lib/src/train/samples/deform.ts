import { canonicalPose } from '../../grid/canonicalPose';
import { farthest } from '../../grid/points';
import type { Random } from '../../random';
import { turn } from './rotations';

/** x ← (1 + S) x with a random symmetric S whose entries have standard deviation `size`. */
export function affine(xyz: Float64Array, size: number, random: Random): Float64Array {
  const m = new Float64Array(9);
  for (let a = 0; a < 3; a++) {
    for (let b = a; b < 3; b++) {
      const entry = random.normal() * size * (a === b ? 1 : 0.7);
      m[3 * a + b] = m[3 * b + a] = entry + (a === b ? 1 : 0);
    }
  }
  return turn(xyz, m);
}

/**
 * A structure bent and twisted along its longest axis: the axis becomes an arc of a circle, and the
 * cross-sections turn about it.
 *
 * @param bend angle in radians of the axis over the radius of the structure
 * @param twist angle in radians of the cross-section over this radius
 */
export function bent(xyz: Float64Array, bend: number, twist: number): Float64Array {
  const points = canonicalPose(xyz).xyz;
  const radius = farthest(points, [0, 0, 0]);
  const curvature = bend / radius;
  for (let p = 0; p < points.length; p += 3) {
    const x = points[p];
    const c = Math.cos((twist * x) / radius),
      s = Math.sin((twist * x) / radius);
    const y = c * points[p + 1] - s * points[p + 2],
      z = s * points[p + 1] + c * points[p + 2];
    const angle = curvature * x;
    // an arc of radius 1/curvature through the origin, z its inward normal
    const along = Math.abs(angle) < 1e-6 ? x : Math.sin(angle) / curvature;
    const sagitta = Math.abs(angle) < 1e-6 ? 0 : (1 - Math.cos(angle)) / curvature;
    points[p] = along - z * Math.sin(angle);
    points[p + 1] = y;
    points[p + 2] = sagitta + z * Math.cos(angle);
  }
  return points;
}

/** Distance of neighbouring CA atoms in Å. */
const CA_STEP = 3.8;

/**
 * A structure with a flexible tail: a chain of CA atoms 3.8 Å apart that starts at one of the
 * outermost points and leads away from the body, with a random angle at each step.
 *
 * @param residues length of the tail
 */
export function tailed(xyz: Float64Array, residues: number, random: Random): Float64Array {
  const points = canonicalPose(xyz).xyz;
  const start = outermostOf(points, 12, random);
  const at = [points[start], points[start + 1], points[start + 2]];
  const norm = Math.hypot(...at) || 1;
  let direction = at.map((c) => c / norm);
  const out = new Float64Array(points.length + 3 * residues);
  out.set(points);
  for (let r = 0; r < residues; r++) {
    direction = direction.map((c) => c + 0.7 * random.normal());
    const length = Math.hypot(...direction) || 1;
    direction = direction.map((c) => c / length);
    for (let a = 0; a < 3; a++) out[points.length + 3 * r + a] = at[a] += CA_STEP * direction[a];
  }
  return out;
}

/** Offset of the point farthest out of some drawn at random. */
function outermostOf(points: Float64Array, drawn: number, random: Random): number {
  let best = 0,
    largest = -1;
  for (let i = 0; i < drawn; i++) {
    const p = 3 * random.integer(points.length / 3);
    const distance = points[p] ** 2 + points[p + 1] ** 2 + points[p + 2] ** 2;
    if (distance > largest) {
      largest = distance;
      best = p;
    }
  }
  return best;
}
