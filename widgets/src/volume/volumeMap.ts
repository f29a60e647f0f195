import { InputError } from '../inputError';

/**
 * A density on a regular orthogonal grid in space. The value of point (i, j, k) = (x, y, z) is at
 * index (size[1]·i + j)·size[2] + k, its position is origin + step · (i, j, k).
 */
export interface VolumeMap {
  /** grid points along x, y, z */
  readonly size: readonly [number, number, number];
  /** distance between neighbouring points in Å */
  readonly step: number;
  /** position of point (0, 0, 0) in Å */
  readonly origin: readonly [number, number, number];
  readonly values: Float32Array;
  /** radius of the shape in Å, if known */
  readonly rmax?: number;
  /** density above which a point belongs to the body, if known */
  readonly threshold?: number;
}

/** Threshold of a map without one: that of the averages of the method. */
const usualThreshold = 0.3;

/**
 * The density at which a map is cut: the one given, else the map's own, else 0.3.
 * @throws InputError when the map is not one, or nothing of it lies above the threshold
 */
export function bodyThreshold(map: VolumeMap, asked?: number): number {
  requireMap(map);
  const threshold = asked ?? map.threshold ?? usualThreshold;
  const greatest = map.values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!(threshold <= greatest)) {
    throw new InputError(
      `nothing of the map lies above ${threshold}: choose a threshold below its greatest density, ${greatest.toPrecision(3)}`,
    );
  }
  return threshold;
}

/** Throws InputError unless sizes, step and values of the map agree. */
export function requireMap(map: VolumeMap): void {
  const [nx, ny, nz] = map.size;
  if (!(nx >= 2 && ny >= 2 && nz >= 2) || map.values.length !== nx * ny * nz) {
    throw new InputError(
      `the map has ${map.values.length} values for a grid of ${nx} × ${ny} × ${nz}: expected one per point, at least two along each axis`,
    );
  }
  if (!(map.step > 0 && Number.isFinite(map.step))) {
    throw new InputError(`the map has a step of ${map.step} Å: expected a positive one`);
  }
}

/** Position of the middle of the grid in Å. */
export function mapCentre(map: VolumeMap): [number, number, number] {
  return [0, 1, 2].map((axis) => map.origin[axis] + (map.step * (map.size[axis] - 1)) / 2) as [
    number,
    number,
    number,
  ];
}
