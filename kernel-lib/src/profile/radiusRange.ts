import { InputError } from '../inputError';

/** Range of the radius before the search. */
export interface RadiusRange {
  /** smallest and largest radius in Å that a gene may have; equal when the radius is given */
  readonly low: number;
  readonly high: number;
}

/** The original program's range for an unknown size, in Å. */
export const WIDE_RADIUS: RadiusRange = { low: 10, high: 300 };

/** rmax / Rg of real structures lies between 1.29 for a ball and about 3.6 for a rod: the range in which radii are searched. */
export const RADIUS_RATIOS = [1.2, 3.6] as const;

/**
 * The range of a given radius: one value.
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

/** The possible radii of a particle with this radius of gyration (Å). */
export function radiusFromRg(rg: number): RadiusRange {
  const [low, high] = RADIUS_RATIOS;
  return { low: low * rg, high: high * rg };
}
