import { invariants } from '../moments/invariants';
import { zernikeMoments } from '../moments/zernikeMoments';
import type { Target } from '../profile/target';
import { scoreInvariants, type Scores } from '../profile/scoreInvariants';

/**
 * Scores shapes against a curve: moments, invariants, profile, chi-square, see `scoreInvariants`.
 *
 * @param shapes count × 31³ of 0 and 1
 * @param rmax radius of each in Å
 */
export function scoreShapes(shapes: Uint8Array, count: number, rmax: Float64Array, target: Target): Scores {
  return scoreInvariants(
    invariants(zernikeMoments(shapes, count, target.nmax), count, target.nmax),
    count,
    rmax,
    target,
  );
}
