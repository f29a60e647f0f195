import { hypot } from '../elementary';

/**
 * Longest distance in Å between two points: points far from the mean come first, and the search ends when no pair can be longer.
 *
 * @param xyz x, y, z of each point in turn
 */
export function longestDistance(xyz: ArrayLike<number>): number {
  const count = Math.floor(xyz.length / 3),
    mean = [0, 0, 0];
  for (let p = 0; p < 3 * count; p++) mean[p % 3] += xyz[p] / count;
  const radius = Float64Array.from({ length: count }, (_, i) =>
    hypot(xyz[3 * i] - mean[0], xyz[3 * i + 1] - mean[1], xyz[3 * i + 2] - mean[2]),
  );
  const order = Uint32Array.from(radius, (_, i) => i).sort((a, b) => radius[b] - radius[a]);
  let longest = 0;
  for (let a = 0; a < count && 2 * radius[order[a]] > longest; a++) {
    const i = 3 * order[a];
    for (let b = 0; b < a && radius[order[a]] + radius[order[b]] > longest; b++) {
      const j = 3 * order[b];
      longest = Math.max(longest, hypot(xyz[i] - xyz[j], xyz[i + 1] - xyz[j + 1], xyz[i + 2] - xyz[j + 2]));
    }
  }
  return longest;
}
