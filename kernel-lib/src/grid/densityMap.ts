/**
 * A density on a regular orthogonal grid in space, as written to and read from CCP4/MRC files.
 * The value of point (i, j, k) = (x, y, z) is at index (size[1]·i + j)·size[2] + k, its position is
 * origin + step · (i, j, k).
 */
export interface DensityMap {
  /** grid points along x, y, z; 31 each for a reconstruction */
  readonly size: readonly [number, number, number];
  /** distance between neighbouring points in Å, the same along each axis */
  readonly step: number;
  /** position of point (0, 0, 0) in Å; (−15, −15, −15) · step for a reconstruction */
  readonly origin: readonly [number, number, number];
  /** density; occupancy 0…1 for a reconstruction */
  readonly values: Float32Array;
  /** radius in Å of the shape, where it is known: a reconstruction spans 13.5 steps */
  readonly rmax?: number;
  /** density above which a point belongs to the body, where it is known */
  readonly threshold?: number;
  /** sentences about what the reader changed */
  readonly warnings?: readonly string[];
  /** a remark, kept in a label of the file, ASCII, at most 80 letters */
  readonly note?: string;
}
