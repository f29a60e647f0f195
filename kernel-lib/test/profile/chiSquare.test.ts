import assert from 'node:assert/strict';
import type { Curve } from '../../src/curve/curve';
import { InputError } from '../../src/inputError';
import { chiSquare, chiSquareBatch, fittedProfile } from '../../src/profile/chiSquare';
import { originalScore } from '../../src/profile/originalScore';
import { Random } from '../../src/random';

const q = Float64Array.from({ length: 50 }, (_, i) => 0.01 + i * 0.005);
const model = q.map((value) => 40 * Math.exp(-(value * value) * 300) + 0.05);

function noisy(seed: number, scale: number, s2: number, background: number): Curve {
  const random = new Random(seed);
  const clean = model.map((m, i) => scale * m * Math.exp(-s2 * q[i] ** 2) + background);
  const sigma = clean.map((value) => 0.02 * Math.abs(value) + 0.01);
  return { q, intensity: clean.map((value, i) => value + sigma[i] * random.normal()), sigma };
}

/** Mean squared deviation by its definition. */
function literal(curve: Curve, c: number, s2: number, b: number): number {
  let sum = 0;
  q.forEach((value, i) => {
    sum += ((curve.intensity[i] - c * model[i] * Math.exp(-s2 * value * value) - b) / curve.sigma[i]) ** 2;
  });
  return sum / q.length;
}

