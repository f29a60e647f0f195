import { short } from './numbers';

/**
 * Interpretation of the correlation of a structure with the map beside that expected for the true structure. The expectation is
 * calibrated on bodies scaled by their own radii, which is blind to size: at true scale the structure must reach it as well.
 */
export function structureVerdict(
  name: string,
  { ownRadius, trueScale }: { readonly ownRadius: number; readonly trueScale: number },
  { cc: wanted, deviation }: { readonly cc: number; readonly deviation: number },
): string {
  const range = `${wanted.toFixed(2)} ± ${deviation.toFixed(2)}`;
  const cc = Math.min(ownRadius, trueScale);
  const found = `${trueScale < ownRadius ? 'at true scale ' : ''}CC ${cc.toFixed(2)}`;
  const far = (wanted - cc) / deviation;
  if (far <= 1)
    return `${name} agrees with the map as well as the true structure should: ${found}, expected ${range}.`;
  if (far < 2)
    return `${name} agrees with the map less than expected of the true structure: ${found}, expected ${range}.`;
  return `${name} is unlikely to be what was measured: ${found}, ${short(far)} deviations below the ${range} expected of the true structure.`;
}
