import { InputError } from '../inputError';

/** What is known of the radius before the search. */
export interface RadiusRange {
  /** smallest and largest radius in Å that a gene may have; equal when the radius is given */
  readonly low: number;
  readonly high: number;
}

/** The original program's range when nothing is known of the size, in Å. */
export const WIDE_RADIUS: RadiusRange = { low: 10, high: 300 };

/** rmax / Rg of real structures lies between a ball's 1.29 and some 3.6 for a rod. */
const LEAST_RATIO = 1.2,
  LARGEST_RATIO = 3.6;

/**
 * The radius as it is given.
 *
 * @throws InputError unless it is a number of Å in 1 … 1000
 */
export function givenRadius(rmax: number): RadiusRange {
  if (!(rmax >= 1 && rmax <= 1000)) {
    throw new InputError(
      `The radius rmax is ${rmax} Å: a number from 1 to 1000 is needed (the largest distance from the centre).`,
    );
  }
  return { low: rmax, high: rmax };
}

/** The radii that a particle of this radius of gyration (Å) may have. */
export function radiusFromRg(rg: number): RadiusRange {
  return { low: LEAST_RATIO * rg, high: LARGEST_RATIO * rg };
}
