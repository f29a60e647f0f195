import type { DensityMap } from '../grid/densityMap';
import { GRID_SIZE, RMAX_STEPS } from '../grid/shapeGrid';
import { voxelise } from '../grid/voxelise';
import { exp } from '../elementary';

/** Places where a map and a structure on it differ. */
export interface MapDifference {
  /** map − structure, −1 … 1: positive where the map has mass and the structure none, negative the reverse */
  readonly map: DensityMap;
  /** width in grid steps of the Gaussian by which the structure is blurred to be as sharp as the map */
  readonly blur: number;
  /**
   * volumes in Å³ where the map has more than `DIFFERENCE_LEVEL` beyond the structure, and the reverse, of the difference smoothed
   * by a cubic B-spline, as pictures show it: a rim thinner than a step is within the resolution of the grid
   */
  readonly more: number;
  readonly less: number;
}

/** Difference of occupancies from which a place counts. */
export const DIFFERENCE_LEVEL = 0.4;
/** Cubic B-spline at −1, 0 and 1 steps. */
const SPLINE = Float64Array.of(1 / 6, 2 / 3, 1 / 6);
const BLURS = [0, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 3.5, 4];

/**
 * The difference between a reconstruction and a structure that lies on it, the structure as sharp as the map: blurred by
 * that Gaussian with which the two differ least.
 *
 * @param map a reconstruction, with its radius
 * @param points of the structure in the frame of the map, Å
 * @param radius vicinity of a point in Å that is body
 */
export function differenceMap(map: DensityMap, points: Float64Array, radius: number): MapDifference {
  const rmax = map.rmax ?? map.step * RMAX_STEPS;
  const grid = Float32Array.from(voxelise(points, { rmax, radius, centre: false }).grid);
  let best: { values: Float32Array; blur: number; sum: number } | undefined;
  for (const blur of BLURS) {
    const blurred = blur === 0 ? grid : gaussian(grid, blur);
    const values = map.values.map((value, e) => value - blurred[e]);
    const sum = values.reduce((total, value) => total + value * value, 0);
    if (best === undefined || sum < best.sum) best = { values, blur, sum };
  }
  const { values, blur } = best!;
  const smooth = convolved(values, SPLINE);
  const count = (sign: number): number =>
    smooth.reduce((n, value) => n + (sign * value > DIFFERENCE_LEVEL ? 1 : 0), 0);
  const { warnings: _, threshold: __, ...rest } = map;
  return {
    map: { ...rest, values },
    blur,
    more: count(1) * map.step ** 3,
    less: count(-1) * map.step ** 3,
  };
}

/** A 31³ grid blurred by a Gaussian along each axis in turn. */
function gaussian(grid: Float32Array, width: number): Float32Array {
  const reach = Math.ceil(3 * width);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    exp(-((i - reach) ** 2) / (2 * width * width)),
  );
  const total = kernel.reduce((sum, value) => sum + value, 0);
  return convolved(
    grid,
    kernel.map((value) => value / total),
  );
}

/** A 31³ grid convolved with a kernel of odd length along each axis in turn, 0 outside. */
function convolved(grid: Float32Array, kernel: Float64Array): Float32Array {
  const reach = (kernel.length - 1) / 2;
  let from = grid;
  for (const stride of [1, GRID_SIZE, GRID_SIZE ** 2]) {
    const to = new Float32Array(from.length);
    for (let e = 0; e < to.length; e++) {
      const at = Math.floor(e / stride) % GRID_SIZE;
      let sum = 0;
      for (let d = Math.max(-reach, -at); d <= Math.min(reach, GRID_SIZE - 1 - at); d++)
        sum += kernel[d + reach] * from[e + d * stride];
      to[e] = sum;
    }
    from = to;
  }
  return from;
}
