import assert from 'node:assert/strict';
import { InputError } from '../../src/inputError';
import { momentCount, momentIndex } from '../../src/moments/momentLayout';
import { zernikeMoments } from '../../src/moments/zernikeMoments';
import { ball, lumps, noise } from './bodies';
import { directMoments, zernikeAt } from './directZernike';

function worst(a: Float64Array, b: Float64Array): number {
  assert.equal(a.length, b.length);
  const largest = b.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i])), 0) / largest;
}

describe('zernikeMoments', function () {
  this.timeout(60_000);

  it('counts and orders the moments as the conventions say', () => {
    assert.deepEqual([0, 1, 10, 20, 30].map(momentCount), [1, 4, 286, 1771, 5456]);
    let next = 0;
    for (let n = 0; n <= 12; n++) {
      for (let l = n % 2; l <= n; l += 2) {
        for (let m = -l; m <= l; m++) assert.equal(momentIndex(n, l, m), next++);
      }
    }
    assert.equal(next, momentCount(12));
  });

  for (const [nmax, limit] of [
    [0, 1e-12],
    [1, 1e-12],
    [7, 1e-12],
    [20, 1e-10],
    [30, 1e-7],
  ] as const) {
    it(`agrees with direct summation at order ${nmax}`, () => {
      for (const grid of [lumps(nmax + 1), noise(nmax + 2)]) {
        assert.ok(worst(zernikeMoments(grid, 1, nmax), directMoments(grid, nmax)) < limit);
      }
    });
  }

  it('takes shapes of any mixture of rows in a batch, each as if alone', () => {
    const shapes = [
      Float32Array.from(lumps(5)),
      noise(6),
      new Float32Array(31 ** 3),
      Float32Array.from(ball(9)),
    ];
    const batch = new Float32Array(4 * 31 ** 3);
    shapes.forEach((shape, i) => batch.set(shape, i * 31 ** 3));
    const together = zernikeMoments(batch, 4, 20);
    shapes.forEach((shape, i) => {
      assert.deepEqual(together.subarray(i * 1771, (i + 1) * 1771), zernikeMoments(shape, 1, 20));
    });
    assert.deepEqual(zernikeMoments(lumps(5), 1, 20), together.slice(0, 1771));
  });

  it('leaves points outside the unit ball out, and counts those on it', () => {
    const corners = new Float32Array(31 ** 3);
    for (const index of [0, 31 ** 3 - 1, 15 * 31 * 31, 15]) corners[index] = 1;
    assert.ok(zernikeMoments(corners, 1, 8).every((c) => c === 0));
    const pole = new Float32Array(31 ** 3);
    pole[(15 * 31 + 15) * 31 + 30] = 3375;
    const expected = zernikeAt(0, 0, 1, 8);
    zernikeMoments(pole, 1, 8).forEach((c, i) => assert.ok(Math.abs(c - expected[i]) < 1e-9));
  });

  it('gives the volume in the first moment', () => {
    const grid = ball(11);
    const volume = grid.reduce((sum, v) => sum + v, 0) / 3375;
    const first = zernikeMoments(grid, 1, 4)[0];
    assert.ok(Math.abs(first - volume * Math.sqrt(3 / (4 * Math.PI))) < 1e-12);
  });

  it('refuses a wrong length and an order out of range', () => {
    assert.throws(() => zernikeMoments(new Float32Array(100), 1, 20), InputError);
    assert.throws(() => zernikeMoments(ball(3), 2, 20), InputError);
    for (const nmax of [-1, 2.5, 41, NaN]) assert.throws(() => zernikeMoments(ball(3), 1, nmax), InputError);
  });
});
