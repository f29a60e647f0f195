import assert from 'node:assert/strict';
import { shannonChannels } from '../../src/curve/shannonChannels';
import { InputError } from '../../src/inputError';
import { ball, evenQ, noisy } from './bodies';

describe('shannonChannels', () => {
  const curve = noisy(evenQ(0.01, 0.31, 301), (q) => ball(q, 30), 1);

  it('counts Dmax (qmax − qmin)/π channels with centres kπ/Dmax', () => {
    const { width, count, centres, firstMeasured, pointsPerChannel, warnings } = shannonChannels(curve, 60);
    assert.ok(Math.abs(width - Math.PI / 60) < 1e-12);
    assert.ok(Math.abs(count - (60 * 0.3) / Math.PI) < 1e-9);
    assert.deepEqual(
      Array.from(centres, (c) => Math.round(c / width)),
      [1, 2, 3, 4, 5],
    );
    assert.ok(firstMeasured);
    assert.ok(Math.abs(pointsPerChannel - 301 / count) < 1e-9);
    assert.deepEqual(warnings, []);
  });

  it('warns where the first channel or the sampling is missing', () => {
    assert.equal(shannonChannels(curve, 600).firstMeasured, false);
    assert.match(shannonChannels(curve, 600).warnings[0], /begins at q 0.0100/);
    const coarse = noisy(evenQ(0.01, 0.3, 8), (q) => ball(q, 30), 2);
    assert.match(shannonChannels(coarse, 300).warnings.join(' '), /fewer points/);
  });

  it('refuses a Dmax that is none', () => {
    for (const dmax of [0, -1, NaN]) assert.throws(() => shannonChannels(curve, dmax), InputError);
  });
});
