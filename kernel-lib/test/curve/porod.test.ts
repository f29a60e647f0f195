import assert from 'node:assert/strict';
import { guinier } from '../../src/curve/guinier';
import { porod } from '../../src/curve/porod';
import { InputError } from '../../src/inputError';
import { ball, ellipsoid, evenQ, noisy } from './bodies';

const q = evenQ(0.006, 0.6, 1000);

describe('porod', () => {
  it('finds the volume of balls and ellipsoids within 6 % from curves to q·Rg = 10', () => {
    const bodies: [string, number, (q: number) => number][] = [
      ...[18, 30, 50].map((r): [string, number, (q: number) => number] => [
        `ball ${r}`,
        (4 / 3) * Math.PI * r ** 3,
        (value) => ball(value, r),
      ]),
      ...[
        [25, 15],
        [18, 36],
        [30, 45],
      ].map(([a, c]): [string, number, (q: number) => number] => [
        `ellipsoid ${a}, ${c}`,
        (4 / 3) * Math.PI * a * a * c,
        (value) => ellipsoid(value, a, c),
      ]),
    ];
    for (const [name, volume, intensity] of bodies) {
      const curve = noisy(q, (value) => 30 * intensity(value), volume, 0.01, 2e-5);
      const fit = guinier(curve);
      const result = porod(curve, fit, { qMax: 10 / fit.rg });
      assert.ok(
        Math.abs(result.volume / volume - 1) < 0.06,
        `${name}: ${result.volume.toFixed(0)}, true ${volume.toFixed(0)}`,
      );
      assert.ok(
        Math.abs(result.volume / volume - 1) < 3 * (result.volumeError / result.volume),
        `${name}: error ${result.volumeError.toFixed(0)}`,
      );
      assert.ok(Math.abs((result.invariant * result.volume) / (2 * Math.PI ** 2) / fit.i0 - 1) < 1e-9);
    }
  });

  it('does not depend on the unit of the intensity', () => {
    const curve = noisy(q, (value) => ball(value, 30), 3);
    const scaled = {
      q: curve.q,
      intensity: curve.intensity.map((v) => 1e-6 * v),
      sigma: curve.sigma.map((v) => 1e-6 * v),
    };
    assert.ok(
      Math.abs(porod(scaled, guinier(scaled)).volume / porod(curve, guinier(curve)).volume - 1) < 1e-9,
    );
  });

  it('refuses curves that end before the Porod range, and a lost invariant', () => {
    const short = noisy(evenQ(0.006, 0.08, 100), (value) => ball(value, 30), 4);
    assert.throws(() => porod(short, guinier(short)), /needs 3/);
    const curve = noisy(q, (value) => ball(value, 30), 5);
    const lost = { ...curve, intensity: curve.intensity.map((value) => value - 0.2) };
    assert.throws(() => porod(lost, guinier(curve)), InputError);
  });
});
