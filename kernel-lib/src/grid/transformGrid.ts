import { GRID_CENTRE, GRID_POINTS, GRID_SIZE, type ShapeGrid } from './shapeGrid';
import { InputError } from '../inputError';

/**
 * A shape mirrored through the centre (if requested) and then rotated about the centre of its grid: the value at x
 * is that of the shape at ±R⁻¹ x, by trilinear interpolation, 0 outside its grid. The same motion as `rotateMoments`.
 *
 * @param grid 31³ values
 * @param rotation 3 × 3 matrix R, row by row
 * @param mirror true: the shape is mirrored first
 * @param out array of 31³ to fill (not the grid itself); default: a new one
 * @throws InputError when the grid has another size
 */
export function transformGrid(
  grid: ShapeGrid,
  rotation: Float64Array,
  mirror = false,
  out: Float32Array = new Float32Array(GRID_POINTS),
): Float32Array {
  if (grid.length !== GRID_POINTS) {
    throw new InputError(`The grid has ${grid.length} values: expected ${GRID_POINTS} (31³).`);
  }
  const sign = mirror ? -1 : 1;
  const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = rotation.map((value) => sign * value);
  for (let i = 0, at = 0; i < GRID_SIZE; i++) {
    const x = i - GRID_CENTRE;
    for (let j = 0; j < GRID_SIZE; j++) {
      const y = j - GRID_CENTRE;
      for (let k = 0; k < GRID_SIZE; k++, at++) {
        const z = k - GRID_CENTRE;
        out[at] = valueAt(
          grid,
          xx * x + yx * y + zx * z + GRID_CENTRE,
          xy * x + yy * y + zy * z + GRID_CENTRE,
          xz * x + yz * y + zz * z + GRID_CENTRE,
        );
      }
    }
  }
  return out;
}

/** Trilinear interpolation at a position in grid coordinates. */
function valueAt(grid: ShapeGrid, x: number, y: number, z: number): number {
  const i = Math.floor(x),
    j = Math.floor(y),
    k = Math.floor(z);
  const u = x - i,
    v = y - j,
    w = z - k;
  if (i < 0 || j < 0 || k < 0 || i >= GRID_SIZE - 1 || j >= GRID_SIZE - 1 || k >= GRID_SIZE - 1) {
    return edgeValue(grid, i, j, k, u, v, w);
  }
  const e = (i * GRID_SIZE + j) * GRID_SIZE + k;
  const f = e + GRID_SIZE ** 2;
  const low =
    (1 - v) * ((1 - w) * grid[e] + w * grid[e + 1]) +
    v * ((1 - w) * grid[e + GRID_SIZE] + w * grid[e + GRID_SIZE + 1]);
  const high =
    (1 - v) * ((1 - w) * grid[f] + w * grid[f + 1]) +
    v * ((1 - w) * grid[f + GRID_SIZE] + w * grid[f + GRID_SIZE + 1]);
  return (1 - u) * low + u * high;
}

/** Trilinear interpolation where some of the eight neighbours lie outside the grid and count as 0. */
function edgeValue(
  grid: ShapeGrid,
  i: number,
  j: number,
  k: number,
  u: number,
  v: number,
  w: number,
): number {
  let sum = 0;
  for (let corner = 0; corner < 8; corner++) {
    const a = corner >> 2,
      b = (corner >> 1) & 1,
      c = corner & 1;
    const [p, q, r] = [i + a, j + b, k + c];
    if (Math.min(p, q, r) < 0 || Math.max(p, q, r) >= GRID_SIZE) continue;
    sum += (a ? u : 1 - u) * (b ? v : 1 - v) * (c ? w : 1 - w) * grid[(p * GRID_SIZE + q) * GRID_SIZE + r];
  }
  return sum;
}
