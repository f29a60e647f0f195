import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pairDistance } from '../../src/curve/pairDistance';
import { parseCurve } from '../../src/curve/format/parseCurve';
import { radiusPrior } from '../../src/curve/radiusPrior';
import { ball, evenQ, measuredCurves, noisy } from './bodies';
import { evaluationData } from '../evaluationData';

/** p(r) even from 0 to dmax: 95 % of it lie below 0.95 dmax. */
function even(dmax: number): { r: Float64Array; p: Float64Array; dmax: number; dmaxError: number } {
  return {
    r: Float64Array.from({ length: 201 }, (_, j) => (j * dmax) / 200),
    p: new Float64Array(201).fill(1),
    dmax,
    dmaxError: 0,
  };
}

describe('radiusPrior', function () {
  this.timeout(60000);

  it('is 0.780 r95 less the layer of 4.04 Å', () => {
    for (const dmax of [60, 120, 240])
      assert.ok(
        Math.abs(radiusPrior(even(dmax)).rmax - (0.78 * 0.95 * dmax - 4.04)) < 0.01 * dmax,
        `Dmax ${dmax}`,
      );
    const [one, twice] = [even(100), even(200)].map(radiusPrior);
    assert.ok(Math.abs(twice.rmax + 4.04 - 2 * (one.rmax + 4.04)) < 1e-9);
  });

  it('stays above 0 for the smallest bodies, and states its error in Å', () => {
    for (const dmax of [1, 5, 12, 80]) {
      const { rmax, rmaxError, spread } = radiusPrior(even(dmax));
      assert.ok(rmax >= 0.44 * 0.95 * dmax && rmax < dmax);
      assert.ok(Math.abs(rmaxError - rmax * spread) < 1e-12);
    }
    const vague = radiusPrior({ ...even(80), dmaxError: 30 });
    assert.ok(vague.spread > radiusPrior(even(80)).spread);
  });

  it('contains the radius of a ball within two standard deviations', () => {
    for (const radius of [20, 40, 60]) {
      const { rmax, rmaxError } = radiusPrior(
        pairDistance(noisy(evenQ(0.008, 0.3, 400), (q) => ball(q, radius), 3)),
      );
      assert.ok(Math.abs(rmax - radius) < 2 * rmaxError, `rmax ${rmax} ± ${rmaxError} of ${radius}`);
    }
  });

  it('meets the models of the 64 measured curves: half within 10 %, nine in ten within two errors', function () {
    const root = evaluationData(this, 'experimental');
    const ratios: number[] = [];
    let contained = 0;
    for (const facts of measuredCurves(root)) {
      const curve = parseCurve(fs.readFileSync(facts.file), { name: facts.id, unit: facts.q_unit });
      const { rmax, rmaxError } = radiusPrior(pairDistance(curve));
      const model = (
        JSON.parse(fs.readFileSync(path.join(root, facts.id, 'meta.json'), 'utf8')) as { rmax_model: number }
      ).rmax_model;
      ratios.push(rmax / model);
      if (Math.abs(rmax - model) < 2 * rmaxError) contained++;
    }
    const within = ratios.filter((ratio) => Math.abs(ratio - 1) < 0.1).length / ratios.length;
    const median = [...ratios].sort((a, b) => a - b)[Math.floor(ratios.length / 2)];
    assert.ok(within >= 0.55, `${(100 * within).toFixed(0)} % within 10 %`);
    assert.ok(Math.abs(median - 1) < 0.07, `median ${median}`);
    assert.ok(
      contained >= 0.9 * ratios.length,
      `${contained} of ${ratios.length} within two standard deviations`,
    );
  });
});
