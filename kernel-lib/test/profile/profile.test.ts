import assert from 'node:assert/strict';
import { InputError } from '../../src/inputError';
import { invariants, pairCount } from '../../src/moments/invariants';
import { zernikeMoments } from '../../src/moments/zernikeMoments';
import { debyeProfile } from '../../src/profile/debyeProfile';
import { orderFor, supportedQ } from '../../src/profile/momentOrder';
import { profile, profileBasis } from '../../src/profile/profile';
import { ball, eachPoint, lumps } from '../moments/bodies';

const ballProfile = (x: number): number =>
  x === 0 ? 1 : ((3 * (Math.sin(x) - x * Math.cos(x))) / x ** 3) ** 2;

function invariantsOf(grid: Uint8Array, nmax: number): Float64Array {
  return invariants(zernikeMoments(grid, 1, nmax), 1, nmax);
}

/** The set points of a grid in Å, one step being rmax / 13.5. */
function points(grid: Uint8Array, rmax: number): number[] {
  const xyz: number[] = [];
  eachPoint((index, i, j, k) => {
    if (grid[index]) xyz.push(...[i, j, k].map((x) => (x * rmax) / 13.5));
  });
  return xyz;
}

describe('profile', function () {
  this.timeout(60_000);

  it('of a ball that fills the unit ball follows the formula', () => {
    // All of its moments but the first vanish, and that is √(3/4π) times its volume 4π/3.
    const f = new Float64Array(pairCount(20));
    f[0] = (4 * Math.PI) / 3;
    const q = Float64Array.from({ length: 60 }, (_, i) => i * 0.01);
    const values = profile(f, 1, 20, q, 45);
    const volume2 = ((4 * Math.PI) / 3) ** 2;
    values.forEach((value, i) => assert.ok(Math.abs(value / volume2 - ballProfile(q[i] * 50)) < 1e-8));
    const basis = profileBasis(20, q, 45);
    q.forEach((value, i) => {
      assert.ok(Math.abs((basis[i * 121] * f[0]) / volume2 - ballProfile(value * 50)) < 1e-14);
    });
  });

  it('of a ball of voxels follows the formula to the accuracy of the grid', () => {
    const grid = ball(11);
    const voxels = grid.reduce((sum, value) => sum + value, 0);
    const radius = Math.cbrt((3 * voxels) / (4 * Math.PI));
    const q = Float64Array.from({ length: 40 }, (_, i) => 0.1 * i * (13.5 / radius));
    const values = profile(invariantsOf(grid, 20), 1, 20, q, 1);
    values.forEach((value, i) => {
      assert.ok(Math.abs(value / values[0] - ballProfile(0.1 * i)) < 1e-3);
    });
    assert.ok(Math.abs(values[0] / (voxels / 3375) ** 2 - 1) < 1e-12);
  });

  for (const [nmax, limits] of [
    [10, [6, 1e-3, 9, 0.06]],
    [20, [16, 5e-3, 18, 0.03]],
    [30, [25, 5e-3, 27, 0.02]],
  ] as const) {
    it(`of order ${nmax} agrees with the Debye sum over the voxels up to x = ${limits[2]}, and no further`, () => {
      for (const seed of [11, 12, 13]) {
        const grid = lumps(seed);
        const x = Float64Array.of(0, 1, 2.5, limits[0] / 2, limits[0], limits[2], 1.5 * limits[2]);
        const rmax = 37;
        const q = x.map((value) => (value * 0.9) / rmax);
        const values = profile(invariantsOf(grid, nmax), 1, nmax, q, rmax);
        const expected = debyeProfile(points(grid, rmax), q, { binWidth: 0 });
        const error = values.map((value, i) => Math.abs((value * 3375 ** 2) / expected[i] - 1));
        for (const i of [0, 1, 2, 3, 4]) assert.ok(error[i] < limits[1], `${error[i]} at x = ${x[i]}`);
        assert.ok(error[5] < limits[3], `${error[5]} at x = ${x[5]}`);
        assert.ok(error[6] > 0.2);
      }
    });
  }

  it('takes one radius or one a shape, and agrees with the basis', () => {
    const f = new Float64Array(2 * 121);
    f.set(invariantsOf(lumps(1), 20));
    f.set(invariantsOf(lumps(2), 20), 121);
    const q = Float64Array.of(0.01, 0.05, 0.1, 0.2);
    const both = profile(f, 2, 20, q, Float64Array.of(40, 55));
    [40, 55].forEach((rmax, shape) => {
      const alone = profile(f.subarray(shape * 121, shape * 121 + 121), 1, 20, q, rmax);
      assert.deepEqual(both.slice(shape * 4, shape * 4 + 4), alone);
      const basis = profileBasis(20, q, rmax);
      for (let i = 0; i < 4; i++) {
        let sum = 0;
        for (let e = 0; e < 121; e++) sum += basis[i * 121 + e] * f[shape * 121 + e];
        assert.ok(Math.abs(alone[i] / sum - 1) < 1e-5);
      }
    });
    const out = new Float64Array(8);
    assert.equal(profile(f, 2, 20, q, 40, out), out);
  });

  it('refuses lengths that do not match, and radii and q that are no sizes', () => {
    const f = invariantsOf(ball(5), 10);
    const q = Float64Array.of(0.1);
    assert.throws(() => profile(f, 1, 20, q, 40), InputError);
    assert.throws(() => profile(f, 1, 10, q, Float64Array.of(40, 41)), InputError);
    for (const rmax of [0, -5, NaN, Infinity]) {
      assert.throws(() => profile(f, 1, 10, q, rmax), InputError);
      assert.throws(() => profileBasis(10, q, rmax), InputError);
    }
    assert.throws(() => profile(f, 1, 10, Float64Array.of(-0.1), 40), InputError);
    assert.throws(() => profileBasis(10, Float64Array.of(NaN), 40), InputError);
  });
});

describe('orderFor', () => {
  it('gives the smallest even order that reaches, and its reach', () => {
    assert.equal(orderFor(0.2, 81), 20);
    assert.equal(orderFor(0.2, 81.1), 22);
    assert.equal(orderFor(0.2, 20), 10);
    assert.equal(orderFor(0.2, 300), 30);
    assert.equal(orderFor(0.2, 300, 20), 20);
    assert.ok(Math.abs(supportedQ(20, 81) - 0.2) < 1e-12);
    for (const rmax of [30, 55, 77, 110]) {
      const q = supportedQ(orderFor(0.2, rmax), rmax);
      assert.ok(q >= 0.2 - 1e-12, `${rmax}: ${q}`);
    }
  });

  it('refuses sizes that are none', () => {
    for (const bad of [0, -1, NaN, Infinity]) {
      assert.throws(() => orderFor(0.2, bad), InputError);
      assert.throws(() => orderFor(bad, 30), InputError);
      assert.throws(() => supportedQ(20, bad), InputError);
      assert.throws(() => supportedQ(bad, 20), InputError);
    }
  });
});
