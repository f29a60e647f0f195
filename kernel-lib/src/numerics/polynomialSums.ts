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
    const { sums } = this;
    const from = 9 * first;
    const to = 9 * (last + 1);
    const x0 = sums[to] - sums[from];
    const x1 = sums[to + 1] - sums[from + 1];
    const x2 = sums[to + 2] - sums[from + 2];
    // L D Lᵀ of the normal matrix, row by row; z solves L z = right
    const l10 = x1 / x0;
    const d1 = x2 - x1 * l10;
    if (!(x0 > 0) || !(d1 > LEAST_PIVOT * x2)) return undefined;
    const z0 = sums[to + 5] - sums[from + 5];
    const z1 = sums[to + 6] - sums[from + 6] - l10 * z0;
    const line = sums[to + 8] - sums[from + 8] - (z0 * z0) / x0 - (z1 * z1) / d1;
    if (degree === 1) {
      const slope = z1 / d1;
      return {
        coefficients: [z0 / x0 - l10 * slope, slope],
        variances: [1 / x0 + (l10 * l10) / d1, 1 / d1],
        chi2: Math.max(0, line),
      };
    }
    const x3 = sums[to + 3] - sums[from + 3];
    const x4 = sums[to + 4] - sums[from + 4];
    const l20 = x2 / x0;
    const l21 = (x3 - x2 * l10) / d1;
    const d2 = x4 - x2 * l20 - d1 * l21 * l21;
    if (!(d2 > LEAST_PIVOT * x4)) return undefined;
    const z2 = sums[to + 7] - sums[from + 7] - l20 * z0 - l21 * z1;
    const square = z2 / d2;
    const slope = z1 / d1 - l21 * square;
    return {
      coefficients: [z0 / x0 - l10 * slope - l20 * square, slope, square],
      variances: [1 / x0 + (l10 * l10) / d1 + (l10 * l21 - l20) ** 2 / d2, 1 / d1 + (l21 * l21) / d2, 1 / d2],
      chi2: Math.max(0, line - z2 * square),
    };
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
