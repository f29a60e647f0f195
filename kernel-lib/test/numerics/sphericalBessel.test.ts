import assert from 'node:assert/strict';
import { radialTransform, radialTransforms } from '../../src/profile/radialTransform';
import { sphericalBessel } from '../../src/numerics/sphericalBessel';

/** ½ i^−l ∫ e^{ixt} P_l(t) dt over −1 … 1, by Simpson's rule. */
function byIntegral(l: number, x: number): number {
  const steps = 40_000;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const t = -1 + (2 * i) / steps;
    let below = 0;
    let p = 1;
    for (let k = 0; k < l; k++) [below, p] = [p, ((2 * k + 1) * t * p - k * below) / (k + 1)];
    const wave = l % 2 === 0 ? Math.cos(x * t) : Math.sin(x * t);
    sum += wave * p * (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2);
  }
  const sign = [1, 1, -1, -1][l % 4];
  return (sign * sum * (2 / steps)) / 6;
}

describe('sphericalBessel', () => {
  it('follows the integral of Poisson', () => {
    for (const x of [0.3, 2, 9.5, 31]) {
      const j = sphericalBessel(22, x);
      for (const l of [0, 1, 2, 5, 12, 22])
        assert.ok(Math.abs(j[l] - byIntegral(l, x)) < 1e-9, `j${l}(${x})`);
    }
  });

  it('has the sum of squares Σ (2l + 1) j² = 1, and the closed form of j₂', () => {
    for (const x of [1e-6, 5e-4, 2e-3, 0.7, 3.14159, 4.4934, 18, 40]) {
      const j = sphericalBessel(120, x);
      const total = j.reduce((sum, value, l) => sum + (2 * l + 1) * value * value, 0);
      assert.ok(Math.abs(total - 1) < 1e-12, `${x}: ${total}`);
      if (x > 0.5) {
        const j2 = (3 / x ** 3 - 1 / x) * Math.sin(x) - (3 / x ** 2) * Math.cos(x);
        assert.ok(Math.abs(j[2] - j2) < 1e-13);
      }
    }
    assert.deepEqual(Array.from(sphericalBessel(3, 0)), [1, 0, 0, 0]);
  });
});

describe('radialTransform', () => {
  it('equals √(2n + 3) j_{n+1}(x) / x', () => {
    for (const x of [0.2, 3, 17]) {
      const j = sphericalBessel(21, x);
      radialTransform(20, x).forEach((b, n) => {
        assert.ok(Math.abs(b - (Math.sqrt(2 * n + 3) * j[n + 1]) / x) < 1e-13);
      });
    }
  });

  it('is interpolated to 2e-9, also where the table has to grow', () => {
    for (const nmax of [10, 20, 30]) {
      for (const reach of [3, 50, 120]) {
        const x = Float64Array.from({ length: 333 }, (_, i) => (i * reach) / 332);
        const out = new Float64Array(x.length * (nmax + 1));
        radialTransforms(nmax, x, 1.01, out);
        x.forEach((value, i) => {
          radialTransform(nmax, value * 1.01).forEach((b, n) => {
            assert.ok(Math.abs(out[i * (nmax + 1) + n] - b) < 2e-9, `b${n}(${value})`);
          });
        });
      }
    }
  });
});
