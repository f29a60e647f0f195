import { strictEqual, ok, throws } from 'node:assert';
import { centroid, farthest, radiusOfGyration } from '../../src/grid/points';
import { voxelise } from '../../src/grid/voxelise';
import { Random } from '../../src/random';

const at = (i: number, j: number, k: number): number => (31 * i + j) * 31 + k;

describe('voxelise', () => {
  it('marks exactly the grid points within the vicinity of a point', () => {
    const random = new Random(3);
    const xyz = Float64Array.from({ length: 60 }, () => random.between(-20, 20));
    const { grid, rmax } = voxelise(xyz, { radius: 5 });
    const step = rmax / 13.5;
    const [cx, cy, cz] = centroid(xyz);
    for (let i = 0; i < 31; i++)
      for (let j = 0; j < 31; j++)
        for (let k = 0; k < 31; k++) {
          let inside = 0;
          for (let p = 0; p < xyz.length; p += 3) {
            const d = Math.hypot(
              (i - 15) * step - xyz[p] + cx,
              (j - 15) * step - xyz[p + 1] + cy,
              (k - 15) * step - xyz[p + 2] + cz,
            );
            if (d <= 5) inside = 1;
          }
          strictEqual(grid[at(i, j, k)], inside, `point ${i} ${j} ${k}`);
        }
  });

  it('never uses a vicinity below three quarters of a step', () => {
    const { grid } = voxelise([-100, 0, 0, 100, 0, 0, 0, 0, 0], { radius: 1 });
    strictEqual(grid[at(15, 15, 15)], 1);
    strictEqual(
      grid.reduce((a, b) => a + b, 0),
      5,
      'the centre alone; the ends fall between two points each',
    );
  });

  it('puts the farthest point at 13.5 steps', () => {
    const { rmax } = voxelise([0, 0, 30, 0, 0, -30]);
    strictEqual(rmax, 30);
  });

  it('measures a body by its formulas', () => {
    const cube = [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [-1, 1].flatMap((z) => [x + 5, y, z])));
    strictEqual(farthest(cube), Math.sqrt(3));
    ok(Math.abs(radiusOfGyration(cube) - Math.sqrt(3)) < 1e-12);
  });

  it('refuses no points and points without extent', () => {
    throws(() => voxelise([]), /no points/);
    throws(() => voxelise([1, 2, 3]), /radius of the structure is 0/);
  });
});