describe('chiSquare', () => {
  it('is about 1 for noise of the stated size, at the scale that was put in', () => {
    let total = 0;
    for (let seed = 0; seed < 200; seed++) {
      const fit = chiSquare(noisy(seed, 3, 0, 0), model);
      total += fit.chi2;
      assert.ok(Math.abs(fit.scale - 3) < 0.1);
      assert.deepEqual([fit.background, fit.s2], [0, 0]);
    }
    // 49 degrees of freedom among 50 points
    assert.ok(Math.abs(total / 200 - 0.98) < 0.045);
  });

  it('is what its definition gives, and no neighbour is lower', () => {
    for (let seed = 0; seed < 20; seed++) {
      const curve = noisy(seed, 2, 4, 0.3);
      for (const options of [
        {},
        { background: true },
        { formFactor: true },
        { background: true, formFactor: true },
      ]) {
        const fit = chiSquare(curve, model, options);
        assert.ok(Math.abs(fit.chi2 / literal(curve, fit.scale, fit.s2, fit.background) - 1) < 1e-12);
        const step = 1e-3;
        for (const sign of [1, -1]) {
          assert.ok(literal(curve, fit.scale * (1 + sign * step), fit.s2, fit.background) > fit.chi2);
          if (options.background) {
            assert.ok(literal(curve, fit.scale, fit.s2, fit.background + sign * step) > fit.chi2);
          }
        }
        if (!options.formFactor) continue;
        let best = Infinity;
        for (let s2 = -1; s2 <= 9; s2 += 0.01) {
          const faded = model.map((m, i) => m * Math.exp(-s2 * q[i] ** 2));
          best = Math.min(best, chiSquare(curve, faded, { background: options.background }).chi2);
        }
        assert.ok(fit.chi2 - best < 1e-3 * best, `${fit.chi2} against ${best}`);
      }
    }
  });

  it('finds what was put in when there is no noise', () => {
    const clean = {
      ...noisy(1, 2, 4, 0.3),
      intensity: model.map((m, i) => 2 * m * Math.exp(-4 * q[i] ** 2) + 0.3),
    };
    const fit = chiSquare(clean, model, { background: true, formFactor: true });
    assert.ok(
      Math.abs(fit.scale - 2) < 1e-3 && Math.abs(fit.s2 - 4) < 0.05 && Math.abs(fit.background - 0.3) < 1e-3,
    );
    const curve = fittedProfile(fit, model, q);
    curve.forEach((value, i) => assert.ok(Math.abs(value / clean.intensity[i] - 1) < 1e-3));
  });

  it('finds the contrast of a layer that was put in, and is as its definition and no worse than a fine grid', () => {
    const terms = {
      bounds: [-0.3, 0.5] as const,
      cross: q.map((v) => 0.6 - 2 * v),
      own: q.map((v) => 0.5 - 3 * v + 4 * v * v),
    };
    const withLayer = (c: number): Float64Array =>
      model.map((m, i) => m * (1 + 2 * c * terms.cross[i] + c * c * terms.own[i]));
    for (const c of [-0.2, 0, 0.17, 0.4]) {
      const clean = {
        ...noisy(1, 2, 0, 0),
        intensity: withLayer(c).map((m, i) => 2 * m * Math.exp(-3 * q[i] ** 2)),
      };
      const alone = chiSquare(clean, model, { layer: terms, formFactor: [3, 3] });
      assert.ok(
        Math.abs(alone.layer - c) < 0.02 && Math.abs(alone.scale / 2 - 1) < 0.02,
        `${alone.layer} for ${c}`,
      );
      fittedProfile(alone, model, q, terms).forEach((value, i) =>
        assert.ok(Math.abs(value / clean.intensity[i] - 1) < 2e-3),
      );
      const noise = {
        ...noisy(7, 2, 3, 0.3),
        intensity: noisy(7, 2, 3, 0.3).intensity.map((v, i) => (v * withLayer(c)[i]) / model[i]),
      };
      const options = { background: true, formFactor: true } as const;
      const fit = chiSquare(noise, model, { ...options, layer: terms });
      const faded = withLayer(fit.layer).map(
        (m, i) => m * Math.exp(-fit.s2 * q[i] ** 2) * fit.scale + fit.background,
      );
      const literalChi2 =
        faded.reduce((sum, m, i) => sum + ((noise.intensity[i] - m) / noise.sigma[i]) ** 2, 0) / q.length;
      assert.ok(Math.abs(fit.chi2 / literalChi2 - 1) < 1e-12);
      let best = Infinity;
      for (let k = -0.3; k <= 0.5001; k += 0.005)
        best = Math.min(best, chiSquare(noise, withLayer(k), options).chi2);
      assert.ok(fit.chi2 - best < 2e-3 * best, `${fit.chi2} against ${best}`);
    }
    assert.equal(
      chiSquare({ ...noisy(1, 2, 0, 0), intensity: withLayer(0.9) }, model, { layer: terms }).layer,
      0.5,
    );
    assert.throws(
      () => chiSquare(noisy(1, 2, 0, 0), model, { layer: { ...terms, own: new Float64Array(3) } }),
      InputError,
    );
  });

  it('stays within bounds', () => {
    const curve = noisy(3, 2, 12, 0.5);
    assert.equal(chiSquare(noisy(3, 2, 12, 0), model, { formFactor: [0, 5] }).s2, 5);
    assert.equal(chiSquare(noisy(3, 2, -4, 0), model, { formFactor: true }).s2, -1);
    const fit = chiSquare(curve, model, { background: [-0.1, 0.1] });
    assert.equal(fit.background, 0.1);
    const free = chiSquare({ ...curve, intensity: curve.intensity.map((value) => value - 0.1) }, model);
    assert.ok(Math.abs(fit.scale - free.scale) < 1e-12 && Math.abs(fit.chi2 / free.chi2 - 1) < 1e-12);
    const negative = chiSquare({ ...curve, intensity: curve.intensity.map((value) => -value) }, model);
    assert.equal(negative.scale, 0);
    assert.equal(chiSquare(curve, new Float64Array(50)).scale, 0);
  });

  it('scores a batch as one by one', () => {
    const curve = noisy(4, 1, 2, 0);
    const models = new Float64Array(150);
    models.set(model);
    models.set(
      model.map((m, i) => m * (1 + 0.1 * Math.sin(i))),
      50,
    );
    models.set(
      model.map((m) => m + 0.2),
      100,
    );
    const options = { background: true, formFactor: true } as const;
    const fits = chiSquareBatch(curve, models, 3, options);
    for (let i = 0; i < 3; i++) {
      const alone = chiSquare(curve, models.slice(i * 50, i * 50 + 50), options);
      assert.deepEqual(alone, {
        chi2: fits.chi2[i],
        scale: fits.scale[i],
        background: fits.background[i],
        s2: fits.s2[i],
        layer: 0,
      });
    }
  });

  it('refuses lengths that do not match, errors of 0, and numbers that are none', () => {
    const curve = noisy(5, 1, 0, 0);
    assert.throws(() => chiSquare(curve, new Float64Array(49)), InputError);
    assert.throws(() => chiSquare(curve, new Float64Array(50).fill(NaN)), InputError);
    assert.throws(() => chiSquare({ ...curve, sigma: new Float64Array(50) }, model), InputError);
    assert.throws(
      () => chiSquare({ ...curve, intensity: new Float64Array(50).fill(NaN) }, model),
      InputError,
    );
    assert.throws(() => chiSquare({ ...curve, sigma: new Float64Array(3) }, model), InputError);
    assert.throws(() => chiSquare(curve, model, { background: [1, -1] }), InputError);
  });
});

describe('originalScore', () => {
  it('is the norm of the differences of normalised curves', () => {
    const curve: Curve = {
      q: q.slice(0, 3),
      intensity: Float64Array.of(4, 2, 1),
      sigma: Float64Array.of(1, 1, 1),
    };
    const scores = originalScore(curve, Float64Array.of(8, 4, 2, 10, 8, 4.5), 2);
    assert.equal(scores[0], 0);
    assert.ok(Math.abs(scores[1] - Math.hypot(0.3, 0.2)) < 1e-15);
  });

  it('refuses a first intensity that is not above 0, and lengths that do not match', () => {
    const curve: Curve = { q: q.slice(0, 1), intensity: Float64Array.of(0), sigma: Float64Array.of(1) };
    assert.throws(() => originalScore(curve, Float64Array.of(1)), InputError);
    assert.throws(() => originalScore(noisy(1, 1, 0, 0), new Float64Array(51)), InputError);
  });
});
