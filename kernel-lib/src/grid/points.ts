/** Mean of n points given as x, y, z in turn. */
export function centroid(xyz: ArrayLike<number>): [number, number, number] {
  const mean: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < xyz.length; i++) mean[i % 3] += xyz[i];
  const n = xyz.length / 3;
  return [mean[0] / n, mean[1] / n, mean[2] / n];
}

/** Largest distance of a point from `centre` (default: the centroid), same unit as the points. */
export function farthest(xyz: ArrayLike<number>, centre = centroid(xyz)): number {
  let largest = 0;
  for (let i = 0; i < xyz.length; i += 3) {
    const x = xyz[i] - centre[0],
      y = xyz[i + 1] - centre[1],
      z = xyz[i + 2] - centre[2];
    largest = Math.max(largest, x * x + y * y + z * z);
  }
  return Math.sqrt(largest);
}

/** Root mean square distance of the points from their centroid, same unit as the points. */
export function radiusOfGyration(xyz: ArrayLike<number>): number {
  const [cx, cy, cz] = centroid(xyz);
  let sum = 0;
  for (let i = 0; i < xyz.length; i += 3) {
    sum += (xyz[i] - cx) ** 2 + (xyz[i + 1] - cy) ** 2 + (xyz[i + 2] - cz) ** 2;
  }
  return Math.sqrt((3 * sum) / xyz.length);
}
