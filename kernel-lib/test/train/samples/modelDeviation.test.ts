import { ok, strictEqual } from 'node:assert/strict';
import { Random } from '../../../src/random';
import { modelDeviation } from '../../../src/train/samples/modelDeviation';

describe('deviation of training curves from those of a uniform body', () => {
  const random = new Random(1);
  const drawn = Array.from({ length: 4000 }, () => modelDeviation(random));
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

  it('is none at q = 0', () => drawn.slice(0, 20).forEach((deviation) => strictEqual(deviation(0), 0)));

  it('grows as the deviations from measured curves do, from which that at q = 0 is taken off', () => {
    for (const q of [0.15, 0.3]) {
      const own = 0.02 * (1 + (q / 0.15) ** 2);
      const expected = Math.hypot(own, 0.02),
        found = Math.sqrt(mean(drawn.map((deviation) => deviation(q) ** 2)));
      // correlation with q = 0 of a normal of length 0.06 is exp(−q²/(2 · 0.06²)): 4 % and none
      ok(Math.abs(found / expected - 1) < 0.06, `q ${q}: ${found} and ${expected}`);
    }
  });

  it('is smooth: nearly the same 0.01 1/Å away, another 0.2 1/Å away', () => {
    const correlation = (a: number, b: number): number => {
      const x = drawn.map((deviation) => deviation(a)),
        y = drawn.map((deviation) => deviation(b));
      return (
        mean(x.map((v, i) => v * y[i])) / Math.sqrt(mean(x.map((v) => v * v)) * mean(y.map((v) => v * v)))
      );
    };
    ok(correlation(0.25, 0.26) > 0.95, `${correlation(0.25, 0.26)}`);
    ok(Math.abs(correlation(0.1, 0.3)) < 0.25, `${correlation(0.1, 0.3)}`);
  });
});
