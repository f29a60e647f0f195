import type { DensityMap } from '../grid/densityMap';
import { GRID_CENTRE, GRID_POINTS, GRID_SIZE, RMAX_STEPS } from '../grid/shapeGrid';
import { InputError } from '../inputError';

/** Share of the maximum above which a point of a map without a threshold belongs to the body. */
const BODY_SHARE = 0.3;
/** A point of a coarser grid is the mean of at most this many positions per axis. */
const FINEST = 4;

/** Position and size of the body in a map. */
export interface MapBody {
  /** centre in Å */
  readonly centre: [number, number, number];
  /** largest distance from the centre in Å */
  readonly rmax: number;
}

/**
 * Centre and radius in Å of the body in a map. A reconstruction states its radius, and its centre is that of its grid;
 * of another map, the points above the threshold are measured.
 *
 * @throws InputError when no point is above the threshold
 */
export function mapBody(map: DensityMap): MapBody {
  const { size, step, origin, values, rmax } = map;
  if (rmax !== undefined) {
    const middle = (axis: number): number => origin[axis] + (step * (size[axis] - 1)) / 2;
    return { centre: [middle(0), middle(1), middle(2)], rmax };
  }
  const threshold = map.threshold ?? BODY_SHARE * values.reduce((a, b) => Math.max(a, b), 0);
  const sum = [0, 0, 0];
  let count = 0;
  eachBodyPoint(map, threshold, (i, j, k) => {
    sum[0] += i;
    sum[1] += j;
    sum[2] += k;
    count++;
  });
  if (count === 0)
    throw new InputError(`The map has no point above ${threshold}: a map with a body is needed.`);
  const [x, y, z] = sum.map((total) => total / count);
  let farthest = 0;
  eachBodyPoint(map, threshold, (i, j, k) => {
    farthest = Math.max(farthest, (i - x) ** 2 + (j - y) ** 2 + (k - z) ** 2);
  });
  return {
    centre: [origin[0] + step * x, origin[1] + step * y, origin[2] + step * z],
    rmax: step * Math.max(1, Math.sqrt(farthest)),
  };
}

function eachBodyPoint(
  map: DensityMap,
  threshold: number,
  visit: (i: number, j: number, k: number) => void,
): void {
  const {
    size: [nx, ny, nz],
    values,
  } = map;
  for (let i = 0, at = 0; i < nx; i++) {
    for (let j = 0; j < ny; j++) {
      for (let k = 0; k < nz; k++, at++) if (values[at] > threshold) visit(i, j, k);
    }
  }
}

/**
 * A map on the 31³ grid about `centre`, with `rmax` Å at 13.5 steps: trilinear interpolation, 0 outside. Of a map with
 * finer steps, each point is the mean over its cell (2, 3 or 4 positions per axis), so that no density is skipped.
 */
export function resampleMap(
  map: DensityMap,
  centre: readonly [number, number, number],
  rmax: number,
): Float32Array {
  const own = rmax / RMAX_STEPS;
  const places = Math.min(FINEST, Math.max(1, Math.round(own / map.step)));
  const grid = new Float32Array(GRID_POINTS);
  const [x, y, z] = [0, 1, 2].map((axis) => placesInside(map, axis, centre[axis], own, places));
  const share = 1 / places ** 3;
  for (let i = 0; i < x.at.length; i++) {
    for (let j = 0; j < y.at.length; j++) {
      const row = (x.point[i] * GRID_SIZE + y.point[j]) * GRID_SIZE;
      for (let k = 0; k < z.at.length; k++) {
        grid[row + z.point[k]] += share * interpolate(map, x.at[i], y.at[j], z.at[k]);
      }
    }
  }
  return grid;
}

/** The positions along one axis that lie inside the map, in steps from its first point, and the grid points they count for. */
function placesInside(
  map: DensityMap,
  axis: number,
  centre: number,
  own: number,
  places: number,
): { at: number[]; point: number[] } {
  const inside: { at: number[]; point: number[] } = { at: [], point: [] };
  for (let i = 0; i < GRID_SIZE * places; i++) {
    const steps = (i + 0.5) / places - 0.5 - GRID_CENTRE;
    const at = (centre + own * steps - map.origin[axis]) / map.step;
    if (at <= -1 || at >= map.size[axis]) continue;
    inside.at.push(at);
    inside.point.push(Math.floor(i / places));
  }
  return inside;
}

/** Density at a position given in steps from the first point of the map. */
function interpolate({ values, size: [nx, ny, nz] }: DensityMap, x: number, y: number, z: number): number {
  const i = Math.floor(x),
    j = Math.floor(y),
    k = Math.floor(z);
  const u = x - i,
    v = y - j,
    w = z - k;
  if (i >= 0 && j >= 0 && k >= 0 && i + 1 < nx && j + 1 < ny && k + 1 < nz) {
    const e = (i * ny + j) * nz + k;
    const f = e + ny * nz;
    const low =
      (1 - v) * ((1 - w) * values[e] + w * values[e + 1]) +
      v * ((1 - w) * values[e + nz] + w * values[e + nz + 1]);
    const high =
      (1 - v) * ((1 - w) * values[f] + w * values[f + 1]) +
      v * ((1 - w) * values[f + nz] + w * values[f + nz + 1]);
    return (1 - u) * low + u * high;
  }
  let sum = 0;
  for (let corner = 0; corner < 8; corner++) {
    const p = corner >> 2,
      q = (corner >> 1) & 1,
      r = corner & 1;
    if (i + p < 0 || j + q < 0 || k + r < 0 || i + p >= nx || j + q >= ny || k + r >= nz) continue;
    const weight = (p ? u : 1 - u) * (q ? v : 1 - v) * (r ? w : 1 - w);
    if (weight > 0) sum += weight * values[((i + p) * ny + j + q) * nz + k + r];
  }
  return sum;
}
