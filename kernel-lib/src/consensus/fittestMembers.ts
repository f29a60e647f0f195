import { GRID_POINTS } from '../grid/shapeGrid';
import type { GenerationRecord } from '../search/geneticAlgorithm';
import { ELITE } from '../search/generation';
import { elite } from '../search/tournament';
import type { ConsensusMembers } from './consensusMembers';

/**
 * The average of the original program: the bodies of the 20 fittest genes of each island; the radius is
 * their mean radius (He, Liu & Liu 2020).
 */
export function fittestMembers(islands: readonly GenerationRecord[]): ConsensusMembers {
  const genes = islands.flatMap(
    (
      {
        state: {
          population: { fitness, count, eliteShapes, rmax },
        },
      },
      island,
    ) =>
      Array.from(elite(fitness, Math.min(ELITE, count)), (g, i) => ({
        shape: eliteShapes.subarray(i * GRID_POINTS, (i + 1) * GRID_POINTS),
        rmax: rmax[g],
        half: (islands.length > 1 ? island : i) % 2,
      })),
  );
  const shapes = new Float32Array(genes.length * GRID_POINTS);
  genes.forEach(({ shape }, i) => shapes.set(shape, i * GRID_POINTS));
  return {
    count: genes.length,
    shapes,
    weights: new Float64Array(genes.length).fill(1 / genes.length),
    half: Uint8Array.from(genes, ({ half }) => half),
    rmax: genes.reduce((sum, { rmax }) => sum + rmax / genes.length, 0),
  };
}
