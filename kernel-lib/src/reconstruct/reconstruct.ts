import { averageShapes } from '../consensus/averageShapes';
import type { Curve } from '../curve/curve';
import { guinier, type GuinierFit } from '../curve/guinier';
import { rebin } from '../curve/rebin';
import type { DensityMap } from '../grid/densityMap';
import type { ShapeLibrary } from '../library/shapeLibrary';
import { BODY_THRESHOLD } from '../map/mapToBeads';
import { shapeMap } from '../map/shapeMap';
import type { AutoEncoder } from '../network/autoEncoder';
import type { DirectNetwork } from '../network/directNetwork';
import type { DirectShape } from '../network/joinAnswers';
import type { Target } from '../profile/scoreInvariants';
import { Random } from '../random';
import type { SearchState } from '../search/geneticAlgorithm';
import { islandsRecord, searchIslands, type IslandsRecord } from '../search/islands';
import type { LatentPrior } from '../search/population';
import { certainty, type Certainty } from '../certainty/certainty';
import { consensusMembers } from '../consensus/consensusMembers';
import { DIRECT_Q_MAX, directShape } from './directShape';
import { fittestMembers } from '../consensus/fittestMembers';
import { fillOptions, type FullOptions, type ReconstructionOptions } from './options';
import { partialNote } from './partialNote';
import { withHydration } from './hydration';
import { searchTarget } from './searchTarget';
import { fitShape, type ShapeFit } from './shapeFit';
import { soundRadius } from '../profile/radiusForRg';
import { curveSeeds, priorSeeds, type SearchSeeds } from './seeds';

/** What is learnt and used by a reconstruction. */
export interface Instruments {
  readonly autoEncoder: AutoEncoder;
  readonly direct: DirectNetwork;
  readonly library: ShapeLibrary;
  readonly prior: LatentPrior;
}

/** What a reconstruction tells on its way. */
export type ReconstructionStep =
  | { readonly stage: 'profile'; readonly guinier: GuinierFit; readonly target: Target }
  | { readonly stage: 'direct'; readonly map: DensityMap }
  | { readonly stage: 'generation'; readonly record: IslandsRecord };

/** A finished reconstruction. */
export interface Reconstruction {
  /** mean of the superposed shapes, 0…1, at the radius found; its body lies above `threshold` */
  readonly map: DensityMap;
  /** standard deviation of each voxel over the shapes, 31³ */
  readonly spread: Float32Array;
  /** the direct network's map: what was known before the search */
  readonly seedMap: DensityMap;
  /** radius in Å */
  readonly rmax: number;
  readonly guinier: GuinierFit;
  readonly target: Target;
  /** the best single shape's fit to all measured points, with their errors as measured */
  readonly fit: ShapeFit;
  /** mean correlation of the averaged shapes with their mean: 1 when all agree */
  readonly agreement: number;
  /** how sure the map is: expected correlation, resolution, ambiguity */
  readonly certainty: Certainty;
  /** records of all generations, without their states */
  readonly history: readonly HistoryRecord[];
  /** the generation after which the signal ended the search; undefined where it came to its end */
  readonly interruptedAfter?: number;
}

/** One generation of all islands without what only the search needs. */
export type HistoryRecord = Omit<IslandsRecord, 'islands'>;

/** An interrupted search: its islands as they were after a generation, and the records until then. */
export interface SavedSearch {
  readonly states: readonly SearchState[];
  readonly history: readonly HistoryRecord[];
}

/**
 * From a measured curve to a density map: Guinier fit and rebinning, the direct network's shape, seeds,
 * islands of the genetic algorithm, and the superposed average of what fits.
 *
 * @param measured measured points, q in 1/Å
 * @param saved an interrupted search of the same curve and options, to go on with
 * @throws InputError when the curve does not allow it or an option is out of range
 */
export async function* reconstruct(
  measured: Curve,
  instruments: Instruments,
  options: ReconstructionOptions = {},
  saved?: SavedSearch,
): AsyncGenerator<ReconstructionStep, Reconstruction> {
  const full = fillOptions(options);
  const fit = guinier(measured);
  const curve = rebin(measured, { qMin: measured.q[fit.first], qMax: full.qMax, points: full.points });
  const bare = searchTarget(curve, { rg: fit.rg, i0: fit.i0, rmax: full.rmax, modelError: full.modelError });
  yield { stage: 'profile', guinier: fit, target: bare };

  const direct = directShape(instruments.direct, measured, fit);
  const seedMap = shapeMap(direct.map, full.rmax ?? soundRadius(direct.map, fit.rg), BODY_THRESHOLD);
  yield { stage: 'direct', map: seedMap };

  const { seeds, target } = beginning(instruments, direct, bare, fit, full);
  const records: HistoryRecord[] = [...(saved?.history ?? [])];
  let last = saved && islandsRecord(saved.states);
  for await (const record of search(instruments, seeds, target, full, saved?.states)) {
    const { islands: _, ...summary } = record;
    records.push(summary);
    last = record;
    yield { stage: 'generation', record };
  }
  const done = records.at(-1)?.generation ?? 0;
  const interruptedAfter = full.signal?.aborted && done < full.limits.generations ? done : undefined;
  const members =
    last && full.consensus === 'fittest'
      ? fittestMembers(last.islands)
      : consensusMembers(instruments.autoEncoder, {
          direct,
          nearest: seeds.nearest,
          islands: last?.islands ?? [],
          rg: fit.rg,
          directWeight: full.directWeight,
          libraryWeight: full.libraryWeight,
        });
  const average = averageShapes(members.shapes, members.count, { weights: members.weights });
  const rmax = full.rmax ?? members.rmax;
  const map = {
    ...shapeMap(average.map, rmax, BODY_THRESHOLD),
    ...(interruptedAfter === undefined ? {} : { note: partialNote(interruptedAfter) }),
  };
  const known = certainty({
    direct,
    members,
    average,
    map,
    target,
    library: instruments.library,
    rg: fit.rg,
    qMax: Math.min(DIRECT_Q_MAX, measured.q[measured.q.length - 1]),
  });
  return {
    map,
    spread: average.spread,
    seedMap,
    rmax,
    guinier: fit,
    target,
    fit: last
      ? fitShape(last.bestShape, last.bestRmax[0], measured, target)
      : fitShape(average.map, rmax, measured, target),
    agreement: known.measures.agreement,
    certainty: known,
    history: records,
    ...(interruptedAfter === undefined ? {} : { interruptedAfter }),
  };
}

/** Where the search begins, and its target with the hydration layer of shapes with such a profile. */
function beginning(
  { autoEncoder, library, prior }: Instruments,
  direct: DirectShape,
  bare: Target,
  { rg }: GuinierFit,
  options: FullOptions,
): { seeds: SearchSeeds; target: Target } {
  const seeds =
    options.seeds === 'curve' ? curveSeeds(direct, library, bare, rg) : priorSeeds(prior, library, bare, rg);
  return { seeds, target: options.layer ? withHydration(bare, autoEncoder, seeds.nearest) : bare };
}

/** The islands from their first genes, or from where an interrupted search stopped. */
function search(
  { autoEncoder }: Instruments,
  seeds: SearchSeeds,
  target: Target,
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
