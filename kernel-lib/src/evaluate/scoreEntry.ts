import { compareShapes } from '../superposition/compare';
import type { Curve } from '../curve/curve';
import { pairDistance } from '../curve/pairDistance';
import { relativeAnisotropy } from '../grid/anisotropy';
import { radiusOfGyration, farthest } from '../grid/voxelise';
import { InputError } from '../inputError';
import { shapeMap } from '../map/shapeMap';
import type { Certainty } from '../certainty/certainty';
import { largestDistance } from './bodyMeasures';
import type { MethodResult } from './ablationMethods';
import type { EntryResult } from './summary';

/** Points of a known model in Å and their vicinity. */
export interface ModelPoints {
  readonly xyz: Float64Array;
  readonly radius: number;
  readonly kind: string;
}

/** What a reconstruction is scored with. */
export type EntryScores = Omit<
  EntryResult,
  'id' | 'seed' | 'failure' | 'seconds' | 'backend' | 'version' | 'weights'
>;

/**
 * Scores a reconstruction against a model: correlations of the map, of the seeds before the search and
 * of the library's mean shape, with mirror images allowed; and the sizes.
 *
 * @param libraryMean 31³ values, see `meanShape`
 */
export function scoreEntry(
  result: MethodResult,
  libraryMean: Float32Array,
  { curve, model }: { readonly curve: Curve; readonly model?: ModelPoints },
): EntryScores {
  const own = {
    chi2: result.fit.chi2,
    rmax: result.rmax,
    rg: result.guinier.rg,
    ...longestDistance(curve),
    ...certaintyNumbers(result.certainty),
  };
  if (!model) return own;
  const body = { points: model.xyz, radius: model.radius };
  const { ownRadius, trueScale } = compareShapes(body, result.map);
  return {
    ...own,
    cc: ownRadius,
    ccTrueScale: trueScale,
    ...(result.seedMap ? { ccSeeds: compareShapes(body, result.seedMap).ownRadius } : {}),
    ccLibrary: compareShapes(body, shapeMap(libraryMean, result.rmax)).ownRadius,
    rmaxModel: farthest(model.xyz),
    rgModel: radiusOfGyration(model.xyz),
    dmaxModel: largestDistance(model.xyz),
    anisotropyModel: relativeAnisotropy(model.xyz),
    modelKind: model.kind,
    pointsModel: model.xyz.length / 3,
  };
}

/** What the reconstruction knows of itself; a method that does not search knows nothing. */
function certaintyNumbers(certainty: Certainty | undefined): Partial<EntryScores> {
  if (!certainty) return {};
  const {
    measures,
    resolution: { half, seventh, pairs },
  } = certainty;
  return {
    ...measures,
    resolution: half.angstrom,
    resolution143: seventh.angstrom,
    resolutionPairs: pairs.angstrom,
  };
}

/** Dmax of p(r); a curve that does not tell it has none. */
function longestDistance(curve: Curve): { dmax?: number } {
  try {
    return { dmax: pairDistance(curve).dmax };
  } catch (error) {
    if (error instanceof InputError) return {};
    throw error;
  }
}
