import { BALL_POINTS } from '../grid/unitBall';
import type { Weight } from '../network/weights';

/** Number of thinnings of the ball: thinning k holds every fourth point from the kth on. */
export const THINNINGS = 4;

/** The points of each thinning, ascending. */
export const THINNED_POINTS: readonly Uint16Array[] = Array.from({ length: THINNINGS }, (_, k) =>
  Uint16Array.from({ length: Math.ceil((BALL_POINTS - k) / THINNINGS) }, (_, i) => k + THINNINGS * i),
);

/** Name of the part of a weight for the points of thinning `k`. */
export function thinnedName(name: string, k: number): string {
  return `${name}/${k}`;
}

const PARTED = ['direct.modes.weight', 'direct.modes.bias'] as const;

/** The weights with those of voxels split, so that a thinning can be trained without the others. */
export function thinned(weights: ReadonlyMap<string, Weight>): Map<string, Weight> {
  const parts = new Map(weights);
  for (const name of PARTED) {
    const { shape, values } = weights.get(name)!;
    parts.delete(name);
    THINNED_POINTS.forEach((points, k) => {
      const part = new Float32Array((values.length / BALL_POINTS) * points.length);
      eachPoint(values.length, points, (at, from) => (part[at] = values[from]));
      parts.set(thinnedName(name, k), { shape: [...shape.slice(0, -1), points.length], values: part });
    });
  }
  return parts;
}

/** The reverse of `thinned`. */
export function joinThinned(parts: ReadonlyMap<string, Weight>): Map<string, Weight> {
  const weights = new Map(parts);
  for (const name of PARTED) {
    const { shape, values: first } = parts.get(thinnedName(name, 0))!;
    const values = new Float32Array((first.length / THINNED_POINTS[0].length) * BALL_POINTS);
    THINNED_POINTS.forEach((points, k) => {
      const part = parts.get(thinnedName(name, k))!.values;
      eachPoint(values.length, points, (at, to) => (values[to] = part[at]));
      weights.delete(thinnedName(name, k));
    });
    weights.set(name, { shape: [...shape.slice(0, -1), BALL_POINTS], values });
  }
  return weights;
}

/** Calls `visit` with each index of rows of a thinning and that of the same value in rows of all points. */
function eachPoint(length: number, points: Uint16Array, take: (thinned: number, all: number) => void): void {
  let at = 0;
  for (let row = 0; row < length; row += BALL_POINTS) for (const p of points) take(at++, row + p);
}
