import { InputError } from '../inputError';
import { momentCount } from '../moments/momentLayout';
import { coarseSearch, type Candidate } from './coarseSearch';
import { spread } from './correlation';
import { refineRotation, rotationTarget } from './refineRotation';

/** Options of `superpose`. */
export interface SuperposeOptions {
  /** order of the moments; default 20 */
  readonly nmax?: number;
  /** allows the mirror image, which has the same scattering; default true */
  readonly mirror?: boolean;
  /** start of a local search; default: a search over all rotations */
  readonly start?: readonly Candidate[];
}

/** The best superposition of a body b on a body a: x becomes R x, or R (−x) for the mirror image. */
export interface Superposition {
  /** 3 × 3 matrix R, row by row, determinant 1 */
  readonly rotation: Float64Array;
  /** true where b is mirrored through the centre before it is rotated */
  readonly mirror: boolean;
  /** correlation of a and the moved b (`correlation`) */
  readonly correlation: number;
}

/** Numbers of candidates of the coarse search that are refined a little, and to the end. */
const CANDIDATES = 12;
const FINALISTS = 3;

/**
 * Superposes body b on body a with the largest correlation of their moments: a coarse search over all rotations
 * with l ≤ 8, then refinement of the best by Newton steps with all l. Both bodies have one centre. About 6 ms per
 * pair; the best of all rotations was missed in one pair of 150 different bodies, by 0.01.
 *
 * @param a Zernike moments of the body that stays
 * @param b Zernike moments of the body that is moved, of the same order
 * @throws InputError when a number of moments does not match the order, or a body is empty or uniform
 */
export function superpose(a: Float64Array, b: Float64Array, options: SuperposeOptions = {}): Superposition {
  const { nmax = 20, mirror = true } = options;
  const size = momentCount(nmax);
  if (a.length !== size || b.length !== size) {
    throw new InputError(
      `The bodies have ${a.length} and ${b.length} moments: expected ${size} each, for order ${nmax}.`,
    );
  }
  const norm = spread(a) * spread(b);
  const target = rotationTarget(a, nmax);
  const candidates = options.start ?? coarseSearch(a, b, nmax, mirror, CANDIDATES);
  const finalists = candidates
    .map((candidate) => refineRotation(target, b, candidate, 4))
    .sort((one, other) => other.value - one.value)
    .slice(0, FINALISTS)
    .map((one) => (one.settled ? one : refineRotation(target, b, one, 30)));
  const best = finalists.reduce((one, other) => (other.value > one.value ? other : one));
  return { rotation: best.rotation, mirror: best.mirror, correlation: best.value / norm };
}
