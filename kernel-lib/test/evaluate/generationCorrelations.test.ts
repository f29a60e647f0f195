import { strict as assert } from 'node:assert';
import { generationCorrelations } from '../../src/evaluate/generationCorrelations';
import { GRID_POINTS } from '../../src/grid/shapeGrid';
import { voxelise } from '../../src/grid/voxelise';
import type { IslandsRecord } from '../../src/search/islands';

/** A bent arm with a side arm: no symmetry. */
const arm = Float64Array.from(
  Array.from({ length: 40 }, (_, i) =>
    i < 28 ? [2 * i, 0.05 * i * i, 0] : [10, -3 * (i - 28), 0.2 * (i - 28) ** 2],
  ).flat(),
);
const rod = Float64Array.from(Array.from({ length: 40 }, (_, i) => [2 * i, 0, 0]).flat());
const mirrored = arm.map((value, at) => (at % 3 === 2 ? -value : value));

function record(...islands: { xyz: Float64Array; chi2: number }[][]): IslandsRecord {
  return {
    generation: 3,
    islands: islands.map((genes) => {
      const eliteShapes = new Uint8Array(genes.length * GRID_POINTS);
      const fittest = genes.slice().sort((a, b) => a.chi2 - b.chi2);
      fittest.forEach(({ xyz }, g) => eliteShapes.set(voxelise(xyz, { radius: 5 }).grid, g * GRID_POINTS));
      const chi2 = Float64Array.from(genes, (gene) => gene.chi2);
      return { state: { population: { count: genes.length, scores: { chi2 }, fitness: chi2, eliteShapes } } };
    }),
  } as unknown as IslandsRecord;
}

describe('generationCorrelations', () => {
  it('takes the fittest of all islands, the best first, in either hand', () => {
    const generation = record(
      [
        { xyz: rod, chi2: 3 },
        { xyz: arm, chi2: 1 },
      ],
      [
        { xyz: mirrored, chi2: 2 },
        { xyz: rod, chi2: 9 },
      ],
    );
    const cc = generationCorrelations(generation, { points: arm, radius: 5 }, 3);
    assert.equal(cc.length, 3);
    assert.ok(cc[0] > 0.999 && cc[1] > 0.98, `the shape itself ${cc[0]}, its mirror image ${cc[1]}`);
    assert.ok(cc[2] < 0.9, `a rod ${cc[2]}`);
  });
});
