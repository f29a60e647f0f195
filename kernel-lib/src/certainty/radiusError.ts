import type { DirectShape } from '../network/directShape';

/**
 * Ratio of the error of the map's radius to the spread of rmax / Rg that the direct networks state. With 1.25 two of three radii of
 * the 64 measured and of the 150 simulated curves of docs/evaluation.md lie within the error of that of the model (70 and 69 %; 53 and 59 % with 1).
 */
const WIDENING = 1.25;

/**
 * Standard error in Å of the radius that a curve gives: that of the ratio of radius and Rg over shapes with such a profile.
 *
 * @param rmax radius of the map in Å
 */
export function radiusError(rmax: number, { radiusSpread }: Pick<DirectShape, 'radiusSpread'>): number {
  return WIDENING * radiusSpread * rmax;
}
