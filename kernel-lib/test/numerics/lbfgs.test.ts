import { ok } from 'node:assert';
import { minimise } from '../../src/numerics/lbfgs';

describe('minimise', () => {
  it('finds the minimum of a quadratic form with widely different curvatures', () => {
    const n = 30;
    const { x, value } = minimise(
      (at, slope) => {
        let sum = 0;
        for (let i = 0; i < n; i++) {
          const c = 1 + i * i;
          slope[i] = c * (at[i] - i);
          sum += (c * (at[i] - i) ** 2) / 2;
        }
        return sum;
      },
      new Float64Array(n),
      { steps: 200, tolerance: 1e-14 },
    );
    ok(value < 1e-8, `value ${value}`);
    ok(x.every((xi, i) => Math.abs(xi - i) < 1e-4));
  });

  it('walks down the valley of Rosenbrock, never up', () => {
    const values: number[] = [];
    const { x } = minimise(
      ([a, b], slope) => {
        slope[0] = -400 * a * (b - a * a) - 2 * (1 - a);
        slope[1] = 200 * (b - a * a);
        return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
      },
      Float64Array.of(-1.2, 1),
      { steps: 300, tolerance: 0, enough: (_, value) => (values.push(value), false) },
    );
    ok(Math.abs(x[0] - 1) < 1e-5 && Math.abs(x[1] - 1) < 1e-5, `${x}`);
    ok(values.every((value, i) => i === 0 || value <= values[i - 1]));
  });

  it('ends where it is told that the value is enough', () => {
    const { value } = minimise(([a], slope) => ((slope[0] = 2 * a), a * a), Float64Array.of(100), {
      enough: (_, least) => least < 9000,
    });
    ok(value < 9000);
  });
});
