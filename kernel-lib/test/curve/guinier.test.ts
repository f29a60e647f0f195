import assert from 'node:assert/strict';
import fs from 'node:fs';
import { guinier } from '../../src/curve/guinier';
import { parseCurve } from '../../src/curve/format/parseCurve';
import { InputError } from '../../src/inputError';
import { ball, ellipsoid, evenQ, measuredCurves, noisy } from './bodies';
import { evaluationData } from '../evaluationData';

describe('guinier', () => {
  const q = evenQ(0.008, 0.3, 400);

  it('is exact where the law is exact', () => {
    const intensity = q.map((value) => 7 * Math.exp(-((value * 25) ** 2) / 3));
    const fit = guinier({ q, intensity, sigma: intensity.map((value) => 0.01 * value) });
    assert.ok(Math.abs(fit.rg - 25) < 1e-6, `Rg ${fit.rg}`);
    assert.ok(Math.abs(fit.i0 - 7) < 1e-6, `I(0) ${fit.i0}`);
    assert.equal(fit.first, 0);
    assert.ok(fit.qRgMax <= 1.3 && fit.qRgMax > 1.3 - 25 * (q[1] - q[0]));
    assert.equal(fit.method, 'guinier');
    assert.deepEqual(fit.warnings, []);
    assert.ok(fit.quality > 0.95, `quality ${fit.quality}`);
  });

  // up to q·Rg = 1.3 the curvature of a ball's own form factor adds 2 %
  it('finds the size of balls and ellipsoids within 3 %', () => {
    for (const radius of [15, 30, 60]) {
      const fit = guinier(noisy(q, (value) => 100 * ball(value, radius), radius, 0.003));
      assert.ok(Math.abs(fit.rg / (radius * Math.sqrt(0.6)) - 1) < 0.03, `ball ${radius}: ${fit.rg}`);
      assert.ok(Math.abs(fit.i0 - 100) < 1.5, `I(0) ${fit.i0}`);
    }
    const fit = guinier(noisy(q, (value) => ellipsoid(value, 20, 50), 3));
    const rg = Math.sqrt((2 * 20 ** 2 + 50 ** 2) / 5);
    assert.ok(Math.abs(fit.rg / rg - 1) < 0.03, `ellipsoid: ${fit.rg}, true ${rg}`);
  });

  it('states errors that its own scatter bears out', () => {
    const deviations = Array.from({ length: 60 }, (_, seed) => {
      const fit = guinier(noisy(q, (value) => Math.exp(-((value * 30) ** 2) / 3), seed, 0.03, 0));
      return (fit.rg - 30) / fit.rgError;
    });
    const rms = Math.hypot(...deviations) / Math.sqrt(deviations.length);
    assert.ok(rms > 0.7 && rms < 1.6, `rms of (Rg − true)/error: ${rms}`);
  });

  it('passes points behind a beamstop and the upturn of a few aggregates', () => {
    const clean = noisy(q, (value) => Math.exp(-((value * 25) ** 2) / 3), 1, 0.005, 0);
    const shadowed = {
      ...clean,
      intensity: clean.intensity.map((value, i) => (i < 6 ? value * (0.5 + 0.08 * i) : value)),
    };
    const low = guinier(shadowed);
    assert.ok(
      low.first >= 5 && Math.abs(low.rg / 25 - 1) < 0.02,
      `beamstop: first ${low.first}, Rg ${low.rg}`,
    );
    assert.match(low.warnings.join(' '), /below the line/);
    const upturn = {
      ...clean,
      intensity: clean.intensity.map((value, i) => value + 0.3 * Math.exp(-((q[i] / 0.006) ** 2))),
    };
    const high = guinier(upturn);
    assert.ok(
      high.first > 0 && Math.abs(high.rg / 25 - 1) < 0.03,
      `aggregates: first ${high.first}, Rg ${high.rg}`,
    );
    assert.match(high.warnings.join(' '), /above the line/);
  });

  it('does not depend on the unit of length or intensity', () => {
    const curve = noisy(q, (value) => ball(value, 35), 5);
    const scaled = {
      q: curve.q.map((value) => value / 10),
      intensity: curve.intensity.map((v) => v * 1e7),
      sigma: curve.sigma.map((v) => v * 1e7),
    };
    const one = guinier(curve);
    const other = guinier(scaled);
    assert.ok(Math.abs(other.rg / 10 - one.rg) < 1e-6 * one.rg);
    assert.equal(other.first, one.first);
    assert.equal(other.last, one.last);
  });

  it('estimates Rg by p(r), with a warning, where the curve begins too late', () => {
    const radius = 40;
    const fit = guinier(noisy(evenQ(0.055, 0.3, 250), (value) => ball(value, radius), 2));
    assert.equal(fit.method, 'pairDistance');
    assert.match(fit.warnings.join(' '), /no Guinier range/);
    assert.ok(Math.abs(fit.rg / (radius * Math.sqrt(0.6)) - 1) < 0.1, `Rg ${fit.rg}`);
    assert.ok(fit.quality < 0.5);
  });

  it('refuses what shows no size', () => {
    const flat = { q, intensity: q.map(() => 5), sigma: q.map(() => 0.1) };
    const rising = { q, intensity: q.map((value) => 1 + value), sigma: q.map(() => 0.001) };
    for (const curve of [flat, rising]) assert.throws(() => guinier(curve), InputError);
    const four = { q: q.slice(0, 4), intensity: q.slice(0, 4), sigma: q.slice(0, 4) };
    assert.throws(() => guinier(four), /has 4 points/);
  });

  it('agrees with plain fits and with models of 64 measured curves', function () {
    const root = evaluationData(this, 'experimental');
    this.timeout(30000);
    let within = 0;
    let fitted = 0;
    for (const { id, file, rg_guinier: reference, rg_model: model } of measuredCurves(root)) {
      const { rg } = guinier(parseCurve(fs.readFileSync(file), { name: id }));
      assert.ok(
        rg / model > 0.9 && rg / model < 1.25,
        `${id}: Rg ${rg.toFixed(1)} Å, model without water ${model} Å`,
      );
      if (reference === null) continue;
      fitted++;
      assert.ok(Math.abs(rg / reference - 1) < 0.065, `${id}: Rg ${rg.toFixed(2)}, plain fit ${reference}`);
      if (Math.abs(rg / reference - 1) < 0.03) within++;
    }
    assert.equal(fitted, 63);
    assert.ok(within >= 60, `${within} of ${fitted} within 3 %`);
  });
});
