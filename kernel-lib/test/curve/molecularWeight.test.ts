import assert from 'node:assert/strict';
import fs from 'node:fs';
import { guinier } from '../../src/curve/guinier';
import { calibratedWeight } from '../../src/curve/calibratedWeight';
import { molecularWeight } from '../../src/curve/molecularWeight';
import { parseCurve } from '../../src/curve/format/parseCurve';
import { ball, evenQ, measuredCurves, noisy } from './bodies';
import { evaluationData } from '../evaluationData';

const q = evenQ(0.002, 0.3, 3000);

describe('molecularWeight', () => {
  it('integrates the volume of correlation as the formula has it', () => {
    // ∫ q exp(−q²Rg²/3) dq from 0 to ∞ = 3/(2 Rg²), so Vc = 2 Rg²/3
    const rg = 25;
    const intensity = q.map((value) => 40 * Math.exp(-((value * rg) ** 2) / 3));
    const curve = { q, intensity, sigma: intensity.map((value) => 0.001 * value + 1e-12) };
    const { fromVc } = molecularWeight(curve, guinier(curve));
    assert.ok(Math.abs(fromVc.vc / ((2 * rg * rg) / 3) - 1) < 1e-3, `Vc ${fromVc.vc}`);
    assert.ok(
      Math.abs(fromVc.mw / (((2 * rg * rg) / 3) ** 2 / rg / 0.1231 / 1000) - 1) < 3e-3,
      `MW ${fromVc.mw}`,
    );
    const rna = molecularWeight(curve, guinier(curve), { kind: 'rna' }).fromVc.mw;
    assert.ok(
      Math.abs(rna / ((((2 * rg * rg) / 3) ** 2 / rg / 0.00934) ** 0.808 / 1000) - 1) < 3e-3,
      `RNA ${rna}`,
    );
  });

  it('turns a volume into a weight at 1.6 Å³/Da', () => {
    const radius = 30;
    const curve = noisy(q, (value) => ball(value, radius), 1, 0.01, 2e-5);
    const { fromPorod, mw, mwError, fromVc } = molecularWeight(curve, guinier(curve));
    assert.ok(fromPorod);
    assert.ok(
      Math.abs(fromPorod.mw / (((4 / 3) * Math.PI * radius ** 3) / 1600) - 1) < 0.06,
      `MW ${fromPorod.mw}`,
    );
    assert.ok(
      Math.abs(mw / fromPorod.mw - 1) < 0.15 && mwError > 0.08 * mw,
      `${mw} ± ${mwError}, Vc ${fromVc.mw}`,
    );
  });

  it('does without a Porod volume where the curve ends early', () => {
    const curve = noisy(evenQ(0.006, 0.08, 100), (value) => ball(value, 30), 2);
    const { fromPorod, fromVc, mw, mwError } = molecularWeight(curve, guinier(curve));
    assert.equal(fromPorod, undefined);
    const factor = Math.exp(0.39) * Math.min(fromVc.mw, 100) ** -0.088;
    assert.ok(Math.abs(mw / (factor * fromVc.mw) - 1) < 1e-9);
    assert.ok(mwError > Math.sqrt(0.0079) * mw);
  });

  it('errs more where the methods disagree, and not less with two that err together', () => {
    const one = { mw: 30, statistical: 0 };
    const alone = calibratedWeight(one);
    const porod = (Math.exp(0.39 - 0.502) * 30 ** 0.912) ** (1 / 0.852);
    const agreeing = calibratedWeight(one, { mw: porod, statistical: 0 });
    assert.ok(Math.abs(agreeing.mw / alone.mw - 1) < 1e-9 && Math.abs(agreeing.disagreement) < 1e-9);
    // two independent methods would have an error of 0.063
    const error = agreeing.mwError / agreeing.mw;
    assert.ok(error > 0.08 && error < 0.085, `${error}`);
    const [low, high] = agreeing.interval;
    assert.ok(Math.abs(Math.log(high / low) / (2 * 1.645) - error) < 1e-9);
    const disagreeing = calibratedWeight(one, { mw: 60, statistical: 0 });
    assert.ok(disagreeing.mwError / disagreeing.mw > 2 * error);
  });

  it('weighs measured proteins: half of them within 10 % of their models, nine tenths within 25 %', function () {
    const root = evaluationData(this, 'experimental');
    this.timeout(30000);
    const ratios: number[] = [];
    let held = 0;
    const small: number[] = [];
    for (const { id, file, model_kind, model_has_nucleic, n_model_points } of measuredCurves(root)) {
      if (model_kind !== 'atomic' || model_has_nucleic) continue;
      const curve = parseCurve(fs.readFileSync(file), { name: id });
      const { mw, mwError } = molecularWeight(curve, guinier(curve));
      const mass = 0.111 * n_model_points;
      ratios.push(mw / mass);
      if (Math.abs(mw - mass) < mwError) held++;
      if (mass < 16) small.push(mw / mass);
    }
    const off = ratios.map((ratio) => Math.abs(ratio - 1)).sort((a, b) => a - b);
    assert.ok(ratios.length > 50);
    assert.ok(held > 0.58 * ratios.length && held < 0.8 * ratios.length, `${held} of ${ratios.length}`);
    const middle = small.sort((a, b) => a - b)[small.length >> 1];
    assert.ok(small.length > 10 && Math.abs(middle - 1) < 0.08, `below 16 kDa ${middle}`);
    assert.ok(
      off[Math.floor(0.5 * off.length)] < 0.1,
      `median deviation ${off[Math.floor(0.5 * off.length)]}`,
    );
    assert.ok(
      off[Math.floor(0.9 * off.length)] < 0.25,
      `90 % deviation ${off[Math.floor(0.9 * off.length)]}`,
    );
  });
});
