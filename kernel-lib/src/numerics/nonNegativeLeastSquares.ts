import { cholesky, choleskySolve } from './cholesky';

/**
 * The x ≥ 0 that minimises ½ xᵀ A x − bᵀ x, by the active sets of Lawson & Hanson (Solving Least
 * Squares Problems, 1974, chapter 23).
 *
 * @param matrix A, symmetric positive definite, row by row
 * @param right b
 * @param start indices that are probably above 0, such as those of a problem much like this one; default all
 */
export function nonNegativeLeastSquares(
  matrix: Float64Array,
  right: Float64Array,
  start?: readonly number[],
): Float64Array {
  const n = right.length;
  const { x, free } = firstGuess(matrix, right, start ?? Array.from({ length: n }, (_, i) => i));
  for (let round = 0; round < 3 * n; round++) {
    const entering = steepest(matrix, right, x, free);
    if (entering < 0) break;
    free[entering] = 1;
    if (!settle(matrix, right, x, free)) break;
  }
  return x;
}

/** The solution in the variables of `start`, with negative ones held at 0 until none is negative. */
function firstGuess(
  matrix: Float64Array,
  right: Float64Array,
  start: readonly number[],
): { x: Float64Array; free: Uint8Array } {
  const n = right.length;
  let indices = start;
  while (indices.length > 0) {
    const target = solveSubset(matrix, right, indices);
    if (!target) break;
    if (target.every((value) => value > 0)) {
      const x = new Float64Array(n);
      const free = new Uint8Array(n);
      indices.forEach((i, k) => {
        x[i] = target[k];
        free[i] = 1;
      });
      return { x, free };
    }
    indices = indices.filter((_, k) => target[k] > 0);
  }
  return { x: new Float64Array(n), free: new Uint8Array(n) };
}

/** The clamped variable whose release lowers the sum most, -1 where none does. */
function steepest(matrix: Float64Array, right: Float64Array, x: Float64Array, free: Uint8Array): number {
  const n = x.length;
  let best = -1;
  let most = 0;
  for (let i = 0; i < n; i++) {
    if (free[i]) continue;
    let gradient = right[i];
    for (let j = 0; j < n; j++) gradient -= matrix[i * n + j] * x[j];
    const scaled = gradient / Math.sqrt(matrix[i * n + i]);
    if (scaled > most && gradient > 1e-10 * Math.abs(right[i])) {
      most = scaled;
      best = i;
    }
  }
  return best;
}

/** Solves for the free variables, clamping those that would turn negative; false where it fails. */
function settle(matrix: Float64Array, right: Float64Array, x: Float64Array, free: Uint8Array): boolean {
  for (let round = 0; round <= x.length; round++) {
    const indices = Array.from(free.keys()).filter((i) => free[i]);
    const target = solveSubset(matrix, right, indices);
    if (!target) return false;
    let step = 1;
    indices.forEach((i, k) => {
      if (target[k] <= 0) step = Math.min(step, x[i] / (x[i] - target[k] || 1));
    });
    indices.forEach((i, k) => {
      x[i] += step * (target[k] - x[i]);
      if (step < 1 && target[k] <= 0 && x[i] <= 1e-12 * Math.abs(target[k])) {
        x[i] = 0;
        free[i] = 0;
      }
    });
    if (step === 1) return true;
  }
  return false;
}

/** The solution with every variable outside `indices` held at 0. */
function solveSubset(
  matrix: Float64Array,
  right: Float64Array,
  indices: readonly number[],
): Float64Array | undefined {
  const n = right.length;
  const k = indices.length;
  const part = new Float64Array(k * k);
  for (let a = 0; a < k; a++)
    for (let b = 0; b < k; b++) part[a * k + b] = matrix[indices[a] * n + indices[b]];
  const factor = cholesky(part, k);
  return (
    factor &&
    choleskySolve(
      factor,
      Float64Array.from(indices, (i) => right[i]),
    )
  );
}
