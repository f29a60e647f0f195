import { averageShapes, spreadOfShapes } from '../consensus/averageShapes';
import { consensusMembers } from '../consensus/consensusMembers';
import { fittestMembers } from '../consensus/fittestMembers';
import { certainty, type Certainty } from '../certainty/certainty';
import type { Curve } from '../curve/curve';
import type { GuinierFit } from '../curve/guinier';
import { rebin, selectRange } from '../curve/rebin';
import type { DensityMap } from '../grid/densityMap';
import { BODY_THRESHOLD } from '../map/mapToBeads';
import { shapeMap } from '../map/shapeMap';
import type { MisfitOptions } from '../profile/curveMisfit';
import { soundRadius } from '../profile/radiusForRg';
import type { Target } from '../profile/scoreInvariants';
import { Random } from '../random';
import { answerTo, REFINE_BINS, withError, type FittedBody } from '../refine/answer';
import type { MapFit } from '../refine/mapFit';
import type { SearchState } from '../search/geneticAlgorithm';
import { localIslands } from '../search/islandPool';
import { islandsRecord, searchIslands, type IslandsRecord } from '../search/islands';
import { DIRECT_Q_MAX } from './directShape';
import type { Instruments } from './instruments';
import { fitMembers, type Member } from './members';
import { fillOptions, type FullOptions, type ReconstructionOptions } from './options';
import { partialNote } from './partialNote';
import { prepareSearch, type PreparedSearch } from './prepareSearch';

export type { Instruments };

/** Progress of a reconstruction. */
export type ReconstructionStep =
  | { readonly stage: 'profile'; readonly guinier: GuinierFit; readonly target: Target }
  | { readonly stage: 'direct'; readonly map: DensityMap }
  | { readonly stage: 'generation'; readonly record: IslandsRecord }
  /** the search has ended: mean, map and members are computed */
  | { readonly stage: 'answer' };

/** A finished reconstruction: one answer, and its evidence. */
export interface Reconstruction {
  /** the answer: the mean refined until it fits; its body lies above `threshold` */
  readonly map: DensityMap;
  /** the map's fit to all measured points in the range used, with their errors as measured */
  readonly fit: MapFit;
  /** radius in Å that the map spans, and the radius of gyration of its density in Å */
  readonly rmax: number;
  readonly rg: number;
  /** the same body in whole voxels, with its own fit */
  readonly beads: FittedBody;
  /** mean over plausible shapes, 0…1, which may not fit, and its own fit */
  readonly mean: FittedBody;
  /** standard deviation of each voxel over the shapes, with equal weights, 31³ */
  readonly spread: Float32Array;
  /** plausible shapes that each fit */
  readonly members: readonly Member[];
  /** correlation of map and mean over the unit ball, and whether no shape similar to known ones explains the curve */
  readonly likeness: number;
  readonly disagree: boolean;
  /** the direct network's map, before the search */
  readonly seedMap: DensityMap;
  readonly guinier: GuinierFit;
  readonly target: Target;
  /** relative error of the model at q = 0 within which genes are scored */
  readonly modelError: number;
  /** mean correlation of the averaged shapes with their mean: 1 when all agree */
  readonly agreement: number;
  /** certainty of the map: expected correlation, resolution, ambiguity */
  readonly certainty: Certainty;
  /** records of all generations, without their states */
  readonly history: readonly HistoryRecord[];
  /** the generation after which the signal ended the search; undefined for a complete search */
  readonly interruptedAfter?: number;
}

/** One generation of all islands without the state of the search. */
export type HistoryRecord = Omit<IslandsRecord, 'islands'>;

/** An interrupted search: the state of its islands after a generation, and the records so far. */
export interface SavedSearch {
  readonly states: readonly SearchState[];
  readonly history: readonly HistoryRecord[];
}

/**
 * From a measured curve to a density map: Guinier fit and bins, the direct network's shape, seeds, islands of the genetic
 * algorithm, their fittest genes moved until they fit, the superposed mean of plausible shapes, and the mean refined until
 * it fits.
 *
 * @param measured measured points, q in 1/Å
 * @param saved an interrupted search of the same curve and options, to continue
 * @throws InputError when the curve does not allow it or an option is out of range
 */
