import { InputError } from '../inputError';
import { centroid, farthest } from './points';
import { GRID_CENTRE, GRID_POINTS, GRID_SIZE, RMAX_STEPS } from './shapeGrid';

/** Options of `voxelise`. */
export interface VoxeliseOptions {
  /** largest distance from the centroid in Å that corresponds to 13.5 steps; default: that of the points */
  readonly rmax?: number;
  /** vicinity of a point in Å; default 4; at least 0.75 of a step is used */
  readonly radius?: number;
  /** true: the centroid of the points is moved to the centre of the grid; default true */
  readonly centre?: boolean;
}

/** A voxel shape and its scale. */
export interface VoxelShape {
  /** 31³ of 0 and 1 */
  readonly grid: Uint8Array;
  /** radius in Å that spans 13.5 steps */
  readonly rmax: number;
}

/**
 * Voxels of a structure: a grid point is 1 when a point of the structure lies within
 * max(radius, 0.75 step) of it, one step being rmax / 13.5 Å (He, Liu & Liu 2020).
 *
 * @param xyz points in Å, x, y, z in turn
 * @throws InputError without points, or when they have no extent and rmax is not given
 */
export function voxelise(xyz: ArrayLike<number>, options: VoxeliseOptions = {}): VoxelShape {
  if (xyz.length < 3) throw new InputError('The structure has no points: a model with atoms is needed.');
  const centre: [number, number, number] = options.centre === false ? [0, 0, 0] : centroid(xyz);
  const rmax = options.rmax ?? farthest(xyz, centre);
  if (!(rmax > 0)) throw new InputError(`The radius of the structure is ${rmax} Å: it must be above 0.`);
  const step = rmax / RMAX_STEPS;
  const reach = Math.max((options.radius ?? 4) / step, 0.75);
  const grid = new Uint8Array(GRID_POINTS);
  for (let p = 0; p < xyz.length; p += 3) {
    stamp(
      grid,
      (xyz[p] - centre[0]) / step + GRID_CENTRE,
      (xyz[p + 1] - centre[1]) / step + GRID_CENTRE,
      (xyz[p + 2] - centre[2]) / step + GRID_CENTRE,
      reach,
    );
  }
  return { grid, rmax };
}

/** Sets the grid points within `reach` steps of (x, y, z), all in grid coordinates. */
function stamp(grid: Uint8Array, x: number, y: number, z: number, reach: number): void {
  const last = GRID_SIZE - 1;
  const i1 = Math.min(last, Math.floor(x + reach));
  const j1 = Math.min(last, Math.floor(y + reach));
  for (let i = Math.max(0, Math.ceil(x - reach)); i <= i1; i++) {
    const rx = reach * reach - (i - x) * (i - x);
    for (let j = Math.max(0, Math.ceil(y - reach)); j <= j1; j++) {
      const ry = rx - (j - y) * (j - y);
      if (ry < 0) continue;
      const half = Math.sqrt(ry);
      const k0 = Math.max(0, Math.ceil(z - half));
      const k1 = Math.min(last, Math.floor(z + half));
      const row = (i * GRID_SIZE + j) * GRID_SIZE;
      for (let k = k0; k <= k1; k++) grid[row + k] = 1;
    }
  }
}
