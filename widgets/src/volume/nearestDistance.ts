/**
 * Median of the distances of points (x, y, z of each in turn) to their nearest neighbours,
 * from up to 200 of them; 4 for fewer than two points.
 */
export function nearestDistance(points: Float64Array): number {
  const count = points.length / 3;
  const every = Math.max(1, Math.floor(count / 200));
  const nearest: number[] = [];
  for (let a = 0; a < count; a += every) {
    let least = Infinity;
    for (let b = 0; b < count; b++) {
      const distance =
        (points[3 * a] - points[3 * b]) ** 2 +
        (points[3 * a + 1] - points[3 * b + 1]) ** 2 +
        (points[3 * a + 2] - points[3 * b + 2]) ** 2;
      if (a !== b && distance > 0) least = Math.min(least, distance);
    }
    nearest.push(Math.sqrt(least));
  }
  const middle = nearest.sort((a, b) => a - b)[nearest.length >> 1];
  return Number.isFinite(middle) ? middle : 4;
}
