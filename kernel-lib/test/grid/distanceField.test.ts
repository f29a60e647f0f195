import { ok, strictEqual } from 'node:assert';
import { distanceField } from '../../src/grid/distanceField';
import { Random } from '../../src/random';

describe('distance field', () => {
  it('is the Euclidean distance to the nearest voxel of the other side, less half a step', () => {
    const random = new Random(2);
    const grid = new Uint8Array(29791);
    for (let blob = 0; blob < 5; blob++) {
      const [x, y, z, r] = [
        random.between(6, 24),
        random.between(6, 24),
        random.between(6, 24),
        random.between(2, 6),
      ];
      for (let p = 0; p < grid.length; p++) {
        const d = Math.hypot(Math.floor(p / 961) - x, (Math.floor(p / 31) % 31) - y, (p % 31) - z);
        if (d < r) grid[p] = 1;
      }
    }
    const field = distanceField(grid);
    for (let trial = 0; trial < 200; trial++) {
      const p = random.integer(grid.length);
      const [i, j, k] = [Math.floor(p / 961), Math.floor(p / 31) % 31, p % 31];
      let nearest = Infinity;
      for (let o = 0; o < grid.length; o++) {
        if (grid[o] === grid[p]) continue;
        nearest = Math.min(
          nearest,
          Math.hypot(Math.floor(o / 961) - i, (Math.floor(o / 31) % 31) - j, (o % 31) - k),
        );
      }
      const expected = grid[p] ? nearest - 0.5 : 0.5 - nearest;
      ok(Math.abs(field[p] - expected) < 1e-5, `voxel ${i} ${j} ${k}: ${field[p]} and ${expected}`);
    }
  });

  it('stays finite for a grid that is empty or full', () => {
    for (const value of [0, 1]) {
      const field = distanceField(new Uint8Array(29791).fill(value));
      ok(field.every(Number.isFinite));
      strictEqual(Math.sign(field[0]), value ? 1 : -1);
    }
  });
});
