import assert from 'node:assert/strict';
import { cholesky, choleskySolve, logDeterminant } from '../../src/numerics/cholesky';
import { nonNegativeLeastSquares } from '../../src/numerics/nonNegativeLeastSquares';
import { PolynomialSums } from '../../src/numerics/polynomialSums';
import { Random } from '../../src/random';

/** A random symmetric positive definite matrix: B Bᵀ plus a little of the identity. */
function positive(n: number, random: Random): Float64Array {
  const b = Array.from({ length: n * n }, () => random.normal());
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let sum = i === j ? 0.1 : 0;
    for (let k = 0; k < n; k++) sum += b[i * n + k] * b[j * n + k];
    return sum;
  });
}

function times(matrix: Float64Array, x: Float64Array): Float64Array {
  return x.map((_, i) => x.reduce((sum, value, j) => sum + matrix[i * x.length + j] * value, 0));
}

describe('cholesky', () => {
  it('solves, and gives the determinant', () => {
    const random = new Random(1);
    const matrix = positive(6, random);
    const x = Float64Array.from({ length: 6 }, () => random.normal());
    const factor = cholesky(matrix, 6);
    assert.ok(factor);
    choleskySolve(factor, times(matrix, x)).forEach((value, i) => assert.ok(Math.abs(value - x[i]) < 1e-10));
    const known = cholesky(Float64Array.of(4, 2, 2, 5), 2);
    assert.ok(known);
    assert.ok(Math.abs(logDeterminant(known) - Math.log(16)) < 1e-12);
  });

  it('refuses matrices that are not positive definite', () => {
    assert.equal(cholesky(Float64Array.of(1, 2, 2, 1), 2), undefined);
    assert.equal(cholesky(Float64Array.of(NaN), 1), undefined);
  });
});

describe('nonNegativeLeastSquares', () => {
  it('meets the conditions of Karush, Kuhn and Tucker', () => {
    const random = new Random(2);
    let clamped = 0;
    for (let problem = 0; problem < 100; problem++) {
      const n = 1 + random.integer(12);
      const matrix = positive(n, random);
      const right = Float64Array.from({ length: n }, () => random.normal());
      const x = nonNegativeLeastSquares(matrix, right);
      const gradient = times(matrix, x).map((value, i) => right[i] - value);
      x.forEach((value, i) => {
        assert.ok(value >= 0);
        if (value > 0) assert.ok(Math.abs(gradient[i]) < 1e-8, `free: gradient ${gradient[i]}`);
        else assert.ok(gradient[i] < 1e-8, `clamped: gradient ${gradient[i]}`);
        if (value === 0) clamped++;
      });
    }
    assert.ok(clamped > 100);
  });
});

describe('PolynomialSums', () => {
  const random = new Random(3);
  const x = Float64Array.from({ length: 40 }, (_, i) => i / 20);
  const y = x.map((value) => 2 - 3 * value + 0.7 * value * value);
  const weight = x.map(() => random.between(0.5, 2));
  const sums = new PolynomialSums(x, y, weight);

  it('recovers a parabola from any window', () => {
    for (const [first, last] of [
      [0, 39],
      [5, 9],
      [20, 31],
    ]) {
      const fit = sums.fit(first, last, 2);
      assert.ok(fit);
      [2, -3, 0.7].forEach((c, i) =>
        assert.ok(Math.abs(fit.coefficients[i] - c) < 1e-6, `${first}–${last}: ${fit.coefficients}`),
      );
      assert.ok(fit.chi2 < 1e-8);
    }
  });

  it('fits the line that no other line beats, with its χ² and variance', () => {
    const fit = sums.fit(3, 30, 1);
    assert.ok(fit);
    const chi2 = (a: number, b: number): number => {
      let sum = 0;
      for (let i = 3; i <= 30; i++) sum += weight[i] * (y[i] - a - b * x[i]) ** 2;
      return sum;
    };
    const [a, b] = fit.coefficients;
    assert.ok(Math.abs(chi2(a, b) - fit.chi2) < 1e-9);
    for (const [da, db] of [
      [1e-3, 0],
      [-1e-3, 0],
      [0, 1e-3],
      [0, -1e-3],
    ])
      assert.ok(chi2(a + da, b + db) > fit.chi2);
    assert.ok(Math.abs(sums.slope(3, 30) - b) < 1e-12);
    let [w, wx, wxx] = [0, 0, 0];
    for (let i = 3; i <= 30; i++)
      [w, wx, wxx] = [w + weight[i], wx + weight[i] * x[i], wxx + weight[i] * x[i] ** 2];
    assert.ok(Math.abs(fit.variances[1] - w / (w * wxx - wx * wx)) < 1e-12);
  });

  it('says so where points do not determine the line', () => {
    assert.equal(sums.fit(5, 5, 1), undefined);
    assert.ok(Number.isNaN(sums.slope(5, 5)));
  });
});
