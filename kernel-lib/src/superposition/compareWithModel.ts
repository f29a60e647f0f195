import { compareShapes, type PointBody } from './compare';
import type { DensityMap } from '../grid/densityMap';
import type { Structure } from '../structure/structure';
import { placed, type Placement } from '../structure/superposedStructure';
import { vicinity } from '../structure/vicinity';

/** A reconstruction beside a known model. */
export interface ModelComparison {
  readonly cc: { readonly ownRadius: number; readonly trueScale: number };
  readonly mirror: boolean;
  readonly rmaxModel: number;
  /** trace points of the model, superposed on the map, in Å */
  readonly points: Float64Array;
  /** position on the map of a point of the model */
  readonly placement: Placement;
}

/** Compares a map with a model and superposes the model, or its mirror image, on the map. */
export function compareWithModel(map: DensityMap, model: Structure): ModelComparison {
  return superposeModel(map, { points: model.trace, radius: vicinity(model), density: model.density });
}

/** As `compareWithModel`, for a model given as points in Å and their vicinity. */
export function superposeModel(map: DensityMap, model: PointBody): ModelComparison {
  const { ownRadius, trueScale, mirror, rotation, centreA, centreB, rmaxB } = compareShapes(map, model);
  const placement: Placement = { rotation, mirror, centreA, centreB };
  const points = new Float64Array(model.points.length);
  for (let p = 0; p < points.length; p += 3)
    points.set(placed(placement, model.points.subarray(p, p + 3)), p);
  return { cc: { ownRadius, trueScale }, mirror, rmaxModel: rmaxB, points, placement };
}
