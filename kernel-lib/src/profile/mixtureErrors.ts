import { cholesky, choleskySolve } from '../numerics/cholesky';

/** The least squares of weights ≥ 0: χ² N = const + wᵀ A w − 2 bᵀ w, with w in units in which the profiles have similar size. */
export interface WeightEquations {
  /** A, n × n, and b */
  readonly matrix: Float64Array;
  readonly right: Float64Array;
  /** w, least χ² with all ≥ 0 */
  readonly solution: Float64Array;
  /** mass per unit of each w */
  readonly masses: Float64Array;
}

/**
 * Standard errors of the fractions f_k = w_k m_k / Σ w m: of the weights above 0 by the least squares, with
 * ∂f_k/∂w_j = m_j (δ_kj − f_k) / Σ w m; of a weight at its bound 0 the fraction at which the curve is one error worse,
 * when the others follow. Each error is at most 1.
 *
 * @param worse increase of χ² N that counts as one error: 1, or χ² where it is above 1
 */
export function fractionErrors(equations: WeightEquations, worse: number): Float64Array {
  const { matrix, solution, masses } = equations,
    n = solution.length;
  const used = Array.from(solution.keys()).filter((k) => solution[k] > 0);
  const fractions = shares(solution, masses);
  const total = solution.reduce((sum, w, k) => sum + w * masses[k], 0);
  const part = new Float64Array(used.length ** 2);
  used.forEach((a, i) => used.forEach((b, j) => (part[i * used.length + j] = matrix[a * n + b])));
  const factor = cholesky(part, used.length);
  if (!factor) return fractions.map(() => 1);
  const solve = (right: (k: number) => number): Float64Array =>
    choleskySolve(factor, Float64Array.from(used, right));
  const variances = new Float64Array(n);
  for (const k of used) {
    const slope = (j: number): number => (masses[j] * ((j === k ? 1 : 0) - fractions[k])) / total;
    const spread = solve(slope);
    variances[k] = worse * used.reduce((sum, j, i) => sum + slope(j) * spread[i], 0);
  }
  for (let k = 0; k < n; k++) {
    if (solution[k] > 0) continue;
    const moved = shares(
      atWorse(
        equations,
        k,
        used,
        solve((j) => matrix[j * n + k]),
        worse,
      ),
      masses,
    );
    fractions.forEach((fraction, j) => (variances[j] += (moved[j] - fraction) ** 2));
  }
  return variances.map((variance) => Math.min(1, Math.sqrt(Math.max(0, variance))));
}

/** The weights when the one at 0 has grown until χ² N is larger by `worse`, the others following it. */
function atWorse(
  { matrix, right, solution }: WeightEquations,
  k: number,
  used: readonly number[],
  response: Float64Array,
  worse: number,
): Float64Array {
  const n = solution.length;
  const row = (j: number): number => matrix[k * n + j];
  const gradient = Math.max(0, used.reduce((sum, j) => sum + row(j) * solution[j], 0) - right[k]);
  const curvature = Math.max(
    1e-12 * row(k),
    row(k) - used.reduce((sum, j, i) => sum + row(j) * response[i], 0),
  );
  const step = (Math.sqrt(gradient ** 2 + curvature * worse) - gradient) / curvature;
  const weights = solution.slice();
  weights[k] = step;
  used.forEach((j, i) => (weights[j] = Math.max(0, solution[j] - step * response[i])));
  return weights;
}

function shares(weights: Float64Array, masses: Float64Array): Float64Array {
  const total = weights.reduce((sum, w, k) => sum + w * masses[k], 0);
  return weights.map((w, k) => (w * masses[k]) / total);
}
