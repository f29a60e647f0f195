import assert from 'node:assert/strict';
import { correlation } from '../../src/superposition/correlation';
import { rotateMoments } from '../../src/superposition/rotateMoments';
import { superpose } from '../../src/superposition/superpose';
import { InputError } from '../../src/inputError';
import { zernikeMoments } from '../../src/moments/zernikeMoments';
import { Random } from '../../src/random';
import { ball, eachPoint, lumps } from '../moments/bodies';
import { angleBetween, matrix, randomRotation } from '../consensus/motions';

const momentsOf = (grid: Uint8Array | Float32Array): Float64Array => zernikeMoments(grid, 1, 20);

describe('correlation', () => {
  it('is that of the two densities over the unit ball, where they are smooth', () => {
    const random = new Random(8);
    // Polynomials of degree 4 are inside the band, so that nothing but the grid separates the two.
    const fields = [0, 1].map(() => {
      const w = Array.from({ length: 6 }, () => random.normal());
      const grid = new Float32Array(31 ** 3);
      eachPoint((index, i, j, k) => {
        const [x, y, z] = [i / 15, j / 15, k / 15];
        grid[index] =
          w[0] * x + w[1] * y * z + w[2] * x * x + w[3] * z ** 3 + w[4] * x * y * z + w[5] * y ** 4;
      });
      return grid;
    });
    let n = 0;
    const sums = [0, 0, 0, 0, 0];
    eachPoint((index, i, j, k) => {
      if (i * i + j * j + k * k > 225) return;
      const [a, b] = fields.map((field) => field[index]);
      n++;
      [a, b, a * a, a * b, b * b].forEach((value, e) => (sums[e] += value));
    });
    const [a, b, aa, ab, bb] = sums.map((sum) => sum / n);
    const pearson = (ab - a * b) / Math.sqrt((aa - a * a) * (bb - b * b));
    const found = correlation(zernikeMoments(fields[0], 1, 4), zernikeMoments(fields[1], 1, 4));
    assert.ok(Math.abs(found - pearson) < 0.01, `${found}, ${pearson}`);
  });

  it('is 1 with itself, and does not see scale', () => {
    const a = momentsOf(lumps(1));
    assert.ok(
      Math.abs(
        correlation(
          a,
          a.map((value) => 3 * value),
        ) - 1,
      ) < 1e-12,
    );
  });

  it('refuses bodies without a shape, and orders that differ', () => {
    const a = momentsOf(lumps(1));
    assert.throws(() => correlation(a, new Float64Array(1771)), InputError);
    assert.throws(() => correlation(a, a.subarray(0, 286)), InputError);
  });
});

describe('superpose', function () {
  this.timeout(60_000);

  it('finds every rotation of a body, in the right hand', () => {
    const random = new Random(4);
    for (let seed = 0; seed < 12; seed++) {
      const a = momentsOf(lumps(seed));
      const rotation = randomRotation(random);
      const mirror = seed % 2 === 1;
      const found = superpose(a, rotateMoments(a, 20, rotation, mirror));
      assert.ok(found.correlation > 1 - 1e-9, `${seed}: ${found.correlation}`);
      assert.equal(found.mirror, mirror);
      // the way back
      const back = Float64Array.from(rotation, (_, e) => rotation[3 * (e % 3) + Math.floor(e / 3)]);
      assert.ok(angleBetween(found.rotation, back) < 1e-6);
      const moved = rotateMoments(rotateMoments(a, 20, rotation, mirror), 20, found.rotation, found.mirror);
      assert.ok(Math.abs(correlation(a, moved) - found.correlation) < 1e-12);
    }
  });

  it('takes the mirror image only where allowed', () => {
    const a = momentsOf(lumps(5));
    const image = rotateMoments(a, 20, matrix(1, 1, 1), true);
    const found = superpose(a, image, { mirror: false });
    assert.equal(found.mirror, false);
    assert.ok(found.correlation < 0.99);
  });

  it('finds nothing lower than 4000 rotations and their neighbours do', () => {
    const random = new Random(6);
    for (const [one, other] of [
      [1, 2],
      [3, 4],
    ]) {
      const a = momentsOf(lumps(one));
      const b = momentsOf(lumps(other));
      const found = superpose(a, b);
      for (let i = 0; i < 4000; i++) {
        const moved = rotateMoments(b, 20, randomRotation(random), i % 2 === 1);
        assert.ok(correlation(a, moved) <= found.correlation);
      }
    }
  });

  it('stays near where it starts when it is told where', () => {
    const a = momentsOf(lumps(7));
    const rotation = matrix(0.1, 0.1, -0.05);
    const start = [{ rotation: matrix(0, 0, 0), mirror: false }];
    const found = superpose(rotateMoments(a, 20, rotation), a, { start });
    assert.ok(found.correlation > 1 - 1e-9);
    assert.ok(angleBetween(found.rotation, rotation) < 1e-6);
  });

  it('works at other orders', () => {
    for (const nmax of [2, 10, 30]) {
      const a = zernikeMoments(lumps(8), 1, nmax);
      const found = superpose(a, rotateMoments(a, nmax, matrix(2, 1, 0.5)), { nmax });
      assert.ok(found.correlation > 1 - 1e-9, `${nmax}: ${found.correlation}`);
    }
  });

  it('copes with bodies that have no best rotation', () => {
    const found = superpose(momentsOf(ball(9)), momentsOf(ball(8)));
    assert.ok(found.correlation > 0.8 && found.correlation < 1);
  });

  it('refuses empty bodies and orders that differ', () => {
    const a = momentsOf(lumps(1));
    assert.throws(() => superpose(a, new Float64Array(1771)), InputError);
    assert.throws(() => superpose(a, a, { nmax: 10 }), InputError);
  });
});
