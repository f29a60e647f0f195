import type { VolumeMap } from './volumeMap';

/** A map on a finer grid whose first axis is again the slowest. */
export interface FineDensity {
  readonly size: readonly [number, number, number];
  /** fine steps in one step of the map */
  readonly factor: number;
  readonly values: Float32Array;
}

/** Largest number of points along an axis of the fine grid: enough for a picture, and fast. */
const mostPoints = 130;

/**
 * The map as a cubic B-spline with the grid values as coefficients, on a grid `factor` times finer.
 * The spline smooths by 0.58 steps and has a continuous curvature, so an isosurface has no facets.
 */
export function smoothDensity(map: VolumeMap): FineDensity {
  const factor = Math.max(1, Math.floor((mostPoints - 1) / (Math.max(...map.size) - 1)));
  let values = map.values;
  const size: [number, number, number] = [...map.size];
  for (const axis of [2, 1, 0]) {
    values = refined(values, size, axis, factor);
    size[axis] = (size[axis] - 1) * factor + 1;
  }
  return { size, factor, values };
}

/** Values of the spline along one axis; the density is zero outside the grid. */
function refined(values: Float32Array, size: readonly number[], axis: number, factor: number): Float32Array {
  const inner = size.slice(axis + 1).reduce((a, b) => a * b, 1);
  const outer = size.slice(0, axis).reduce((a, b) => a * b, 1);
  const from = size[axis];
  const to = (from - 1) * factor + 1;
  const result = new Float32Array(outer * to * inner);
  for (let m = 0; m < to; m++) {
    const left = Math.min(Math.floor(m / factor), from - 1);
    const weights = splineWeights(m / factor - left);
    for (let tap = 0; tap < 4; tap++) {
      const at = left - 1 + tap;
      const weight = weights[tap];
      if (at < 0 || at >= from || weight === 0) continue;
      for (let o = 0; o < outer; o++) {
        const target = (o * to + m) * inner;
        const source = (o * from + at) * inner;
        for (let i = 0; i < inner; i++) result[target + i] += weight * values[source + i];
      }
    }
  }
  return result;
}

/** Weights of the grid values at −1, 0, 1, 2 for a point at t in [0, 1). */
function splineWeights(t: number): [number, number, number, number] {
  const s = 1 - t;
  return [s ** 3 / 6, 2 / 3 - t ** 2 * (1 - t / 2), 2 / 3 - s ** 2 * (1 - s / 2), t ** 3 / 6];
}

/** Density at a point in fine grid coordinates, trilinear, zero outside. */
export function densityAt({ size, values }: FineDensity, x: number, y: number, z: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const k = Math.floor(z);
  if (i < 0 || j < 0 || k < 0 || i >= size[0] - 1 || j >= size[1] - 1 || k >= size[2] - 1) return 0;
  const right = size[1] * size[2];
  const at = (i * size[1] + j) * size[2] + k;
  const fz = z - k;
  const a = values[at] + fz * (values[at + 1] - values[at]);
  const b = values[at + size[2]] + fz * (values[at + size[2] + 1] - values[at + size[2]]);
  const c = values[at + right] + fz * (values[at + right + 1] - values[at + right]);
  const d =
    values[at + right + size[2]] + fz * (values[at + right + size[2] + 1] - values[at + right + size[2]]);
  const front = a + (y - j) * (b - a);
  return front + (x - i) * (c + (y - j) * (d - c) - front);
}
