import { type Chart, stackCharts } from '../charts/chart';
import { scoreChart, type GenerationScore } from '../charts/scoreChart';
import { BANDS } from '../charts/historyChart';
import { type GenerationRadii, radiusChart } from '../charts/radiusChart';
import { liveChart } from './liveChart';
import { untilInterrupted } from './untilInterrupted';

/** One generation of a search. */
export type Generation = GenerationScore & GenerationRadii;

/** A step of a search: a generation, or a stage that may contain one. */
export type SearchStep = Generation | { readonly stage: string; readonly record?: Generation };

/** Result of `watchSearch`. */
export interface Watched<S, R> {
  /** all steps of the search */
  readonly steps: readonly S[];
  /** the result of the search */
  readonly result: R;
  /** true where it was interrupted */
  readonly interrupted: boolean;
}

/** Milliseconds between two updates, the limit of a notebook. */
const pause = 800;

/** Options of `watchSearch`. */
export interface WatchOptions {
  /** largest number of generations, for the axis and the remaining time */
  readonly generations?: number;
}

/**
 * Watches a search in a cell of a notebook: chi² and radius of the best genes grow in place, with the
 * time left. The stop button ends the search after its current generation, and the result so far
 * is returned.
 *
 *     const { steps, result } = await watchSearch((signal) => searchIslands(firsts, evolution, limits, 1, signal), limits);
 *
 * @param start starts the search; its signal ends it early
 * @throws Error outside of a tslab kernel
 */
export async function watchSearch<S extends SearchStep, R>(
  start: (signal: AbortSignal) => AsyncGenerator<S, R>,
  { generations }: WatchOptions = {},
): Promise<Watched<S, R>> {
  const live = liveChart();
  const steps: S[] = [];
  const history: Generation[] = [];
  let drawn = -Infinity;
  const draw = (words: string): void => {
    live.update(searchChart(history, words, generations));
    drawn = performance.now();
  };
  return untilInterrupted(async (signal) => {
    const search = start(signal);
    const began = performance.now();
    let step = await search.next();
    for (; !step.done; step = await search.next()) {
      steps.push(step.value);
      const generation = generationOf(step.value);
      if (!generation) continue;
      history.push(generation);
      if (performance.now() - drawn > pause) draw(progress(history, performance.now() - began, generations));
    }
    if (history.length > 0) {
      draw(
        `${signal.aborted ? 'interrupted after' : 'ended after'} generation ${history[history.length - 1].generation}`,
      );
      await live.finish();
    }
    return { steps, result: step.value, interrupted: signal.aborted };
  });
}

function generationOf(step: SearchStep): Generation | undefined {
  return 'bestScore' in step ? step : step.record;
}

function searchChart(history: readonly Generation[], subtitle: string, generations?: number): Chart {
  return stackCharts(
    scoreChart(history, {
      subtitle: `${subtitle}\nlines: best score, median radius; ${BANDS}`,
      generations,
      height: 220,
    }),
    radiusChart(history, { generations, height: 160 }),
  );
}

/** Progress of a search, in words. */
function progress(history: readonly Generation[], milliseconds: number, generations?: number): string {
  const [first, last] = [history[0].generation, history[history.length - 1].generation];
  if (generations === undefined || last === first) return `generation ${last}`;
  const left = (milliseconds / 1000 / (last - first + 1)) * (generations - last);
  return `generation ${last} of at most ${generations}, ${left < 1 ? 'less than a second' : `about ${Math.ceil(left)} s`} left`;
}
