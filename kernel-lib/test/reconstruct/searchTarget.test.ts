import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import { searchTarget } from '../../src/reconstruct/searchTarget';

const q = Float64Array.from({ length: 60 }, (_, i) => 0.01 + 0.005 * i);
const curve = { q, intensity: q.map((v) => 1000 * Math.exp(-200 * v * v)), sigma: q.map(() => 0.5) };

describe('search target', () => {
  const target = searchTarget(curve, { rg: 40, i0: 1000, modelError: 0.03 });

  it('ends at q · Rg = 9', () => {
    strictEqual(target.curve.q.length, q.filter((v) => v * 40 <= 9).length);
    throws(
      () => searchTarget(curve, { rg: 400, i0: 1000 }),
      /Only 3 points .* below q = 0.022 1\/Å: at least 8/,
    );
  });

  it('joins measured errors with those of the model: twice as large at 0.15 1/Å, five times at 0.3', () => {
    target.curve.sigma.forEach((sigma, i) => {
      const model = 0.03 * curve.intensity[i] * (1 + (q[i] / 0.15) ** 2);
      ok(Math.abs(sigma / Math.sqrt(0.25 + model * model) - 1) < 1e-12);
    });
    const bare = searchTarget(curve, { rg: 40, i0: 1000, modelError: 0 });
    deepStrictEqual(bare.curve.sigma, curve.sigma.slice(0, bare.curve.sigma.length));
  });

  it('bounds the background by I(0)', () => {
    deepStrictEqual(target.fit.background, [-3, 3]);
  });
});
