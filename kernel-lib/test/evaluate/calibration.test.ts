import { strict as assert } from 'node:assert';
import { calibration } from '../../src/evaluate/calibration';
import { InputError } from '../../src/inputError';
import { Random } from '../../src/random';

describe('calibration', () => {
  it('ranks by the formula 1 − 6 Σ d² / (n (n² − 1)), whatever the scale', () => {
    const stated = [0.1, 0.2, 0.3, 0.4, 0.5],
      cc = [0.6, 0.5, 0.8, 0.7, 0.9];
    // differences of rank 1, −1, 1, −1, 0
    assert.ok(Math.abs(calibration(stated, cc).rankCorrelation - (1 - (6 * 4) / (5 * 24))) < 1e-12);
    assert.ok(
      Math.abs(
        calibration(
          stated.map((v) => Math.exp(20 * v)),
          cc,
        ).rankCorrelation - 0.8,
      ) < 1e-12,
    );
    assert.ok(
      Math.abs(
        calibration(
          stated,
          stated.map((v) => -v),
        ).rankCorrelation + 1,
      ) < 1e-12,
    );
    assert.equal(calibration(stated, [1, 1, 1, 1, 1]).rankCorrelation, 0);
  });

  it('shares ranks among equals', () => {
    // ranks 0.5, 0.5, 2 and 0, 1, 2: covariance 1.5, variances 1.5 and 2
    assert.ok(Math.abs(calibration([4, 4, 9], [1, 2, 3]).rankCorrelation - 1.5 / Math.sqrt(1.5 * 2)) < 1e-12);
  });

  it('puts every entry in one bin, in order, and averages it', () => {
    const random = new Random(1);
    const stated = Float64Array.from({ length: 23 }, () => random.uniform());
    const { bins, n } = calibration(
      stated,
      stated.map((v) => 2 * v + 1),
      4,
    );
    assert.deepEqual([n, bins.length, bins.reduce((sum, bin) => sum + bin.n, 0)], [23, 4, 23]);
    for (const [i, bin] of bins.entries()) {
      assert.ok(bin.n === 5 || bin.n === 6);
      assert.ok(Math.abs(bin.cc - (2 * bin.stated + 1)) < 1e-12);
      assert.ok(bin.from <= bin.stated && bin.stated <= bin.to && (i === 0 || bins[i - 1].to <= bin.from));
    }
    const [pair] = calibration([1, 2, 3, 4, 5, 6], [1, 3, 0, 0, 0, 0], 3).bins;
    assert.deepEqual(pair, { n: 2, from: 1, to: 2, stated: 1.5, cc: 2, deviation: Math.SQRT2 });
  });

  it('says what is needed', () => {
    assert.throws(() => calibration([1, 2], [1, 2]), InputError);
    assert.throws(() => calibration([1, 2, 3], [1, 2]), InputError);
    assert.throws(() => calibration([1, 2, NaN], [1, 2, 3]), InputError);
    assert.throws(() => calibration([1, 2, 3], [1, 2, 3], 0), InputError);
  });
});
