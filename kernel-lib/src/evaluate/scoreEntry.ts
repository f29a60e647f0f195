import { compareShapes, type Comparison, type PointBody } from '../superposition/compare';
import type { Member } from '../reconstruct/members';
import { formatClasses, probabilityClasses, probabilityError } from './probabilityError';
import type { Curve } from '../curve/curve';
import { median } from '../curve/localScatter';
import { pairDistance } from '../curve/pairDistance';
import { relativeAnisotropy } from '../grid/anisotropy';
import type { DensityMap } from '../grid/densityMap';
import { farthest, radiusOfGyration } from '../grid/points';
import { InputError } from '../inputError';
import { shapeMap } from '../map/shapeMap';
import type { Certainty } from '../certainty/certainty';
import { largestDistance } from './bodyMeasures';
import type { MethodResult } from './ablationMethods';
import type { EntryResult } from './entryResult';
import type { ModelPoints } from './modelPoints';

/** Scores of a reconstruction. */
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
    chi2Map: result.fit.chi2,
    rmax: result.rmax,
    rmaxError: result.rmaxError,
    rgMap: result.rg,
    rg: result.guinier.rg,
    ...otherBodies(result),
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
    ...(result.mean ? { ccMean: compareShapes(body, result.mean.map).ownRadius } : {}),
    ...(result.mean ? probabilityScores(result.mean.map, body) : {}),
    ...memberScores(result.members ?? [], body),
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

/** Deviation of the probabilities of a mean map from the share of the model in them. */
function probabilityScores(mean: DensityMap, body: PointBody): Partial<EntryScores> {
  const classes = probabilityClasses(mean, body);
  return { calibration: probabilityError(classes), probabilities: formatClasses(classes) };
}

/** chi² and Rg of the results beside the map. */
function otherBodies({ mean, beads, members, disagree, likeness }: MethodResult): Partial<EntryScores> {
  return {
    ...(mean ? { chi2Mean: mean.fit.chi2 } : {}),
    ...(beads ? { chi2Beads: beads.fit.chi2, rgBeads: beads.rg } : {}),
    ...(members?.length ? { chi2Members: median(members.map(({ fit }) => fit.chi2)) } : {}),
    ...(disagree === undefined ? {} : { disagree: disagree ? 1 : 0 }),
    ...(likeness === undefined ? {} : { likeness }),
  };
}

/**
 * Calibration of an ensemble: mean correlation of the model with its members and of two members. They agree where the
 * model could be one more member.
 */
function memberScores(members: readonly Member[], body: PointBody): Partial<EntryScores> {
  if (members.length < 2) return {};
  const toModel = members.map(({ map }) => compareShapes(body, map));
  const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  return {
    ccModelMember: mean(toModel.map(({ ownRadius }) => ownRadius)),
    ccModelMemberTrue: mean(toModel.map(({ trueScale }) => trueScale)),
    ...pairCorrelations(members),
  };
}

function pairCorrelations(members: readonly Member[]): Partial<EntryScores> {
  const pairs = members.flatMap(({ map }, i) =>
    members.slice(0, i).map((other) => compareShapes(map, other.map)),
  );
  const mean = (pick: (c: Comparison) => number): number =>
    pairs.reduce((sum, pair) => sum + pick(pair), 0) / pairs.length;
  return { ccMembers: mean((c) => c.ownRadius), ccMembersTrue: mean((c) => c.trueScale) };
}

/** Measures of certainty of a reconstruction; none for a method without a search. */
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

/** Dmax of p(r); undefined where the curve does not determine it. */
function longestDistance(curve: Curve): { dmax?: number; dmaxError?: number } {
  try {
    const { dmax, dmaxError } = pairDistance(curve);
    return { dmax, dmaxError };
  } catch (error) {
    if (error instanceof InputError) return {};
    throw error;
  }
}
