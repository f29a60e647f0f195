import assert from 'node:assert/strict';
import { InputError } from '../../src/inputError';
import { debyeProfile } from '../../src/profile/debyeProfile';
import { ballFormFactor } from '../../src/scattering/ball';
import { Random } from '../../src/random';

const q = Float64Array.from({ length: 31 }, (_, i) => i * 0.01);

describe('debyeProfile', () => {
  it('of two points is 2 + 2 sin(qr)/(qr)', () => {
    const values = debyeProfile([1, 2, 3, 1, 2, 20], q, { binWidth: 0 });
    values.forEach((value, i) => {
      const x = q[i] * 17;
      assert.ok(Math.abs(value - 2 - 2 * (x === 0 ? 1 : Math.sin(x) / x)) < 1e-12);
    });
  });

  it('counts weights, positive and negative', () => {
    const values = debyeProfile([0, 0, 0, 0, 10, 0], q, { weights: [3, -1], binWidth: 0 });
    assert.ok(Math.abs(values[0] - 4) < 1e-12);
    assert.ok(Math.abs(values[20] - (10 - (6 * Math.sin(2)) / 2)) < 1e-12);
  });

  it('with bins agrees with every pair at every q', () => {
    const random = new Random(5);
    const xyz = Array.from({ length: 600 }, () => random.between(-40, 40));
    const exact = debyeProfile(xyz, q, { binWidth: 0 });
    debyeProfile(xyz, q).forEach((value, i) => assert.ok(Math.abs(value - exact[i]) < 1e-5 * exact[0]));
  });

  it('of points spread over a ball follows the formula of the ball', () => {
    const xyz: number[] = [];
    for (let x = -12; x <= 12; x++) {
      for (let y = -12; y <= 12; y++) {
        for (let z = -12; z <= 12; z++) if (x * x + y * y + z * z <= 144) xyz.push(x, y, z);
      }
    }
    const radius = Math.cbrt((3 * xyz.length) / 3 / (4 * Math.PI));
    const values = debyeProfile(xyz, q);
    values.forEach((value, i) => {
      assert.ok(Math.abs(value / values[0] - ballFormFactor(q[i] * radius) ** 2) < 1e-3);
    });
  });

  it('gives points a radius by the form factor of a ball', () => {
    const bare = debyeProfile([0, 0, 0, 9, 0, 0], q, { binWidth: 0 });
    debyeProfile([0, 0, 0, 9, 0, 0], q, { binWidth: 0, radius: 3 }).forEach((value, i) => {
      const x = q[i] * 3;
      const f = x === 0 ? 1 : (3 * (Math.sin(x) - x * Math.cos(x))) / x ** 3;
      assert.ok(Math.abs(value - bare[i] * f * f) < 1e-8);
    });
  });

  it('refuses no points, and weights of another number', () => {
    assert.throws(() => debyeProfile([], q), InputError);
    assert.throws(() => debyeProfile([0, 0, 0], q, { weights: [1, 2] }), InputError);
  });
});