export async function* reconstruct(
  measured: Curve,
  instruments: Instruments,
  options: ReconstructionOptions = {},
  saved?: SavedSearch,
): AsyncGenerator<ReconstructionStep, Reconstruction> {
  const full = fillOptions(options);
  const prepared = prepareSearch(measured, instruments, full);
  const { guinier, direct, target } = prepared;
  yield { stage: 'profile', guinier, target };
  const seedMap = shapeMap(direct.map, full.rmax ?? soundRadius(direct.map, guinier.rg), BODY_THRESHOLD);
  yield { stage: 'direct', map: seedMap };
  const records: HistoryRecord[] = [...(saved?.history ?? [])];
  let last = saved && islandsRecord(saved.states);
  for await (const record of search(instruments, prepared, full, saved?.states)) {
    const { islands: _, ...summary } = record;
    records.push(summary);
    last = record;
    yield { stage: 'generation', record };
  }
  yield { stage: 'answer' };
  const result = await finish(measured, instruments, full, prepared, last);
  const done = records.at(-1)?.generation ?? 0;
  return full.signal?.aborted && done < full.limits.generations
    ? { ...marked(result, partialNote(done)), seedMap, history: records, interruptedAfter: done }
    : { ...result, seedMap, history: records };
}

/** Marks every map of an interrupted search as partial. */
function marked(result: Ending, note: string): Ending {
  const noted = <T extends { readonly map: DensityMap }>(body: T): T => ({
    ...body,
    map: { ...body.map, note },
  });
  const { beads, mean, members } = result;
  return { ...noted(result), beads: noted(beads), mean: noted(mean), members: members.map(noted) };
}

/** Results of the steps after the search. */
type Ending = Omit<Reconstruction, 'seedMap' | 'history' | 'interruptedAfter'>;

/** Everything after the search. */
async function finish(
  measured: Curve,
  { autoEncoder, library, difference }: Instruments,
  options: FullOptions,
  { guinier, direct, seeds, target, modelError }: PreparedSearch,
  last: IslandsRecord | undefined,
): Promise<Ending> {
  const { rg } = guinier;
  const plausible =
    last && options.consensus === 'fittest'
      ? fittestMembers(last.islands)
      : consensusMembers(autoEncoder, {
          direct,
          nearest: seeds.nearest,
          islands: last?.islands ?? [],
          rg,
          directWeight: options.directWeight,
          libraryWeight: options.libraryWeight,
        });
  // the direct map, the first, is in the canonical pose, in which the difference modes were trained
  const frame = options.consensus === 'fittest' ? undefined : 0;
  const average = averageShapes(plausible.shapes, plausible.count, { weights: plausible.weights, frame });
  const rmax = options.rmax ?? plausible.rmax;
  const used = target.curve.q;
  const points = selectRange(measured, used[0], used[used.length - 1]);
  const fit: MisfitOptions = {
    background: target.fit.background as MisfitOptions['background'],
    formFactor: target.fit.formFactor as MisfitOptions['formFactor'],
  };
  // the pool's workers polish members while this thread refines the map
  const pending = fitMembers({
    islands: last?.islands ?? [],
    count: options.members,
    network: autoEncoder,
    pool: options.pool ?? localIslands(autoEncoder),
    bins: withError(rebin(points, { qMax: Infinity, points: REFINE_BINS })),
    points,
    fit,
    rg,
    deviation: seeds.prior.deviation,
    mean: average.map,
    seed: options.seed,
  });
  const answer = answerTo({ mean: average.map, rmax, rg, points, fit, difference, refine: options.refine });
  const members = await pending;
  const known = certainty({
    direct,
    members: plausible,
    average,
    map: answer.mean.map,
    target,
    library,
    rg,
    qMax: Math.min(DIRECT_Q_MAX, measured.q[measured.q.length - 1]),
  });
  return {
    map: answer.refined.map,
    fit: answer.refined.fit,
    rmax,
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
    agreement: known.measures.agreement,
    certainty: known,
  };
}

/** Every shape has the same weight; the direct map, itself a mean, has none. */
function shapeWeights(half: Uint8Array): Float64Array {
  const weights = Float64Array.from(half, (side) => (side === 2 ? 0 : 1));
  return weights.some((weight) => weight > 0) ? weights : weights.fill(1);
}

/** The islands from their first genes, or from the state of an interrupted search. */
function search(
  { autoEncoder }: Instruments,
  { seeds, target }: PreparedSearch,
  options: FullOptions,
  states?: readonly SearchState[],
): AsyncGenerator<IslandsRecord, IslandsRecord | undefined> {
  const firsts =
    states ??
    Array.from({ length: options.islands }, (_, i) =>
      seeds.first(options.genes, new Random(options.seed * 101 + i)),
    );
  const evolution = {
    network: autoEncoder,
    target,
    prior: seeds.prior,
    priorWeight: options.priorWeight,
    clean: options.clean,
  };
  return searchIslands(firsts, evolution, options.limits, options.seed * 1009, options.signal, options.pool);
}
