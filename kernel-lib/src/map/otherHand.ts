import type { DensityMap } from '../grid/densityMap';

/**
 * The mirror image of a map through the centre of its grid, which has the same profile: scattering cannot tell the hands
 * apart.
 */
export function otherHand(map: DensityMap): DensityMap {
  return { ...map, values: map.values.slice().reverse() };
}
