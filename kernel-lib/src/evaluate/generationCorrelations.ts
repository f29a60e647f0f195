import type { PointBody } from '../consensus/compare';
import { superpose } from '../consensus/superpose';
import { voxelise } from '../grid/voxelise';
import { GRID_POINTS } from '../grid/shapeGrid';
import { zernikeMoments } from '../moments/zernikeMoments';
import type { IslandsRecord } from '../search/islands';

const NMAX = 20;

/**
 * Correlations of the fittest shapes of one generation, all islands together, with a known model: each at
 * its own radius, mirror images allowed, the best chi² first.
 *
 * @param model points in Å and their vicinity (default 4 Å)
 * @param genes shapes that are compared; some 7 ms each
 */
export function generationCorrelations(record: IslandsRecord, model: PointBody, genes = 10): Float64Array {
  const target = zernikeMoments(voxelise(model.points, { radius: model.radius ?? 4 }).grid, 1, NMAX);
  const shapes = record.islands
    .flatMap(({ state: { population } }) => Array.from(population.scores.chi2, (chi2, gene) => ({ chi2, population, gene })))
    .sort((a, b) => a.chi2 - b.chi2)
    .slice(0, genes)
    .map(({ population, gene }) => population.shapes.subarray(gene * GRID_POINTS, (gene + 1) * GRID_POINTS));
  return Float64Array.from(shapes, (shape) => superpose(target, zernikeMoments(shape, 1, NMAX), { nmax: NMAX }).correlation);
}
