import { short } from './numbers';

/**
 * Interpretation of the correlation of a structure with the map beside that expected for the true structure. Both are those
 * of bodies scaled by their own radii, on which the expectation is calibrated; sizes are compared by Rg and mass.
 */
export function structureVerdict(
  name: string,
  { ownRadius }: { readonly ownRadius: number },
  { cc: wanted, deviation }: { readonly cc: number; readonly deviation: number },
): string {
  const range = `${wanted.toFixed(2)} ± ${deviation.toFixed(2)}`;
  const found = ownRadius.toFixed(2);
  const far = (wanted - ownRadius) / deviation;
  if (far <= 1)
    return `${name} agrees with the map as well as the true structure should: CC ${found}, expected ${range}.`;
  if (far < 2)
    return `${name} agrees with the map less than expected of the true structure: CC ${found}, expected ${range}.`;
  return `${name} is unlikely to be what was measured: its CC with the map is ${found}, ${short(far)} deviations below the ${range} expected of the true structure.`;
}
