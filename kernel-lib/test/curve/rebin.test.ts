import assert from 'node:assert/strict';
import { rebin, selectRange } from '../../src/curve/rebin';
import { Random } from '../../src/random';
import { InputError } from '../../src/inputError';
import { ball, evenQ, noisy } from './bodies';

describe('rebin', () => {
  it('gives the weighted mean and its error of known points', () => {
    const curve = {
      q: Float64Array.of(0.1, 0.11, 0.12, 0.2),
      intensity: Float64Array.of(1, 2, 4, 7),
      sigma: Float64Array.of(1, 2, 1, 3),
    };
    const { q, intensity, sigma } = rebin(curve, { points: 2, qMax: 0.3 });
    // weights 1, 1/4, 1
    assert.equal(q.length, 2);
    assert.ok(Math.abs(intensity[0] - (1 + 0.5 + 4) / 2.25) < 1e-12);
    assert.ok(Math.abs(q[0] - (0.1 + 0.11 / 4 + 0.12) / 2.25) < 1e-12);
    assert.ok(Math.abs(sigma[0] - 1 / Math.sqrt(2.25)) < 1e-12);
    assert.deepEqual([q[1], intensity[1], sigma[1]], [0.2, 7, 3]);
  });

  it('keeps the total information Σ σ⁻² and Σ I σ⁻²', () => {
    const curve = noisy(evenQ(0.01, 0.2, 1234), (q) => ball(q, 30), 1);
    const joined = rebin(curve, { points: 57 });
    const information = (c: typeof curve): number => c.sigma.reduce((sum, s) => sum + 1 / s ** 2, 0);
    const weighted = (c: typeof curve): number =>
      c.sigma.reduce((sum, s, i) => sum + c.intensity[i] / s ** 2, 0);
    assert.ok(Math.abs(information(joined) / information(curve) - 1) < 1e-9);
    assert.ok(Math.abs(weighted(joined) / weighted(curve) - 1) < 1e-9);
    assert.equal(joined.q.length, 57);
  });

  it('has errors that the scatter about the truth bears out', () => {
    const q = evenQ(0.01, 0.2, 3000);
    const random = new Random(7);
    const sigma = q.map((value) => 0.1 + value);
    const intensity = q.map((value, i) => 5 - 3 * value + sigma[i] * random.normal());
    const joined = rebin({ q, intensity, sigma }, { points: 100 });
    const chi2 =
      joined.q.reduce(
        (sum, value, i) => sum + ((joined.intensity[i] - (5 - 3 * value)) / joined.sigma[i]) ** 2,
        0,
      ) / joined.q.length;
    assert.ok(chi2 > 0.6 && chi2 < 1.5, `chi² ${chi2}`);
  });

  it('makes no empty bins, no bin out of order, and adds no points', () => {
    const q = Float64Array.from([0.01, 0.011, 0.012, 0.013, 0.1, 0.101, 0.102, 0.19, 0.1901, 0.1902]);
    const curve = { q, intensity: q.map((v) => 1 - v), sigma: q.map(() => 0.1) };
    const joined = rebin(curve, { points: 6 });
    assert.ok(joined.q.length <= 6 && joined.q.length >= 3);
    for (let i = 1; i < joined.q.length; i++) assert.ok(joined.q[i] > joined.q[i - 1]);
    assert.ok(joined.sigma.every((s) => Number.isFinite(s) && s > 0));
    assert.deepEqual(rebin(curve, { points: 60 }), curve);
  });

  it('keeps to the range it is given', () => {
    const curve = noisy(evenQ(0.005, 0.4, 500), (q) => ball(q, 30), 2);
    const joined = rebin(curve, { qMin: 0.05, qMax: 0.15, points: 20 });
    assert.ok(joined.q[0] >= 0.05 && joined.q[joined.q.length - 1] <= 0.15);
    assert.ok(rebin(curve).q[59] <= 0.2);
  });

  it('refuses ranges without points', () => {
    const curve = noisy(evenQ(0.01, 0.2, 50), (q) => ball(q, 30), 3);
    assert.throws(() => selectRange(curve, 0.5, 0.6), InputError);
    assert.throws(() => rebin(curve, { qMax: 0.001 }), /spans 0.01 to 0.2/);
    assert.throws(() => rebin(curve, { points: 0 }), InputError);
  });
});
