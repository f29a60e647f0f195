/** Largest distance between two of a body's points, in Å. */
export function largestDistance(xyz: Float64Array): number {
  let square = 0;
  for (let i = 0; i < xyz.length; i += 3) {
    for (let j = 0; j < i; j += 3) {
      square = Math.max(
        square,
        (xyz[i] - xyz[j]) ** 2 + (xyz[i + 1] - xyz[j + 1]) ** 2 + (xyz[i + 2] - xyz[j + 2]) ** 2,
      );
    }
  }
  return Math.sqrt(square);
}
