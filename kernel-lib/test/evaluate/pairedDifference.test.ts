import { strict as assert } from 'node:assert';
import { pairedDifference } from '../../src/evaluate/pairedDifference';
import { InputError } from '../../src/inputError';
import { Random } from '../../src/random';

describe('pairedDifference', () => {
  it('finds the quantiles of all 27 equally likely draws of three pairs', () => {
    const d = [0, 1, 5];
    const means: number[] = [];
    for (const a of d) for (const b of d) for (const c of d) means.push((a + b + c) / 3);
    means.sort((a, b) => a - b);
    // 70 % of the middle: quantiles 0.15 and 0.85 lie within runs of equal means (4 … 6 and 20 … 22 of 27)
    const { low, high, mean } = pairedDifference(d, [0, 0, 0], { level: 0.7, resamples: 50_000, seed: 2 });
    assert.equal(mean, 2);
    assert.ok(Math.abs(low - means[Math.floor(0.15 * 27)]) < 1e-12, `${low} ${means[4]}`);
    assert.ok(Math.abs(high - means[Math.floor(0.85 * 27)]) < 1e-12, `${high} ${means[22]}`);
  });

  it('agrees with the normal interval for many pairs', () => {
    const random = new Random(11);
    const n = 400;
    const a = Float64Array.from({ length: n }, () => random.normal() + 0.3);
    const b = Float64Array.from({ length: n }, () => 0.5 * random.normal());
    const d = a.map((value, i) => value - b[i]);
    const mean = d.reduce((sum, v) => sum + v, 0) / n;
    const error = Math.sqrt(d.reduce((sum, v) => sum + (v - mean) ** 2, 0) / n / n);
    const found = pairedDifference(a, b);
    assert.ok(Math.abs(found.mean - mean) < 1e-12);
    assert.ok(Math.abs(found.low - (mean - 1.96 * error)) < 0.15 * error);
    assert.ok(Math.abs(found.high - (mean + 1.96 * error)) < 0.15 * error);
  });

  it('is sure of a difference that never varies, and counts who is better', () => {
    const steady = pairedDifference([0.25, 0.75, 0.5], [0, 0.5, 0.25]);
    assert.deepEqual(steady, { n: 3, mean: 0.25, low: 0.25, high: 0.25, better: 1 });
    assert.equal(pairedDifference([1, 2, 3, 4], [1, 3, 2, 1]).better, 2.5 / 4);
  });

  it('gives the same interval for the same seed, and turns with its arguments', () => {
    const a = [0.7, 0.8, 0.65, 0.9, 0.5],
      b = [0.6, 0.85, 0.6, 0.7, 0.55];
    assert.deepEqual(pairedDifference(a, b, { seed: 4 }), pairedDifference(a, b, { seed: 4 }));
    const [one, other] = [pairedDifference(a, b, { seed: 4 }), pairedDifference(b, a, { seed: 4 })];
    for (const [x, y] of [
      [one.mean, other.mean],
      [one.low, other.high],
      [one.high, other.low],
    ])
      assert.ok(Math.abs(x + y) < 1e-12);
  });

  it('says what is needed', () => {
    assert.throws(() => pairedDifference([1, 2], [1]), InputError);
    assert.throws(() => pairedDifference([1], [1]), InputError);
    assert.throws(() => pairedDifference([1, NaN], [1, 2]), InputError);
    assert.throws(() => pairedDifference([1, 2], [1, 2], { level: 1 }), InputError);
  });
});
