import { compareShapes, type PointBody } from './compare';
import type { DensityMap } from '../grid/densityMap';
import type { Structure } from '../structure/structure';
import { vicinity } from '../structure/vicinity';

/** A reconstruction beside a known model. */
export interface ModelComparison {
  readonly cc: { readonly ownRadius: number; readonly trueScale: number };
  readonly mirror: boolean;
  readonly rmaxModel: number;
  /** trace points of the model, superposed on the map, in Å */
  readonly points: Float64Array;
}

/** Compares a map with a model and superposes the model, or its mirror image, on the map. */
export function compareWithModel(map: DensityMap, model: Structure): ModelComparison {
  return superposeModel(map, { points: model.trace, radius: vicinity(model), density: model.density });
}

/** As `compareWithModel`, for a model given as points in Å and their vicinity. */
export function superposeModel(map: DensityMap, model: PointBody): ModelComparison {
  const { ownRadius, trueScale, mirror, rotation: r, centreA, centreB, rmaxB } = compareShapes(map, model);
  const sign = mirror ? -1 : 1;
  const points = new Float64Array(model.points.length);
  for (let p = 0; p < points.length; p += 3) {
    const [x, y, z] = [0, 1, 2].map((a) => sign * (model.points[p + a] - centreB[a]));
    for (let a = 0; a < 3; a++)
      points[p + a] = r[3 * a] * x + r[3 * a + 1] * y + r[3 * a + 2] * z + centreA[a];
  }
  return { cc: { ownRadius, trueScale }, mirror, rmaxModel: rmaxB, points };
}
