import { canonicalPose } from '../../grid/canonicalPose';
import { farthest } from '../../grid/points';
import type { Random } from '../../random';
import { pairOf, symmetricAssembly, SYMMETRIES, type Symmetry } from './assemblies';
import { bent } from '../../grid/bent';
import { affine, tailed } from './deform';
import { rebead } from './rebead';
import { rotationBy, turn } from './rotations';

/** Variation of a structure before it is voxelised. */
export type Variation =
  'asIs' | 'affine' | 'beads' | 'smooth' | 'rough' | 'assembly' | 'pair' | 'bent' | 'tailed';

/** Points ready to be voxelised in (nearly) the canonical pose. */
export interface VariedStructure {
  /** points in Å about their centroid */
  readonly xyz: Float64Array;
  /** largest distance from the centroid in Å */
  readonly rmax: number;
  /** vicinity of a point in Å */
  readonly radius: number;
}

interface Points {
  readonly xyz: Float64Array;
  /** vicinity of a point in Å */
  readonly radius: number;
}

/** Standard deviation in degrees of poses about the canonical one. */
const POSE_JITTER = 5;
/** Vicinity in Å of a point of a trace. */
const TRACE_RADIUS = 4;
/** Share of bead models among assemblies, pairs, bent and tailed structures. */
const BEADED_SHARE = 0.4;

/**
 * Varies a structure: unchanged; with an affine deformation of about 10 %; re-beaded on a lattice as
 * ab initio programs do, or as a smooth low-resolution bead model; with a rough surface; as a symmetric
 * assembly; in contact with a partner; bent and twisted; or with a flexible tail. Ends in the canonical
 * pose with a small jitter of orientation, since the pose of a nearly symmetric body is not sharp.
 *
 * @param xyz trace points in Å
 * @param partner trace points in Å of another structure, for pairs
 */
export function vary(
  xyz: Float64Array,
  variation: Variation,
  random: Random,
  partner: () => Float64Array,
): VariedStructure {
  const { xyz: points, radius } = varied(xyz, variation, random, partner);
  const jitter = rotationBy(random, (POSE_JITTER * Math.PI) / 180);
  const posed = turn(canonicalPose(points).xyz, jitter);
  return { xyz: posed, rmax: farthest(posed, [0, 0, 0]), radius: radius * random.between(0.92, 1.12) };
}

function varied(
  xyz: Float64Array,
  variation: Variation,
  random: Random,
  partner: () => Float64Array,
): Points {
  const trace = (points: Float64Array): Points => ({ xyz: points, radius: TRACE_RADIUS });
  const either = (points: Float64Array): Points =>
    random.uniform() < BEADED_SHARE
      ? beaded(points, random.uniform() < 0.5 ? 'beads' : 'smooth', random)
      : trace(points);
  switch (variation) {
    case 'asIs':
      return trace(xyz);
    case 'affine':
      return trace(affine(xyz, 0.1, random));
    case 'rough':
      return { xyz: affine(xyz, 0.06, random), radius: TRACE_RADIUS * random.between(0.5, 0.85) };
    case 'beads':
    case 'smooth':
      return beaded(xyz, variation, random);
    case 'assembly':
      return either(symmetricAssembly(affine(xyz, 0.05, random), symmetry(random), random));
    case 'pair':
      return either(pairOf(affine(xyz, 0.05, random), partner(), random));
    case 'bent':
      return either(bent(affine(xyz, 0.05, random), 0.5 * random.normal(), 0.4 * random.normal()));
    case 'tailed':
      return either(tailed(affine(xyz, 0.05, random), 4 + random.integer(24), random));
  }
}

/** A random symmetry; dimers are as frequent as all others together, as in nature. */
function symmetry(random: Random): Symmetry {
  return random.uniform() < 0.5 ? 'C2' : SYMMETRIES[random.integer(SYMMETRIES.length)];
}

function beaded(xyz: Float64Array, kind: 'beads' | 'smooth', random: Random): Points {
  const bead = farthest(xyz) / random.between(17, 31);
  const reach = kind === 'beads' ? random.between(3.5, 5.5) : random.between(5, 8);
  return {
    xyz: rebead(xyz, bead, Math.max(reach, 1.1 * bead), random),
    radius: Math.max(TRACE_RADIUS, 1.2 * bead),
  };
}
