import { log } from '../elementary';

/** The factor L of a symmetric positive definite matrix A = L Lᵀ, row by row; upper part unused. */
export interface CholeskyFactor {
  readonly size: number;
  readonly lower: Float64Array;
}

/**
 * Cholesky factorisation.
 *
 * @param matrix symmetric, size × size, row by row
 * @returns undefined where the matrix is not positive definite
 */
export function cholesky(matrix: Float64Array, size: number): CholeskyFactor | undefined {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j];
      for (let k = 0; k < j; k++) sum -= lower[i * size + k] * lower[j * size + k];
      if (i > j) lower[i * size + j] = sum / lower[j * size + j];
      else if (sum > 0) lower[i * size + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return { size, lower };
}

/** Solves A x = right. */
export function choleskySolve({ size, lower }: CholeskyFactor, right: Float64Array): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i] -= lower[i * size + k] * x[k];
    x[i] /= lower[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i] -= lower[k * size + i] * x[k];
    x[i] /= lower[i * size + i];
  }
  return x;
}

/** ln det A. */
export function logDeterminant({ size, lower }: CholeskyFactor): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += 2 * log(lower[i * size + i]);
  return sum;
}
