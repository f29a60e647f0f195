import assert from 'node:assert/strict';
import fs from 'node:fs';
import { guinier } from '../../src/curve/guinier';
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
    assert.ok(mw >= Math.min(fromVc.mw, fromPorod.mw) && mw <= Math.max(fromVc.mw, fromPorod.mw));
    assert.ok(mwError >= Math.abs(fromVc.mw - fromPorod.mw) / 2);
  });

  it('does without a Porod volume where the curve ends early', () => {
    const curve = noisy(evenQ(0.006, 0.08, 100), (value) => ball(value, 30), 2);
    const { fromPorod, fromVc, mw } = molecularWeight(curve, guinier(curve));
    assert.equal(fromPorod, undefined);
    assert.equal(mw, fromVc.mw);
  });

  it('weighs measured proteins: half of them within 15 % of their models, nine tenths within 35 %', function () {
    const root = evaluationData(this, 'experimental');
    this.timeout(30000);
    const ratios: number[] = [];
    for (const { id, file, model_kind, model_has_nucleic, n_model_points } of measuredCurves(root)) {
      if (model_kind !== 'atomic' || model_has_nucleic) continue;
      const curve = parseCurve(fs.readFileSync(file), { name: id });
      ratios.push(molecularWeight(curve, guinier(curve)).mw / (0.111 * n_model_points));
    }
    const off = ratios.map((ratio) => Math.abs(ratio - 1)).sort((a, b) => a - b);
    assert.ok(ratios.length > 50);
    assert.ok(
      off[Math.floor(0.5 * off.length)] < 0.15,
      `median deviation ${off[Math.floor(0.5 * off.length)]}`,
    );
    assert.ok(
      off[Math.floor(0.9 * off.length)] < 0.35,
      `90 % deviation ${off[Math.floor(0.9 * off.length)]}`,
    );
  });
});
