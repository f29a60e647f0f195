import assert from 'node:assert/strict';
import { rotateMoments } from '../../src/superposition/rotateMoments';
import { axisRotation, composeRotations, eulerAngles, eulerRotation } from '../../src/numerics/rotation';
import { transformGrid } from '../../src/grid/transformGrid';
import { InputError } from '../../src/inputError';
import { momentCount } from '../../src/moments/momentLayout';
import { zernikeMoments } from '../../src/moments/zernikeMoments';
import { Random } from '../../src/random';
import { lumps } from '../moments/bodies';
import { zernikeAt } from '../moments/directZernike';
import { clouds, LOPSIDED, matrix, move, randomRotation } from '../consensus/motions';

function close(a: ArrayLike<number>, b: ArrayLike<number>, limit: number): void {
  assert.equal(a.length, b.length);
  const scale = Math.max(...Array.from(b, Math.abs));
  for (let i = 0; i < a.length; i++)
    assert.ok(Math.abs(a[i] - b[i]) <= limit * scale, `entry ${i}: ${a[i]}, ${b[i]}`);
}

/** Moments of points in the unit ball, straight from the polynomials. */
function momentsOf(points: number[][], nmax: number): Float64Array {
  const sums = new Float64Array(momentCount(nmax));
  for (const [x, y, z] of points) zernikeAt(x, y, z, nmax).forEach((value, i) => (sums[i] += value));
  return sums;
}

describe('rotateMoments', () => {
  const special = [
    [0, 0, 0],
    [0.4, 0, 0],
    [0, Math.PI, 0],
    [1, Math.PI, 0.5],
    [0.3, 1e-11, 0.2],
    [0, Math.PI / 2, 0],
  ];

  it('gives the moments of the points moved, in either hand', () => {
    const random = new Random(1);
    const points = Array.from({ length: 6 }, () => [0, 1, 2].map(() => random.between(-0.55, 0.55)));
    for (const nmax of [3, 20, 30]) {
      const before = momentsOf(points, nmax);
      const rotations = special.map(([a, b, c]) => matrix(a, b, c));
      for (let i = 0; i < 4; i++) rotations.push(randomRotation(random));
      for (const rotation of rotations) {
        for (const mirror of [false, true]) {
          const expected = momentsOf(
            points.map((x) => move(rotation, mirror, x)),
            nmax,
          );
          close(rotateMoments(before, nmax, rotation, mirror), expected, 1e-9);
        }
      }
    }
  });

  it('does as transformGrid does, in either hand', () => {
    const random = new Random(2);
    const grid = clouds(LOPSIDED);
    const before = zernikeMoments(grid, 1, 12);
    for (let i = 0; i < 4; i++) {
      const rotation = randomRotation(random);
      for (const mirror of [false, true]) {
        const expected = zernikeMoments(clouds(LOPSIDED.map((x) => move(rotation, mirror, x))), 1, 12);
        close(rotateMoments(before, 12, rotation, mirror), expected, 2e-3);
        // interpolation blurs by half a step
        close(zernikeMoments(transformGrid(grid, rotation, mirror), 1, 12), expected, 2e-2);
      }
    }
  });

  it('refuses another number of moments', () => {
    assert.throws(() => rotateMoments(new Float64Array(1770), 20, matrix(0, 0, 0)), InputError);
  });
});

describe('transformGrid', () => {
  it('moves every voxel of turns of the grid onto itself', () => {
    const grid = lumps(3);
    for (const rotation of [
      [0, -1, 0, 1, 0, 0, 0, 0, 1],
      [0, 0, 1, 1, 0, 0, 0, 1, 0],
      [-1, 0, 0, 0, 1, 0, 0, 0, -1],
    ]) {
      for (const mirror of [false, true]) {
        const moved = transformGrid(grid, Float64Array.from(rotation), mirror);
        for (let e = 0; e < grid.length; e++) {
          const x = [Math.floor(e / 961) - 15, (Math.floor(e / 31) % 31) - 15, (e % 31) - 15];
          const [i, j, k] = move(rotation, mirror, x);
          assert.equal(moved[((i + 15) * 31 + j + 15) * 31 + k + 15], grid[e]);
        }
      }
    }
  });

  it('refuses another size', () => {
    assert.throws(() => transformGrid(new Float32Array(32 ** 3), matrix(0, 0, 0)), InputError);
  });
});

describe('rotation', () => {
  it('finds the Euler angles of every rotation', () => {
    const random = new Random(3);
    for (let i = 0; i < 200; i++) {
      const [a, b, c] =
        i < 6
          ? [
              [0, 0, 0],
              [0.7, 0, 0.1],
              [1, Math.PI, 2],
              [-3, 1e-12, 3],
              [3, Math.PI, 0],
              [0, 1.5, 0],
            ][i]
          : [random.between(-7, 7), random.between(0, Math.PI), random.between(-7, 7)];
      const rotation = matrix(a, b, c);
      close(eulerRotation({ alpha: a, beta: b, gamma: c }), rotation, 1e-14);
      close(eulerRotation(eulerAngles(rotation)), rotation, 1e-8);
    }
  });

  it('turns about an axis by its length', () => {
    close(axisRotation([0, 0, 0.3]), matrix(0.3, 0, 0), 1e-15);
    close(axisRotation([0, -1.2, 0]), matrix(0, -1.2, 0), 1e-15);
    const w: [number, number, number] = [0.4, -0.2, 0.7];
    const r = axisRotation(w);
    close(
      [0, 3, 6].map((e) => r[e] * w[0] + r[e + 1] * w[1] + r[e + 2] * w[2]),
      w,
      1e-15,
    );
    const half = axisRotation([0.2, -0.1, 0.35]);
    close(composeRotations(half, half), axisRotation(w), 1e-14);
    close(axisRotation([1e-13, 0, 0]), matrix(0, 0, 0), 1e-12);
  });
});
