import { GRID_CENTRE, GRID_POINTS, GRID_SIZE, UNIT_BALL_STEPS } from './shapeGrid';

/**
 * Grid indices of the points inside the unit ball (15 steps around the centre), ascending. The
 * Zernike basis lives on them, so the network stores and computes nothing else.
 */
export const BALL_INDEX: Int32Array = ballIndex();

/** Number of grid points in the unit ball: 14147. */
export const BALL_POINTS = BALL_INDEX.length;

/**
 * The rows along z of which the ball consists, three numbers each: first position in the ball, first grid index, number of points. Loops over
 * rows copy a shape two to three times as fast as loops over `BALL_INDEX`.
 */
export const BALL_ROWS: Int32Array = ballRows();

function ballRows(): Int32Array {
  const rows: number[] = [];
  let first = 0;
  for (let b = 1; b <= BALL_POINTS; b++) {
    if (b < BALL_POINTS && BALL_INDEX[b] === BALL_INDEX[b - 1] + 1) continue;
    rows.push(first, BALL_INDEX[first], b - first);
    first = b;
  }
  return Int32Array.from(rows);
}

function ballIndex(): Int32Array {
  const inside: number[] = [];
  for (let p = 0; p < GRID_POINTS; p++) {
    const i = Math.floor(p / (GRID_SIZE * GRID_SIZE)) - GRID_CENTRE;
    const j = (Math.floor(p / GRID_SIZE) % GRID_SIZE) - GRID_CENTRE;
    const k = (p % GRID_SIZE) - GRID_CENTRE;
    if (i * i + j * j + k * k <= UNIT_BALL_STEPS ** 2) inside.push(p);
  }
  return Int32Array.from(inside);
}

/** Values in the unit ball of a batch of 31³ grids: count × 14147. */
export function toBall(grids: ArrayLike<number>, count: number): Float32Array {
  const ball = new Float32Array(count * BALL_POINTS);
  for (let g = 0; g < count; g++) {
    for (let b = 0; b < BALL_POINTS; b++) ball[g * BALL_POINTS + b] = grids[g * GRID_POINTS + BALL_INDEX[b]];
  }
  return ball;
}

/** A batch of 31³ grids from its values in the unit ball; 0 outside it. */
export function fromBall(ball: ArrayLike<number>, count: number): Float32Array {
  const grids = new Float32Array(count * GRID_POINTS);
  for (let g = 0; g < count; g++) {
    for (let b = 0; b < BALL_POINTS; b++) grids[g * GRID_POINTS + BALL_INDEX[b]] = ball[g * BALL_POINTS + b];
  }
  return grids;
}
