import type { DensityMap } from '../grid/densityMap';
import { GRID_CENTRE, GRID_POINTS, GRID_SIZE, RMAX_STEPS } from '../grid/shapeGrid';
import { InputError } from '../inputError';

/** Share of the maximum above which a point of a map that does not say so belongs to the body. */
const BODY_SHARE = 0.3;

/**
 * Centre and radius in Å of the body in a map. A reconstruction knows its radius, and its centre is that
 * of its grid; of another map, the points above the threshold are measured.
 *
 * @throws InputError when no point is above the threshold
 */
export function mapBody(map: DensityMap): { centre: [number, number, number]; rmax: number } {
  const { size, step, origin, values, rmax } = map;
  if (rmax !== undefined) return { centre: [0, 1, 2].map((a) => origin[a] + (step * (size[a] - 1)) / 2) as [number, number, number], rmax };
  const threshold = map.threshold ?? BODY_SHARE * values.reduce((a, b) => Math.max(a, b), 0);
  const body: number[] = [];
  for (let p = 0; p < values.length; p++) if (values[p] > threshold) body.push(p);
  if (body.length === 0) throw new InputError(`The map has no point above ${threshold}: a map with a body is needed.`);
  const position = (p: number): number[] => [Math.floor(p / (size[1] * size[2])), Math.floor(p / size[2]) % size[1], p % size[2]].map((i, a) => origin[a] + step * i);
  const centre: [number, number, number] = [0, 0, 0];
  for (const p of body) position(p).forEach((x, a) => (centre[a] += x / body.length));
  const farthest = body.reduce((most, p) => Math.max(most, Math.hypot(...position(p).map((x, a) => x - centre[a]))), 0);
  return { centre, rmax: Math.max(farthest, step) };
}

/**
 * A map on the 31³ grid about `centre`, with `rmax` Å at 13.5 steps, by trilinear interpolation; 0 outside.
 */
export function resampleMap(map: DensityMap, centre: readonly [number, number, number], rmax: number): Float32Array {
  const { size, step, origin } = map;
  const own = rmax / RMAX_STEPS;
  const grid = new Float32Array(GRID_POINTS);
  const at = [0, 1, 2].map((a) => Float64Array.from({ length: GRID_SIZE }, (_, i) => (centre[a] + own * (i - GRID_CENTRE) - origin[a]) / step));
  for (let i = 0, p = 0; i < GRID_SIZE; i++) {
    for (let j = 0; j < GRID_SIZE; j++) {
      for (let k = 0; k < GRID_SIZE; k++, p++) grid[p] = interpolate(map.values, size, at[0][i], at[1][j], at[2][k]);
    }
  }
  return grid;
}

function interpolate(values: Float32Array, [nx, ny, nz]: readonly [number, number, number], x: number, y: number, z: number): number {
  const i = Math.floor(x), j = Math.floor(y), k = Math.floor(z);
  let sum = 0;
  for (let corner = 0; corner < 8; corner++) {
    const [a, b, c] = [i + (corner & 1), j + ((corner >> 1) & 1), k + (corner >> 2)];
    if (a < 0 || b < 0 || c < 0 || a >= nx || b >= ny || c >= nz) continue;
    const weight = (1 - Math.abs(x - a)) * (1 - Math.abs(y - b)) * (1 - Math.abs(z - c));
    if (weight > 0) sum += weight * values[(a * ny + b) * nz + c];
  }
  return sum;
}
