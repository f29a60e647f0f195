import { distanceField } from './distanceField';
import { GRID_POINTS, type ShapeGrid } from './shapeGrid';

/** Thickness of the hydration layer in Å (Svergun, Barberato & Koch 1995, J. Appl. Cryst. 28, 768). */
export const LAYER_THICKNESS = 3;

/**
 * Occupancy of the hydration layer: 1 within 3 Å outside the surface, a fraction where a voxel is only
 * partly within.
 *
 * @param step edge of a voxel in Å
 */
export function hydrationLayer(grid: ShapeGrid, step: number): Float32Array {
  const distance = distanceField(grid);
  const thickness = LAYER_THICKNESS / step;
  const layer = new Float32Array(GRID_POINTS);
  for (let p = 0; p < GRID_POINTS; p++) {
    if (distance[p] < 0) layer[p] = Math.max(0, Math.min(1, thickness + distance[p] + 0.5));
  }
  return layer;
}
