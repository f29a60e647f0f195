import type { Random } from '../../src/random';
import { eachPoint } from '../moments/bodies';

/** Each factor by the formula in its own right: turns about z, y and z. */
export function matrix(alpha: number, beta: number, gamma: number): Float64Array {
  const z = (t: number): number[] => [Math.cos(t), -Math.sin(t), 0, Math.sin(t), Math.cos(t), 0, 0, 0, 1];
  const y = (t: number): number[] => [Math.cos(t), 0, Math.sin(t), 0, 1, 0, -Math.sin(t), 0, Math.cos(t)];
  return Float64Array.from(times(z(alpha), times(y(beta), z(gamma))));
}

function times(a: number[], b: number[]): number[] {
  return a.map((_, e) =>
    [0, 1, 2].reduce((sum, k) => sum + a[3 * Math.floor(e / 3) + k] * b[3 * k + (e % 3)], 0),
  );
}

/** A rotation at random, evenly over all of them. */
export function randomRotation(random: Random): Float64Array {
  return matrix(
    random.between(0, 2 * Math.PI),
    Math.acos(random.between(-1, 1)),
    random.between(0, 2 * Math.PI),
  );
}

/** Angle in radians between two rotations. */
export function angleBetween(a: Float64Array, b: Float64Array): number {
  const trace = a.reduce((sum, value, e) => sum + value * b[e], 0);
  return Math.acos(Math.min(1, Math.max(-1, (trace - 1) / 2)));
}

/** R x, or R (−x). */
export function move(r: ArrayLike<number>, mirror: boolean, x: number[]): number[] {
  const sign = mirror ? -1 : 1;
  return [0, 1, 2].map((i) => sign * (r[3 * i] * x[0] + r[3 * i + 1] * x[1] + r[3 * i + 2] * x[2]));
}

/** Round clouds about centres given in grid steps, smooth enough for interpolation. */
export function clouds(centres: readonly number[][], width = 2.5): Float32Array {
  const grid = new Float32Array(31 ** 3);
  eachPoint((index, i, j, k) => {
    for (const [x, y, z] of centres) {
      grid[index] += Math.exp(-((i - x) ** 2 + (j - y) ** 2 + (k - z) ** 2) / (2 * width * width));
    }
  });
  return grid;
}

/** Centres of a lopsided body of one hand. */
export const LOPSIDED = [
  [5, 0, 0],
  [-4, 3, 0],
  [-1, -5, 2],
  [0, 2, 6],
  [2, 1, 1],
];
