import type { DensityMap } from '../grid/densityMap';
import { GRID_CENTRE, GRID_POINTS, GRID_SIZE, RMAX_STEPS, type ShapeGrid } from '../grid/shapeGrid';
import { InputError } from '../inputError';

/**
 * The map in space of a shape on the 31³ grid: one step is rmax / 13.5 Å and the central point lies
 * at the origin.
 *
 * @param shape 31³ values
 * @param rmax radius of the shape in Å
 * @param threshold density above which a point belongs to the body, kept with the map
 * @throws InputError when rmax is not a positive length or the shape is not 31³
 */
export function shapeMap(shape: ShapeGrid, rmax: number, threshold?: number): DensityMap {
  if (!(rmax > 0) || !Number.isFinite(rmax))
    throw new InputError(`The radius is ${rmax} Å: it must be above 0.`);
  if (shape.length !== GRID_POINTS) {
    throw new InputError(`The shape has ${shape.length} values: a grid of 31³ = ${GRID_POINTS} is needed.`);
  }
  const step = rmax / RMAX_STEPS,
    low = -GRID_CENTRE * step;
  return {
    size: [GRID_SIZE, GRID_SIZE, GRID_SIZE],
    step,
    origin: [low, low, low],
    values: Float32Array.from(shape),
    rmax,
    ...(threshold === undefined ? {} : { threshold }),
  };
}
