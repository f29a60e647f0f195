import type { DensityMap } from '../grid/densityMap';
import { voxelise } from '../grid/voxelise';
import { BALL_INDEX } from '../grid/unitBall';
import { superposeModel } from '../superposition/compareWithModel';
import type { PointBody } from '../superposition/compare';

/** Classes of probability. */
const CLASSES = 10;

/**
 * Calibration error of the probabilities of a map: the model is superposed, and in ten classes of probability the
 * share of voxels inside it is compared with their mean probability (expected calibration error), over the voxels that are
 * not certain to be empty.
 */
export function probabilityError(map: DensityMap, model: PointBody): number {
  const { points } = superposeModel(map, model);
  const { grid } = voxelise(points, { rmax: map.rmax, radius: model.radius, centre: false });
  const sums = Array.from({ length: CLASSES }, () => ({ n: 0, p: 0, inside: 0 }));
  for (const e of BALL_INDEX) {
    const p = map.values[e];
    if (p < 0.01) continue;
    const c = sums[Math.min(CLASSES - 1, Math.floor(p * CLASSES))];
    c.n++;
    c.p += p;
    c.inside += grid[e];
  }
  const total = sums.reduce((sum, { n }) => sum + n, 0);
  return sums.reduce((sum, { p, inside }) => sum + Math.abs(inside - p), 0) / total;
}
