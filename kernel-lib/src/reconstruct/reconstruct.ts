import type { Curve } from '../curve/curve';
import type { GuinierFit } from '../curve/guinier';
import type { DensityMap } from '../grid/densityMap';
import { BODY_THRESHOLD } from '../map/mapToBeads';
import { shapeMap } from '../map/shapeMap';
import { soundRadius } from '../profile/radiusForRg';
import type { Target } from '../profile/target';
import { Random } from '../random';
import type { SearchState } from '../search/geneticAlgorithm';
import { islandsRecord, searchIslands, type IslandsRecord } from '../search/islands';
import { answerInParts, type AnswerPart, type SearchAnswer } from './answerOfSearch';
import type { Instruments } from './instruments';
import { fillOptions, type FullOptions, type ReconstructionOptions } from './options';
import { partialNote } from './partialNote';
import { prepareSearch, type PreparedSearch } from './prepareSearch';

export type { Instruments };

/** Progress of a reconstruction. */
export type ReconstructionStep =
  | { readonly stage: 'profile'; readonly guinier: GuinierFit; readonly target: Target }
  | { readonly stage: 'direct'; readonly map: DensityMap }
  | { readonly stage: 'generation'; readonly record: IslandsRecord }
  /** the search has ended: mean, map and members are computed, one part after the other */
  | { readonly stage: 'answer'; readonly part: AnswerPart };

/** A finished reconstruction: one answer, and what it rests on. */
export interface Reconstruction extends SearchAnswer {
  /** the direct network's map: what was known before the search */
  readonly seedMap: DensityMap;
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
  const parts = answerInParts(measured, instruments, full, prepared, last);
  let part = await parts.next();
  for (; !part.done; part = await parts.next()) yield { stage: 'answer', part: part.value };
  const result = part.value;
  const done = records.at(-1)?.generation ?? 0;
  return full.signal?.aborted && done < full.limits.generations
    ? { ...marked(result, partialNote(done)), seedMap, history: records, interruptedAfter: done }
    : { ...result, seedMap, history: records };
}

/** Every map of a search that was cut short says so. */
function marked(result: SearchAnswer, note: string): SearchAnswer {
  const noted = <T extends { readonly map: DensityMap }>(body: T): T => ({
    ...body,
    map: { ...body.map, note },
  });
  const { beads, mean, members } = result;
  return { ...noted(result), beads: noted(beads), mean: noted(mean), members: members.map(noted) };
}

/** The islands from their first genes, or from where an interrupted search stopped. */
function search(
  { autoEncoder }: Instruments,
  { seeds, target, symmetric }: PreparedSearch,
  options: FullOptions,
  states?: readonly SearchState[],
): AsyncGenerator<IslandsRecord, IslandsRecord | undefined> {
  const firsts =
    states ??
    Array.from({ length: options.islands }, (_, i) =>
      seeds.first(options.genes, Random.stream(options.seed, 'first genes', i)),
    );
  const evolution = {
    network: autoEncoder,
    target,
    prior: seeds.prior,
    priorWeight: options.priorWeight,
    clean: options.clean,
    symmetry: symmetric?.symmetry,
  };
  return searchIslands(firsts, evolution, options.limits, options.seed, options.signal, options.pool);
}
