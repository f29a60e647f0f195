import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pairDistance } from 'decodesaxs/dist/curve/pairDistance';
import { parseCurve } from 'decodesaxs/dist/curve/parseCurve';
import { InputError } from 'decodesaxs/dist/inputError';
import { ball, ballDistances, ellipsoid, evenQ, noisy, sharedData } from './bodies';

const q = evenQ(0.008, 0.3, 500);

function within(value: number, truth: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(value / truth - 1) < tolerance, `${what}: ${value.toFixed(2)}, true ${truth.toFixed(2)}`);
}

describe('pairDistance', function () {
  this.timeout(20000);

  it('finds p(r), Dmax, Rg and I(0) of balls', () => {
    for (const [radius, seed] of [[20, 1], [35, 2], [55, 3]]) {
      const result = pairDistance(noisy(q, (value) => 50 * ball(value, radius), seed));
      within(result.dmax, 2 * radius, 0.1, 'Dmax');
      within(result.rg, radius * Math.sqrt(0.6), 0.02, 'Rg');
      within(result.i0, 50, 0.02, 'I(0)');
      const peak = 50 * Math.max(...Array.from(result.r, (r) => ballDistances(r, radius)));
      result.r.forEach((r, j) => {
        assert.ok(Math.abs(result.p[j] - 50 * ballDistances(r, radius)) < 0.05 * peak, `p(${r.toFixed(1)}) of a ball of ${radius} Å`);
      });
    }
  });

  it('finds Dmax within 10 % and Rg within 2 % of ellipsoids', () => {
    for (const [a, c] of [[25, 15], [18, 40], [16, 45], [40, 20]]) {
      const result = pairDistance(noisy(q, (value) => ellipsoid(value, a, c), 10 * a + c));
      within(result.dmax, 2 * Math.max(a, c), 0.1, `Dmax of ${a}, ${c}`);
      within(result.rg, Math.sqrt((2 * a * a + c * c) / 5), 0.02, `Rg of ${a}, ${c}`);
    }
  });

  it('keeps p(r) from falling below 0, also where repulsion bends the curve', () => {
    const curve = noisy(q, (value) => ball(value, 25) / (1 + 0.3 * Math.exp(-((value / 0.03) ** 2))), 4);
    const { p, dmax, i0, r } = pairDistance(curve);
    assert.ok(p.every((value) => value >= 0));
    within(dmax, 50, 0.25, 'Dmax under repulsion');
    const integral = 4 * Math.PI * p.reduce((sum, value) => sum + value, 0) * r[1];
    within(integral, i0, 1e-6, '4π ∫ p dr against I(0)');
  });

  it('gives back the curve, from q = 0 on', () => {
    const { fitQ, fitIntensity, chi2, i0 } = pairDistance(noisy(q, (value) => ball(value, 30), 5));
    assert.equal(fitQ[0], 0);
    within(fitIntensity[0], i0, 1e-9, 'I(0)');
    fitQ.forEach((value, i) => assert.ok(Math.abs(fitIntensity[i] - ball(value, 30)) < 0.01, `I(${value})`));
    assert.ok(chi2 > 0.2 && chi2 < 1.5, `chi² ${chi2}`);
  });

  it('takes a Dmax that is given', () => {
    const result = pairDistance(noisy(q, (value) => ball(value, 30), 6), { dmax: 64 });
    assert.equal(result.dmax, 64);
    assert.equal(result.dmaxError, 0);
    within(result.rg, 30 * Math.sqrt(0.6), 0.02, 'Rg');
  });

  it('scales with length and intensity', () => {
    const curve = noisy(q, (value) => ball(value, 30), 7);
    const half = { q: curve.q.map((v) => v / 2), intensity: curve.intensity.map((v) => 1e5 * v), sigma: curve.sigma.map((v) => 1e5 * v) };
    const one = pairDistance(curve, { qMax: 0.26 });
    const other = pairDistance(half, { qMax: 0.13 });
    within(other.dmax, 2 * one.dmax, 1e-6, 'Dmax');
    within(other.i0, 1e5 * one.i0, 1e-6, 'I(0)');
  });

  it('refuses a Dmax that is none, few points and no size', () => {
    const curve = noisy(q, (value) => ball(value, 30), 8);
    for (const dmax of [0, -5, NaN]) assert.throws(() => pairDistance(curve, { dmax }), InputError);
    assert.throws(() => pairDistance(curve, { qMax: 0.01 }), /at least 10/);
    assert.throws(() => pairDistance({ q, intensity: q.map(() => 1), sigma: q.map(() => 0.01) }), InputError);
  });

  it('agrees with the GNOM outputs of the evaluation data', function () {
    const formats = sharedData('formats');
    const experimental = sharedData('experimental');
    if (!formats || !experimental) return this.skip();
    const files = [
      ...['lyzexp.out', 'lysozyme_gnom46.out', 'glucose_isomerase.out', 'SASDMF2.out'].map((file) => path.join(formats, file)),
      ...['SASDA28/SASDA28.out', 'SASDA25/SASDA25.out', 'SASDBV9/26993_merged.out'].map((file) => path.join(experimental, file)),
    ];
    const misses: string[] = [];
    for (const file of files) {
      const curve = parseCurve(fs.readFileSync(file), { name: path.basename(file) });
      const { dmax, rg } = pairDistance(curve);
      assert.ok(curve.gnom, `${file} has no GNOM result`);
      within(dmax, curve.gnom.dmax, 0.1, `Dmax of ${curve.name}`);
      within(rg, curve.gnom.rg, 0.025, `Rg of ${curve.name}`);
      if (Math.abs(rg / curve.gnom.rg - 1) > 0.02) misses.push(curve.name);
    }
    assert.ok(misses.length <= 2, `Rg off by more than 2 %: ${misses.join(', ')}`);
  });
});
