import { strict as assert } from 'node:assert';
import { largestDistance } from '../../src/evaluate/bodyMeasures';
import { relativeAnisotropy } from '../../src/grid/anisotropy';

const near = (a: number, b: number): void => assert.ok(Math.abs(a - b) < 1e-12, `${a} ${b}`);

describe('relativeAnisotropy', () => {
  it('is 1 for a rod, 1/4 for a square plate, 0 for a cube, wherever they lie', () => {
    near(relativeAnisotropy(Float64Array.of(1, 2, 3, 2, 4, 6, 5, 10, 15)), 1);
    near(relativeAnisotropy(Float64Array.of(7, 7, 5, 9, 7, 5, 7, 9, 5, 9, 9, 5)), 0.25);
    const cube: number[] = [];
    for (const x of [3, 5]) for (const y of [0, 2]) for (const z of [-1, 1]) cube.push(x, y, z);
    near(relativeAnisotropy(Float64Array.from(cube)), 0);
  });

  it('follows the principal moments of a box, turned or not', () => {
    // moments 9, 4, 1: 1 − 3 (36 + 4 + 9) / 14²
    const box: number[] = [],
      turned: number[] = [];
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    for (const x of [-3, 3])
      for (const y of [-2, 2])
        for (const z of [-1, 1]) {
          box.push(x, y, z);
          turned.push(c * x - s * z, y, s * x + c * z);
        }
    near(relativeAnisotropy(Float64Array.from(box)), 1 - (3 * 49) / 196);
    near(relativeAnisotropy(Float64Array.from(turned)), 0.25);
  });

  it('is 0 for a point', () => near(relativeAnisotropy(Float64Array.of(4, 4, 4)), 0));
});

describe('largestDistance', () => {
  it('is that of the two farthest points', () => {
    near(largestDistance(Float64Array.of(0, 0, 0, 1, 1, 1, 3, 4, 0, -3, -4, 0)), 10);
    near(largestDistance(Float64Array.of(5, 5, 5)), 0);
  });
});
