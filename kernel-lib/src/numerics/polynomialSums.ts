/** A weighted fit of a line or a parabola to a window of points. */
export interface PolynomialFit {
  /** coefficients of 1, x, x² */
  readonly coefficients: readonly number[];
  /** their variances for errors of unit scale */
  readonly variances: readonly number[];
  /** Σ w (y − fit)² */
  readonly chi2: number;
}

/** Share of a diagonal element below which its remainder is a rounding error. */
const LEAST_PIVOT = 1e-13;

/**
 * Running sums of w xᵃ yᵇ, from which a weighted line or parabola through any window of neighbouring
 * points follows at constant cost.
 */
export class PolynomialSums {
  /** Σ w xᵏ, k = 0…4; Σ w xᵏ y, k = 0…2; Σ w y²: nine sums up to each point */
  private readonly sums: Float64Array;

  /** @param x, y, weight points of one length; keep x and y near 1 to limit rounding errors */
  constructor(x: Float64Array, y: Float64Array, weight: Float64Array) {
    this.sums = new Float64Array(9 * (x.length + 1));
    for (let i = 0; i < x.length; i++) {
      let term = weight[i];
      for (let k = 0; k < 5; k++) {
        this.add(i, k, term);
        if (k < 3) this.add(i, 5 + k, term * y[i]);
        term *= x[i];
      }
      this.add(i, 8, weight[i] * y[i] * y[i]);
    }
  }

  /**
   * The fit of degree 1 or 2 through points first…last.
   *
   * @returns undefined where the points do not determine it
   */
  fit(first: number, last: number, degree: 1 | 2): PolynomialFit | undefined {
    const s = (k: number): number => this.sums[9 * (last + 1) + k] - this.sums[9 * first + k];
    const n = degree + 1;
    const matrix = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => s(i + j)));
    const right = Array.from({ length: n }, (_, i) => s(5 + i));
    const inverse = invert(matrix);
    if (!inverse) return undefined;
    const coefficients = inverse.map((row) => row.reduce((sum, value, j) => sum + value * right[j], 0));
    const chi2 = s(8) - coefficients.reduce((sum, c, i) => sum + c * right[i], 0);
    return { coefficients, variances: inverse.map((row, i) => row[i]), chi2: Math.max(0, chi2) };
  }

  /** Only the slope of the line through points first…last; NaN where they do not determine it. */
  slope(first: number, last: number): number {
    const from = 9 * first;
    const to = 9 * (last + 1);
    const { sums } = this;
    const w = sums[to] - sums[from];
    const x = sums[to + 1] - sums[from + 1];
    const xx = sums[to + 2] - sums[from + 2];
    const y = sums[to + 5] - sums[from + 5];
    const xy = sums[to + 6] - sums[from + 6];
    const determinant = w * xx - x * x;
    return determinant > LEAST_PIVOT * w * xx ? (w * xy - x * y) / determinant : NaN;
  }

  private add(point: number, sum: number, value: number): void {
    this.sums[9 * (point + 1) + sum] = this.sums[9 * point + sum] + value;
  }
}

/** Inverse of a symmetric positive matrix of two or three rows, by Gauss and Jordan. */
function invert(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const n = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let k = 0; k < n; k++) {
    const pivot = work[k][k];
    if (!(pivot > LEAST_PIVOT * matrix[k][k])) return undefined;
    for (let j = 0; j < 2 * n; j++) work[k][j] /= pivot;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = work[i][k];
      for (let j = 0; j < 2 * n; j++) work[i][j] -= factor * work[k][j];
    }
  }
  return work.map((row) => row.slice(n));
}
