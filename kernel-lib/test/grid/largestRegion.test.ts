import { deepStrictEqual, strictEqual } from 'node:assert';
import { largestRegion } from '../../src/grid/largestRegion';
import { Random } from '../../src/random';

/** Sizes and voxels of the regions by flood fill over 26 neighbours: slow and plain. */
function floodFill(grid: Uint8Array): number[][] {
  const seen = new Uint8Array(grid.length),
    regions: number[][] = [];
  for (let start = 0; start < grid.length; start++) {
    if (!grid[start] || seen[start]) continue;
    const region = [start];
    seen[start] = 1;
    for (let n = 0; n < region.length; n++) {
      const [i, j, k] = [Math.floor(region[n] / 961), Math.floor(region[n] / 31) % 31, region[n] % 31];
      for (let a = -1; a <= 1; a++)
        for (let b = -1; b <= 1; b++)
          for (let c = -1; c <= 1; c++) {
            const [x, y, z] = [i + a, j + b, k + c];
            if (Math.min(x, y, z) < 0 || Math.max(x, y, z) > 30) continue;
            const p = (31 * x + y) * 31 + z;
            if (grid[p] && !seen[p]) {
              seen[p] = 1;
              region.push(p);
            }
          }
    }
    regions.push(region);
  }
  return regions;
}

describe('largest region', () => {
  it('keeps what a flood fill over 26 neighbours finds largest', () => {
    const random = new Random(11);
    for (const density of [0.02, 0.05, 0.08, 0.1, 0.5]) {
      const grids = Uint8Array.from({ length: 2 * 29791 }, () => (random.uniform() < density ? 1 : 0));
      const expected = [0, 1].map((g) => floodFill(grids.subarray(g * 29791, (g + 1) * 29791)));
      const counts = largestRegion(grids, 2);
      deepStrictEqual(
        Array.from(counts),
        expected.map((regions) => regions.length),
      );
      expected.forEach((regions, g) => {
        const size = Math.max(...regions.map((r) => r.length));
        const kept = floodFill(grids.subarray(g * 29791, (g + 1) * 29791));
        strictEqual(kept.length, 1);
        strictEqual(kept[0].length, size);
        strictEqual(
          regions.some((r) => r.length === size && r.includes(kept[0][0])),
          true,
        );
      });
    }
  });

  it('leaves one piece and an empty grid alone', () => {
    const one = new Uint8Array(29791).fill(1, 5000, 9000);
    const before = one.slice();
    strictEqual(largestRegion(one)[0], 1);
    deepStrictEqual(one, before);
    strictEqual(largestRegion(new Uint8Array(29791))[0], 0);
  });
});
