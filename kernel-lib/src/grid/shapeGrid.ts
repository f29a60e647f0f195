/** Grid points per axis of a shape. */
export const GRID_SIZE = 31;
/** Grid points of a shape, 31³. */
export const GRID_POINTS = GRID_SIZE ** 3;
/** Index of the central point along each axis. */
export const GRID_CENTRE = 15;
/** Radius of the unit ball in grid steps. */
export const UNIT_BALL_STEPS = 15;
/** rmax of a shape in grid steps: 0.9 of the unit ball. */
export const RMAX_STEPS = 13.5;
/** rmax of a shape in radii of the unit ball, 0.9. */
export const RMAX_SHARE = RMAX_STEPS / UNIT_BALL_STEPS;

/**
 * A shape on the 31³ grid: 0/1 or occupancy 0…1, value of point (i, j, k) = (x, y, z) at index
 * (31·i + j)·31 + k. Its physical size is given by its rmax: one step is rmax / 13.5 Å.
 */
export type ShapeGrid = Float32Array | Uint8Array;
