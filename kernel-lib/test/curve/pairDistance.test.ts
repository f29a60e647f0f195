import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { MeasuredCurve } from '../../src/curve/measuredCurve';
import { pairDistance, type PairDistance } from '../../src/curve/pairDistance';
import { parseCurve } from '../../src/curve/format/parseCurve';
import { InputError } from '../../src/inputError';
import { ball, ballDistances, ellipsoid, evenQ, gaussianChain, noisy } from './bodies';
import { evaluationData } from '../evaluationData';

const q = evenQ(0.008, 0.3, 500);

function within(value: number, truth: number, tolerance: number, what: string): void {
  assert.ok(
    Math.abs(value / truth - 1) < tolerance,
    `${what}: ${value.toFixed(2)}, true ${truth.toFixed(2)}`,
  );
}

/** Mean squared residuals, in the range of p(r), of the curve that p(r) gives and of the one in the GNOM file. */
function misfits(curve: MeasuredCurve, { r, p, qMax }: PairDistance): [own: number, theirs: number] {
  const sums = [0, 0];
  let used = 0;
  curve.q.forEach((value, i) => {
    const gnom = curve.gnom?.q.findIndex((other) => Math.abs(other - value) < 1e-9) ?? -1;
    if (value > qMax || gnom < 0) return;
    const own =
      4 *
      Math.PI *
      r[1] *
      r.reduce((sum, at, j) => sum + (j ? (p[j] * Math.sin(value * at)) / (value * at) : 0), 0);
    sums[0] += ((curve.intensity[i] - own) / curve.sigma[i]) ** 2;
    sums[1] += ((curve.intensity[i] - (curve.gnom?.regularised[gnom] ?? NaN)) / curve.sigma[i]) ** 2;
    used++;
  });
  return [sums[0] / used, sums[1] / used];
}

/** Sign of the amplitude of a ball. */
function sign(value: number, radius: number): number {
  const x = value * radius;
  return Math.sign(Math.sin(x) - x * Math.cos(x));
}

