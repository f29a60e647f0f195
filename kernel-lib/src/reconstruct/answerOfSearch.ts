import { averageShapes, spreadOfShapes } from '../consensus/averageShapes';
import { consensusMembers } from '../consensus/consensusMembers';
import { fittestMembers } from '../consensus/fittestMembers';
import { certainty, type Certainty } from '../certainty/certainty';
import { radiusError } from '../certainty/radiusError';
import type { Curve } from '../curve/curve';
import type { GuinierFit } from '../curve/guinier';
import type { DensityMap } from '../grid/densityMap';
import type { GridSymmetry } from '../grid/symmetricBall';
import type { Target } from '../profile/target';
import { answerTo, type FittedBody } from '../refine/answer';
import type { MapFit } from '../refine/mapFit';
import { localIslands } from '../search/islandPool';
import type { IslandsRecord } from '../search/islands';
import { DIRECT_Q_MAX } from './directShape';
import type { Instruments } from './instruments';
import { fitMembers, type Member } from './members';
import type { FullOptions } from './options';
import type { PreparedSearch } from './prepareSearch';
import { knownWeights } from './symmetricStart';

/** Result of a search: one answer, and what it rests on. */
export interface SearchAnswer {
  /** the answer: the mean refined until it fits; its body lies above `threshold` */
  readonly map: DensityMap;
  /** the map's fit to all measured points in the range used, with their errors as measured */
  readonly fit: MapFit;
  /** radius in Å that the map spans, and the radius of gyration of its density in Å */
  readonly rmax: number;
  readonly rg: number;
  /** standard error of the radius in Å; undefined where it was given, or found in a way whose error is not calibrated */
  readonly rmaxError?: number;
  /** the same body in whole voxels, with its own fit */
  readonly beads: FittedBody;
  /** mean over plausible shapes, 0…1, which need not fit, and its own fit */
  readonly mean: FittedBody;
  /** standard deviation of each voxel over the shapes, each of the same weight, 31³ */
  readonly spread: Float32Array;
  /** plausible shapes that each fit */
  readonly members: readonly Member[];
  /** correlation of map and mean over the unit ball, and whether no shape like those known explains the curve */
  readonly likeness: number;
  readonly disagree: boolean;
  readonly guinier: GuinierFit;
  readonly target: Target;
  /** relative error of the model at q = 0 within which genes are scored */
  readonly modelError: number;
  /** mean correlation of the averaged shapes with their mean: 1 when all agree */
  readonly agreement: number;
  /** how sure the map is: expected correlation, resolution, ambiguity */
  readonly certainty: Certainty;
  /** point group of the map and its main axis (0, 1, 2: x, y, z); how many of the library shapes with such a curve have it */
  readonly symmetry?: GridSymmetry & { readonly looked: number; readonly symmetric: number };
}

/** Stages after the search: the mean; the map and the members that fit; their certainty. */
export type AnswerPart = 'averaging' | 'refining' | 'certainty';

/**
 * Everything after the search: the mean over plausible shapes, refined until it fits, its beads, the members, and how
 * sure all this is.
 *
 * @param measured all measured points, q in 1/Å
 * @param last the last generation of all islands; undefined where nothing was searched
 */
export async function answerOfSearch(
  measured: Curve,
  instruments: Instruments,
  options: FullOptions,
  prepared: PreparedSearch,
  last: IslandsRecord | undefined,
): Promise<SearchAnswer> {
  const parts = answerInParts(measured, instruments, options, prepared, last);
  let part = await parts.next();
  while (!part.done) part = await parts.next();
  return part.value;
}

/** The same, each part announced before it is computed. */
export async function* answerInParts(
  measured: Curve,
  { autoEncoder, library, difference }: Instruments,
  options: FullOptions,
  { guinier, direct, seeds, target, modelError, points, solvent: fit, symmetric }: PreparedSearch,
  last: IslandsRecord | undefined,
): AsyncGenerator<AnswerPart, SearchAnswer> {
  const { rg, rgError } = guinier;
  yield 'averaging';
  const plausible =
    last && options.consensus === 'fittest'
      ? fittestMembers(last.islands)
      : consensusMembers(symmetric?.network ?? autoEncoder, {
          direct,
          nearest: seeds.nearest,
          islands: last?.islands ?? [],
          rg,
          ...knownWeights(options, symmetric),
        });
  // the direct map, the first, is in the canonical pose, in which the difference modes were learnt
  const frame = options.consensus === 'fittest' ? undefined : 0;
  const found = averageShapes(plausible.shapes, plausible.count, { weights: plausible.weights, frame });
  const average = symmetric ? { ...found, map: symmetric.ball.applyToGrid(found.map.slice()) } : found;
  const rmax = options.rmax ?? plausible.rmax;
  const calibrated = options.consensus === 'all' && !options.start;
  yield 'refining';
  // the pool's workers polish members while this thread refines the map
  const pending = fitMembers({
    islands: last?.islands ?? [],
    count: options.members,
    network: symmetric?.network ?? autoEncoder,
    pool: options.pool ?? localIslands(autoEncoder),
    points,
    fit,
    rg,
    deviation: seeds.prior.deviation,
    mean: average.map,
    seed: options.seed,
    polished: options.polish,
    symmetry: symmetric?.symmetry,
  });
  const answer = answerTo({
    mean: average.map,
    rmax,
    rg,
    rgError,
    points,
    fit,
    difference,
    refine: options.refine,
    symmetry: symmetric?.ball,
  });
  const members = await pending;
  yield 'certainty';
  const known = certainty({
    direct,
    members: plausible,
    average,
    map: answer.mean.map,
    target,
    library,
    rg,
    qMax: Math.min(DIRECT_Q_MAX, measured.q[measured.q.length - 1]),
    calibrated,
  });
  return {
    map: answer.refined.map,
    fit: answer.refined.fit,
    rmax,
    rmaxError: calibrated && options.rmax === undefined ? radiusError(rmax, direct) : undefined,
    rg: answer.refined.rg,
    beads: answer.beads,
    mean: answer.mean,
    spread: spreadOfShapes(plausible.shapes, average.members, shapeWeights(plausible.half)),
    members,
    likeness: answer.likeness,
    disagree: answer.disagree,
    guinier,
    target,
    modelError,
    symmetry: symmetric && {
      ...symmetric.symmetry,
      looked: symmetric.looked,
      symmetric: symmetric.symmetric,
    },
    agreement: known.measures.agreement,
    certainty: known,
  };
}

/** Every shape counts alike; the direct map, itself a mean, does not. */
function shapeWeights(half: Uint8Array): Float64Array {
  const weights = Float64Array.from(half, (side) => (side === 2 ? 0 : 1));
  return weights.some((weight) => weight > 0) ? weights : weights.fill(1);
}
