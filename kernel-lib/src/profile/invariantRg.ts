import { RMAX_SHARE } from '../grid/shapeGrid';
import { pairCount } from '../moments/invariants';
import { profileBasis } from './profile';
import { log } from '../elementary';

/** x = q · R at which the fall of the profile from x = 0 gives Rg to 1e-4. */
const LOW_X = 0.2;
const bases = new Map<number, Float64Array>();

/**
 * Radius of gyration of shapes from their invariants, by Guinier's law ln I = ln I(0) − (q Rg)²/3 at
 * very small q.
 *
 * @param invariants count × pairCount(nmax)
 * @returns Rg / rmax of each shape
 */
export function invariantRg(invariants: Float64Array, count: number, nmax: number): Float64Array {
  let basis = bases.get(nmax);
  // at this rmax the unit ball has radius 1, and q is x
  if (!basis) bases.set(nmax, (basis = profileBasis(nmax, Float64Array.of(0, LOW_X), RMAX_SHARE)));
  const pairs = pairCount(nmax);
  return Float64Array.from({ length: count }, (_, i) => {
    let zero = 0,
      low = 0;
    for (let p = 0; p < pairs; p++) {
      zero += basis[p] * invariants[i * pairs + p];
      low += basis[pairs + p] * invariants[i * pairs + p];
    }
    return zero > 0 && low > 0 ? Math.sqrt((-3 * log(low / zero)) / LOW_X ** 2) / RMAX_SHARE : NaN;
  });
}
