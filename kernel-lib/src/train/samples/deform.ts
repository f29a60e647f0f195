import { canonicalPose } from '../../grid/canonicalPose';
import type { Random } from '../../random';
import { turn } from './rotations';
import { hypot } from '../../elementary';

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
  const norm = hypot(...at) || 1;
  let direction = at.map((c) => c / norm);
  const out = new Float64Array(points.length + 3 * residues);
  out.set(points);
  for (let r = 0; r < residues; r++) {
    direction = direction.map((c) => c + 0.7 * random.normal());
    const length = hypot(...direction) || 1;
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
