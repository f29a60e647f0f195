import { canonicalPose } from '../grid/canonicalPose';
import { centroid, farthest } from '../grid/voxelise';
import type { Random } from '../random';

/** How one structure is varied before it is voxelised. */
export type Variation = 'asIs' | 'affine' | 'beads' | 'smooth' | 'rough';

/** Points ready to be voxelised in (nearly) the canonical pose. */
export interface VariedStructure {
  /** points in Å about their centroid */
  readonly xyz: Float64Array;
  /** largest distance from the centroid in Å */
  readonly rmax: number;
  /** vicinity of a point in Å */
  readonly radius: number;
}

/** Degrees of standard deviation by which poses are jittered about the canonical one. */
const POSE_JITTER = 5;

/**
 * Varies a structure: as it is; with an affine deformation of some 10 %; re-beaded on a lattice as
 * ab initio programs do; or as a smooth low-resolution bead model. Ends in the canonical pose with
 * a small jitter of orientation, since the pose of a nearly symmetric body is not sharp.
 *
 * @param xyz trace points in Å
 */
export function vary(xyz: Float64Array, variation: Variation, random: Random): VariedStructure {
  let points: Float64Array = xyz;
  let radius = 4;
  if (variation === 'affine') {
    points = affine(xyz, 0.1, random);
  } else if (variation === 'rough') {
    points = affine(xyz, 0.06, random);
    radius *= random.between(0.5, 0.85);
  } else if (variation !== 'asIs') {
    const rmax = farthest(xyz);
    const bead = rmax / random.between(17, 31);
    const reach = variation === 'beads' ? random.between(3.5, 5.5) : random.between(5, 8);
    points = rebead(xyz, bead, Math.max(reach, 1.1 * bead), random);
    radius = Math.max(4, 1.2 * bead);
  }
  const jitter = rotationBy(random, (POSE_JITTER * Math.PI) / 180);
  const posed = turn(canonicalPose(points).xyz, jitter);
  return { xyz: posed, rmax: farthest(posed, [0, 0, 0]), radius: radius * random.between(0.92, 1.12) };
}

/** x ← (1 + S) x with a random symmetric S whose entries have standard deviation `size`. */
function affine(xyz: Float64Array, size: number, random: Random): Float64Array {
  const m = new Float64Array(9);
  for (let a = 0; a < 3; a++) {
    for (let b = a; b < 3; b++) {
      const entry = random.normal() * size * (a === b ? 1 : 0.7);
      m[3 * a + b] = m[3 * b + a] = entry + (a === b ? 1 : 0);
    }
  }
  return turn(xyz, m);
}

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
function rotationBy(random: Random, sd: number): Float64Array {
  const w = [random.normal() * sd, random.normal() * sd, random.normal() * sd];
  const angle = Math.hypot(...w);
  if (angle === 0) return Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  return axisRotation(w.map((c) => c / angle), angle);
}

/** Rotation matrix about a unit axis (Rodrigues). */
function axisRotation([x, y, z]: number[], angle: number): Float64Array {
  const c = Math.cos(angle), s = Math.sin(angle), t = 1 - c;
  return Float64Array.of(
    t * x * x + c, t * x * y - s * z, t * x * z + s * y,
    t * x * y + s * z, t * y * y + c, t * y * z - s * x,
    t * x * z - s * y, t * y * z + s * x, t * z * z + c,
  );
}

/**
 * Beads of the face-centred cubic lattice of radius `bead` Å, randomly turned and shifted, that lie
 * within `reach` Å of a point.
 */
function rebead(xyz: Float64Array, bead: number, reach: number, random: Random): Float64Array {
  const angle = random.between(0, 2 * Math.PI);
  const axis = [random.normal(), random.normal(), random.normal()];
  const norm = Math.hypot(...axis);
  const rotated = turn(xyz, axisRotation(axis.map((c) => c / norm), angle));
  const cell = bead * Math.SQRT2;
  const shift = [random.uniform() * cell, random.uniform() * cell, random.uniform() * cell];
  const span = Math.ceil((farthest(rotated) * 1.3 + reach) / cell) + 2;
  const width = 2 * span + 1;
  const taken = new Uint8Array(width ** 3);
  const [cx, cy, cz] = centroid(rotated);
  for (let p = 0; p < rotated.length; p += 3) {
    occupy(taken, [rotated[p] - cx + shift[0], rotated[p + 1] - cy + shift[1], rotated[p + 2] - cz + shift[2]], cell, reach, span);
  }
  const beads: number[] = [];
  for (let s = 0; s < taken.length; s++) {
    if (taken[s] === 0) continue;
    const i = Math.floor(s / (width * width)), j = Math.floor(s / width) % width, k = s % width;
    beads.push((i - span) * cell, (j - span) * cell, (k - span) * cell);
  }
  return beads.length >= 12 ? Float64Array.from(beads) : xyz;
}

/** Marks the lattice sites (integers of even sum, times `cell`) within `reach` Å of a point. */
function occupy(taken: Uint8Array, at: number[], cell: number, reach: number, span: number): void {
  const width = 2 * span + 1;
  const [x, y, z] = at.map((c) => c / cell);
  const r = reach / cell;
  for (let i = Math.max(-span, Math.ceil(x - r)); i <= Math.min(span, x + r); i++) {
    for (let j = Math.max(-span, Math.ceil(y - r)); j <= Math.min(span, y + r); j++) {
      const left = r * r - (i - x) ** 2 - (j - y) ** 2;
      if (left < 0) continue;
      const half = Math.sqrt(left);
      for (let k = Math.max(-span, Math.ceil(z - half)); k <= Math.min(span, z + half); k++) {
        if (((i + j + k) & 1) === 0) taken[((i + span) * width + j + span) * width + k + span] = 1;
      }
    }
  }
}

