import type { PointBody } from '../superposition/compare';
import { superpose } from '../superposition/superpose';
import { voxelise } from '../grid/voxelise';
import { GRID_POINTS } from '../grid/shapeGrid';
import { zernikeMoments } from '../moments/zernikeMoments';
import { ELITE } from '../search/generation';
import type { IslandsRecord } from '../search/islands';
import { elite } from '../search/tournament';

const NMAX = 20;

/**
 * Correlations of the fittest shapes of one generation, all islands together, with a known model: each at
 * its own radius, mirror images allowed, the best chi² first.
 *
 * @param model points in Å and their vicinity (default 4 Å)
 * @param genes number of shapes to compare, among the fittest 20 of each island; about 7 ms each
 */
export function generationCorrelations(record: IslandsRecord, model: PointBody, genes = 10): Float64Array {
  const target = zernikeMoments(voxelise(model.points, { radius: model.radius ?? 4 }).grid, 1, NMAX);
  const shapes = record.islands
    .flatMap(
      ({
        state: {
          population: { eliteShapes, fitness, scores, count },
        },
      }) =>
        Array.from(elite(fitness, Math.min(ELITE, count)), (gene, i) => ({
          chi2: scores.chi2[gene],
          shape: eliteShapes.subarray(i * GRID_POINTS, (i + 1) * GRID_POINTS),
        })),
    )
    .sort((a, b) => a.chi2 - b.chi2)
    .slice(0, genes)
    .map(({ shape }) => shape);
  return Float64Array.from(
    shapes,
    (shape) => superpose(target, zernikeMoments(shape, 1, NMAX), { nmax: NMAX }).correlation,
  );
}
