import type { GridSymmetry } from '../grid/symmetricBall';
import type { AutoEncoder } from '../network/autoEncoder';
import { SymmetricNetwork } from '../network/symmetricNetwork';
import type { EvolutionSettings } from './generation';
import {
  geneticAlgorithm,
  type GenerationRecord,
  type SearchLimits,
  type SearchState,
} from './geneticAlgorithm';
import { polish, type PolishedGene, type PolishTask } from './polish';
import type { Population } from './population';

/** Everything that determines the course of one island; plain data, which can be sent to a worker. */
export interface IslandTask {
  /** genes, or a saved state, to begin with */
  readonly first: Population | SearchState;
  readonly settings: EvolutionSettings;
  readonly limits: SearchLimits;
  readonly seed: number;
}

/** A running island: each `next` computes one generation. */
export interface Island {
  next(): Promise<IteratorResult<GenerationRecord, unknown>>;
  /** ends it early */
  leave(): void;
}

/**
 * Computes islands in this thread, or in several workers. An island's course depends on its task
 * alone, so the results are the same wherever it runs.
 */
export interface IslandPool {
  /** number of islands computed at a time */
  readonly workers: number;
  /** @param signal ends the island between two generations */
  begin(task: IslandTask, signal?: AbortSignal): Island;
  /** a gene moved until it fits, see `polish` */
  polish(task: PolishTask): Promise<PolishedGene>;
}

/** All islands in this thread, one after the other. */
export function localIslands(network: AutoEncoder): IslandPool {
  const keeping = (symmetry: GridSymmetry | undefined): AutoEncoder =>
    symmetry ? new SymmetricNetwork(network, symmetry) : network;
  return {
    workers: 1,
    begin({ first, settings, limits, seed }, signal) {
      const search = geneticAlgorithm(
        first,
        { network: keeping(settings.symmetry), ...settings },
        limits,
        seed,
        signal,
      );
      return { next: () => search.next(), leave: () => void search.return(undefined as never) };
    },
    async polish(task) {
      // gives the host a turn between two genes
      await new Promise((resolve) => setTimeout(resolve, 0));
      return polish(task, keeping(task.symmetry));
    },
  };
}
