import type { VolumeMap } from './volumeMap';

/** Volume in Å³ of the grid cells whose density is at least `level`. */
export function enclosedVolume(map: VolumeMap, level: number): number {
  let count = 0;
  for (const value of map.values) if (value >= level) count++;
  return count * map.step ** 3;
}

/**
 * Hydrated volume in Å³ per dalton of protein: the Porod volume over the molecular weight
 * (Petoukhov et al., J. Appl. Cryst. 45, 342, 2012). Dry protein has 1.21.
 */
export const volumePerDalton = 1.6;

/** Molecular weight in kDa of a protein whose shape encloses a volume in Å³; accurate to about 20 %. */
export function weightOfVolume(volume: number): number {
  return volume / volumePerDalton / 1000;
}
