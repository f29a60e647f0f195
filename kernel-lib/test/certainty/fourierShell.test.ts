import assert from 'node:assert/strict';
import { averageShapes } from '../../src/consensus/averageShapes';
import { ensembleShell, fourierShell, resolution } from '../../src/certainty/fourierShell';
import { rotateMoments } from '../../src/superposition/rotateMoments';
import { InputError } from '../../src/inputError';
import { zernikeMoments } from '../../src/moments/zernikeMoments';
import { eachPoint, lumps } from '../moments/bodies';
import { matrix } from '../consensus/motions';

/** The shell correlation by a Fourier sum over the voxels in 1500 directions spread over the half sphere. */
function direct(a: Uint8Array, b: Uint8Array, q: number, rmax: number): number {
  const points: [number, number, number, number, number][] = [];
  eachPoint((index, i, j, k) => {
    if (a[index] || b[index]) points.push([i, j, k, a[index], b[index]]);
  });
  const sums = [0, 0, 0];
  const scale = (q * rmax) / 13.5;
  for (let d = 0; d < 1500; d++) {
    const z = (d + 0.5) / 1500;
    const phi = d * Math.PI * (3 - Math.sqrt(5));
    const [x, y] = [Math.sqrt(1 - z * z) * Math.cos(phi), Math.sqrt(1 - z * z) * Math.sin(phi)];
    let [ar, ai, br, bi] = [0, 0, 0, 0];
    for (const [i, j, k, va, vb] of points) {
      const phase = scale * (x * i + y * j + z * k);
      const [c, s] = [Math.cos(phase), Math.sin(phase)];
      ar += va * c;
      ai += va * s;
      br += vb * c;
      bi += vb * s;
    }
    [ar * br + ai * bi, ar * ar + ai * ai, br * br + bi * bi].forEach((value, e) => (sums[e] += value));
  }
  return sums[0] / Math.sqrt(sums[1] * sums[2]);
}

describe('fourierShell', function () {
  this.timeout(60_000);
  const q = Float64Array.of(0, 0.04, 0.08, 0.12, 0.16);
  const rmax = 60;

  it('agrees with Fourier sums over the voxels', () => {
    const [a, b] = [lumps(1), lumps(2)];
    const found = fourierShell(zernikeMoments(a, 1, 20), zernikeMoments(b, 1, 20), 20, q, rmax);
    q.forEach((value, i) => assert.ok(Math.abs(found[i] - direct(a, b, value, rmax)) < 0.01, `q ${value}`));
  });

  it('is 1 of a density with itself, and 0 where one is empty', () => {
    const a = zernikeMoments(lumps(3), 1, 20);
    fourierShell(
      a,
      a.map((value) => 2 * value),
      20,
      q,
      rmax,
    ).forEach((value) => assert.ok(value > 1 - 1e-12));
    assert.ok(fourierShell(a, new Float64Array(1771), 20, q, rmax).every((value) => value === 0));
  });

  it('is averaged over the pairs of an ensemble as it was superposed', () => {
    const shapes = new Uint8Array(3 * 31 ** 3);
    [4, 5, 6].forEach((seed, i) => shapes.set(lumps(seed), i * 31 ** 3));
    const moments = zernikeMoments(shapes, 3, 20);
    const { members } = averageShapes(shapes, 3);
    const turned = members.map((member, i) =>
      rotateMoments(moments.subarray(i * 1771, (i + 1) * 1771), 20, member.rotation, member.mirror),
    );
    const pairs = [
      [0, 1],
      [0, 2],
      [1, 2],
    ].map(([i, j]) => fourierShell(turned[i], turned[j], 20, q, rmax));
    ensembleShell(moments, members, 20, q, rmax).forEach((value, i) => {
      const expected = pairs.reduce((sum, pair) => sum + pair[i], 0) / 3;
      assert.ok(Math.abs(value - expected) < 1e-12, `${value} ${expected}`);
    });
    const still = { rotation: matrix(0, 0, 0), mirror: false, correlation: 1 };
    assert.throws(() => ensembleShell(moments.subarray(0, 1771), [still], 20, q, rmax), InputError);
    assert.throws(() => ensembleShell(moments, [still, still], 20, q, rmax), InputError);
  });
});

describe('resolution', () => {
  it('is 2π/q where the correlation falls below the threshold', () => {
    const q = Float64Array.of(0.05, 0.1, 0.15, 0.2);
    const shell = Float64Array.of(1, 0.75, 0.25, 0.9);
    assert.deepEqual(resolution(q, shell), { angstrom: (2 * Math.PI) / 0.125, beyondLastQ: false });
    assert.deepEqual(resolution(q, shell, 0.2), { angstrom: (2 * Math.PI) / 0.2, beyondLastQ: true });
    assert.deepEqual(resolution(q, Float64Array.of(0.1, 0, 0, 0)), {
      angstrom: (2 * Math.PI) / 0.05,
      beyondLastQ: false,
    });
    assert.throws(() => resolution(q, shell.subarray(1)), InputError);
    assert.throws(() => resolution(new Float64Array(0), new Float64Array(0)), InputError);
  });
});
