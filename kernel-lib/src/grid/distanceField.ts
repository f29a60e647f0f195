import { GRID_POINTS, GRID_SIZE, type ShapeGrid } from './shapeGrid';

const FAR = 1e6;

/**
 * Signed distance to the surface of a voxel shape, in grid steps: positive inside, negative
 * outside, ±0.5 at the two voxels on either side of a face. Exact Euclidean distances between
 * voxel centres, one axis after the other (Felzenszwalb & Huttenlocher 2012), minus half a step.
 *
 * @param grid 31³; values above 0.5 are inside
 * @param out array to fill (31³ numbers at `offset`); default: a new array
 */
export function distanceField(grid: ShapeGrid, out?: Float32Array, offset = 0): Float32Array {
  const field = out ?? new Float32Array(GRID_POINTS);
  const toOutside = squaredDistance(grid, false);
  const toInside = squaredDistance(grid, true);
  for (let i = 0; i < GRID_POINTS; i++) {
    field[offset + i] =
      grid[i] > 0.5
        ? Math.sqrt(Math.min(toOutside[i], FAR)) - 0.5
        : 0.5 - Math.sqrt(Math.min(toInside[i], FAR));
  }
  return field;
}

/** Squared distance of every voxel to the nearest voxel that is inside (or outside) the shape. */
function squaredDistance(grid: ShapeGrid, inside: boolean): Float32Array {
  const d = new Float32Array(GRID_POINTS);
  for (let row = 0; row < GRID_POINTS; row += GRID_SIZE) alongZ(grid, d, row, inside);
  const line = new Float32Array(GRID_SIZE);
  const n = GRID_SIZE;
  for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) lowerEnvelope(d, i * n * n + k, n, line);
  for (let j = 0; j < n; j++) for (let k = 0; k < n; k++) lowerEnvelope(d, j * n + k, n * n, line);
  return d;
}

/** Squared distance along one row of contiguous voxels: a sweep each way. */
function alongZ(grid: ShapeGrid, d: Float32Array, row: number, inside: boolean): void {
  let since = FAR;
  for (let k = 0; k < GRID_SIZE; k++) {
    since = grid[row + k] > 0.5 === inside ? 0 : since + 1;
    d[row + k] = since;
  }
  since = FAR;
  for (let k = GRID_SIZE - 1; k >= 0; k--) {
    since = Math.min(since + 1, d[row + k]);
    d[row + k] = since >= GRID_SIZE ? FAR : since * since;
  }
}

/** d[p] ← min over p' of d[p'] + (p − p')² along one line, nearest candidates first. */
function lowerEnvelope(d: Float32Array, start: number, stride: number, line: Float32Array): void {
  let nearest = FAR;
  for (let p = 0; p < GRID_SIZE; p++) {
    line[p] = d[start + p * stride];
    nearest = Math.min(nearest, line[p]);
  }
  if (nearest >= FAR) return;
  for (let p = 0; p < GRID_SIZE; p++) {
    let best = line[p];
    for (let gap = 1; gap * gap < best - nearest && gap < GRID_SIZE; gap++) {
      const square = gap * gap;
      if (p >= gap && line[p - gap] + square < best) best = line[p - gap] + square;
      if (p + gap < GRID_SIZE && line[p + gap] + square < best) best = line[p + gap] + square;
    }
    d[start + p * stride] = best;
  }
}
