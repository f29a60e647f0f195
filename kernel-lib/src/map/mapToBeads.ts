import type { DensityMap } from '../grid/densityMap';

/** Occupancy above which a point of a reconstruction belongs to the body (He, Liu & Liu 2020). */
export const BODY_THRESHOLD = 0.3;

/**
 * The points of a map's body: those whose density is above the threshold, both compared in 32 bits (6 of 20
 * is not above 0.3).
 *
 * @param threshold default: the map's own, else 0.3
 * @returns x, y, z of each point in turn, in Å, in grid order
 */
export function mapToBeads(map: DensityMap, threshold = map.threshold ?? BODY_THRESHOLD): Float64Array {
  const {
    size: [nx, ny, nz],
    step,
    origin,
    values,
  } = map;
  const points: number[] = [];
  const least = Math.fround(threshold);
  let at = 0;
  for (let i = 0; i < nx; i++) {
    for (let j = 0; j < ny; j++) {
      for (let k = 0; k < nz; k++) {
        if (values[at++] > least)
          points.push(origin[0] + i * step, origin[1] + j * step, origin[2] + k * step);
      }
    }
  }
  return Float64Array.from(points);
}

/** Volume of a map's body in Å³: its points times the volume of one. Arguments as `mapToBeads`. */
export function bodyVolume(map: DensityMap, threshold = map.threshold ?? BODY_THRESHOLD): number {
  const least = Math.fround(threshold);
  let count = 0;
  for (const value of map.values) if (value > least) count++;
  return count * map.step ** 3;
}
