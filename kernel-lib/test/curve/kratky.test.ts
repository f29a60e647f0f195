import assert from 'node:assert/strict';
import { guinier } from '../../src/curve/guinier';
import { kratky } from '../../src/curve/kratky';
import { ball, ellipsoid, evenQ, gaussianChain, noisy } from './bodies';

const q = evenQ(0.006, 0.35, 600);

describe('kratky', () => {
  it('computes (q·Rg)² I/I(0) and its error', () => {
    const curve = noisy(q, (value) => 5 * ball(value, 30), 1);
    const { x, y, yError } = kratky(curve, { rg: 20, i0: 5 });
    for (const i of [0, 100, 599]) {
      assert.ok(Math.abs(x[i] - 20 * q[i]) < 1e-12);
      assert.ok(Math.abs(y[i] - (x[i] ** 2 * curve.intensity[i]) / 5) < 1e-12);
      assert.ok(Math.abs(yError[i] - (x[i] ** 2 * curve.sigma[i]) / 5) < 1e-12);
    }
  });

  it('calls a ball compact, with the maximum of the exact curve', () => {
    const radius = 30;
    const rg = radius * Math.sqrt(0.6);
    const exact = Array.from({ length: 3000 }, (_, i) => i / 1000).map((x) => [
      x * x * ball(x / rg, radius),
      x,
    ]);
    const [height, place] = exact.reduce((best, point) => (point[0] > best[0] ? point : best));
    const plot = kratky(
      noisy(q, (value) => ball(value, radius), 2),
      { rg, i0: 1 },
    );
    assert.equal(plot.class, 'compact');
    assert.ok(Math.abs(plot.peak.x - place) < 0.2, `maximum at ${plot.peak.x}, exact ${place}`);
    assert.ok(Math.abs(plot.peak.y - height) < 0.03, `maximum ${plot.peak.y}, exact ${height}`);
  });

  it('calls neither a rod nor a string of balls unfolded', () => {
    const sinc = (x: number): number => (x < 1e-6 ? 1 : Math.sin(x) / x);
    const q = evenQ(0.005, 0.3, 300);
    const bodies: Record<string, (q: number) => number> = {
      // a thin rod of 200 Å with a Gaussian cross-section of 5 Å
      rod: (value) => {
        let sum = 0;
        for (let k = 0; k < 400; k++) sum += sinc((100 * value * (k + 0.5)) / 400) ** 2 / 400;
        return sum * Math.exp(-((5 * value) ** 2) / 2);
      },
      'six balls in a row': (value) => {
        let sum = 0;
        for (let i = 0; i < 6; i++)
          for (let j = 0; j < 6; j++) sum += sinc(30 * Math.abs(i - j) * value) / 36;
        return sum * ball(value, 15);
      },
    };
    for (const [name, body] of Object.entries(bodies)) {
      const curve = noisy(q, body, 2, 0.005, 1e-5);
      assert.equal(kratky(curve, guinier(curve)).class, 'elongated or flexible', name);
    }
  });

  it('calls a Gaussian chain unfolded, its plateau being 2', () => {
    const plot = kratky(
      noisy(q, (value) => gaussianChain(value, 30), 3),
      { rg: 30, i0: 1 },
    );
    assert.equal(plot.class, 'unfolded');
    assert.ok(plot.tail > 0.9);
    assert.ok(plot.peak.y > 1.6 && plot.peak.y < 2.1, `plateau ${plot.peak.y}`);
  });

  it('calls a long ellipsoid elongated', () => {
    const curve = noisy(q, (value) => ellipsoid(value, 12, 70), 4);
    assert.equal(kratky(curve, guinier(curve)).class, 'elongated or flexible');
  });

  it('says nothing where the curve ends too early', () => {
    const curve = noisy(evenQ(0.006, 0.08, 100), (value) => ball(value, 30), 5);
    const plot = kratky(curve, guinier(curve));
    assert.equal(plot.class, 'undetermined');
    assert.match(plot.reason, /reliable only to/);
  });
});