describe('pairDistance', function () {
  this.timeout(20000);

  it('finds p(r), Dmax, Rg and I(0) of balls', () => {
    for (const [radius, seed] of [
      [20, 1],
      [35, 2],
      [55, 3],
    ]) {
      const result = pairDistance(noisy(q, (value) => 50 * ball(value, radius), seed));
      within(result.dmax, 2 * radius, 0.1, 'Dmax');
      within(result.rg, radius * Math.sqrt(0.6), 0.02, 'Rg');
      within(result.i0, 50, 0.02, 'I(0)');
      const peak = 50 * Math.max(...Array.from(result.r, (r) => ballDistances(r, radius)));
      result.r.forEach((r, j) => {
        assert.ok(
          Math.abs(result.p[j] - 50 * ballDistances(r, radius)) < 0.05 * peak,
          `p(${r.toFixed(1)}) of a ball of ${radius} Å`,
        );
      });
    }
  });

  it('finds Dmax within 10 % and Rg within 2 % of ellipsoids', () => {
    for (const [a, c] of [
      [25, 15],
      [18, 40],
      [16, 45],
      [40, 20],
    ]) {
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
    const result = pairDistance(
      noisy(q, (value) => ball(value, 30), 6),
      { dmax: 64 },
    );
    assert.equal(result.dmax, 64);
    assert.equal(result.dmaxError, 0);
    within(result.rg, 30 * Math.sqrt(0.6), 0.02, 'Rg');
  });

  it('scales with length and intensity', () => {
    const curve = noisy(q, (value) => ball(value, 30), 7);
    const half = {
      q: curve.q.map((v) => v / 2),
      intensity: curve.intensity.map((v) => 1e5 * v),
      sigma: curve.sigma.map((v) => 1e5 * v),
    };
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

  it('finds Rg within 2 % of a hollow ball, of two balls and of a long chain, at several ranges', () => {
    const hollow = (value: number): number =>
      ((45 ** 3 * Math.sqrt(ball(value, 45)) * sign(value, 45) -
        30 ** 3 * Math.sqrt(ball(value, 30)) * sign(value, 30)) /
        (45 ** 3 - 30 ** 3)) **
      2;
    const pair = (value: number): number => (ball(value, 20) * (1 + Math.sin(50 * value) / (50 * value))) / 2;
    const bodies: [what: string, intensity: (value: number) => number, rg: number, dmax?: number][] = [
      ['hollow ball', hollow, Math.sqrt((0.6 * (45 ** 5 - 30 ** 5)) / (45 ** 3 - 30 ** 3)), 90],
      ['two balls', pair, Math.sqrt(0.6 * 20 ** 2 + 25 ** 2), 90],
      ['chain', (value) => gaussianChain(value, 20), 20],
    ];
    for (const [what, intensity, rg, dmax] of bodies) {
      for (const [first, last] of [
        [0.008, 0.3],
        [0.012, 0.16],
      ]) {
        const result = pairDistance(noisy(evenQ(first, last, 300), intensity, 21));
        within(result.rg, rg, 0.02, `Rg of ${what}`);
        if (dmax) within(result.dmax, dmax, 0.13, `Dmax of ${what}`);
        assert.ok(Number.isFinite(result.rgError) && result.dmaxError >= 0.09 * result.dmax);
        assert.ok(result.p[0] === 0 && result.p[result.p.length - 1] === 0, 'p(r) is 0 at both ends');
      }
    }
  });

  it('states errors of Rg and Dmax that bodies of known answer bear out', () => {
    let rgHits = 0;
    let dmaxHits = 0;
    let all = 0;
    for (const [a, c] of [
      [25, 25],
      [18, 40],
      [40, 20],
      [30, 30],
    ]) {
      for (let seed = 1; seed <= 5; seed++) {
        const { rg, rgError, dmax, dmaxError } = pairDistance(
          noisy(evenQ(0.01, 0.25, 250), (value) => ellipsoid(value, a, c), 100 * a + seed, 0.02),
        );
        all++;
        if (Math.abs(rg - Math.sqrt((2 * a * a + c * c) / 5)) < 2 * rgError) rgHits++;
        if (Math.abs(dmax - 2 * Math.max(a, c)) < 2 * dmaxError) dmaxHits++;
      }
    }
    assert.ok(rgHits >= 0.85 * all, `Rg: ${rgHits} of ${all} within two errors`);
    assert.ok(dmaxHits >= 0.85 * all, `Dmax: ${dmaxHits} of ${all} within two errors`);
  });

  it('agrees with the GNOM outputs of the evaluation data', function () {
    const formats = evaluationData(this, 'formats');
    const experimental = evaluationData(this, 'experimental');
    const files = [
      ...['lyzexp.out', 'lysozyme_gnom46.out', 'glucose_isomerase.out', 'SASDMF2.out'].map((file) =>
        path.join(formats, file),
      ),
      ...['SASDA28/SASDA28.out', 'SASDA25/SASDA25.out', 'SASDBV9/26993_merged.out'].map((file) =>
        path.join(experimental, file),
      ),
    ];
    const misses: string[] = [];
    for (const file of files) {
      const curve = parseCurve(fs.readFileSync(file), { name: path.basename(file) });
      const { dmax, rg } = pairDistance(curve);
      assert.ok(curve.gnom, `${file} has no GNOM result`);
      within(dmax, curve.gnom.dmax, 0.1, `Dmax of ${curve.name}`);
      within(rg, curve.gnom.rg, 0.025, `Rg of ${curve.name}`);
      if (Math.abs(rg / curve.gnom.rg - 1) > 0.02) {
        misses.push(curve.name);
        const [own, theirs] = misfits(curve, pairDistance(curve, { dmax: curve.gnom.dmax }));
        assert.ok(
          own < 0.97 * theirs,
          `${curve.name}: χ² ${own.toFixed(3)}, by GNOM ${theirs.toFixed(3)}, at the same Dmax`,
        );
      }
    }
    assert.ok(misses.length <= 2, `Rg off by more than 2 %: ${misses.join(', ')}`);
  });
});
