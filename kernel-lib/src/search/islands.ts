import type { Evolution } from './generation';
import { streamSeed } from '../random';
import { recordOf, type GenerationRecord, type SearchLimits, type SearchState } from './geneticAlgorithm';
import { localIslands, type IslandPool } from './islandPool';
import type { Population } from './population';

/** Results of several independent populations in one generation. */
export interface IslandsRecord {
  readonly generation: number;
  /** the latest record of each island; one that has ended keeps its last */
  readonly islands: readonly GenerationRecord[];
  /** scores of the best genes of all islands, the best first */
  readonly bestScore: Float64Array;
  /** their radii in Å */
  readonly bestRmax: Float64Array;
  /** mean spread of the latents within the islands' best genes */
  readonly spread: number;
  /** the best shape of all, 31³ of 0 and 1 */
  readonly bestShape: Uint8Array;
}

/**
 * Runs several independent genetic algorithms: their members are diverse where
 * those of one population are clones, and an average needs diversity.
 *
 * @param firsts genes, or a saved state, with which each island begins
 * @param seed island i draws from the stream of seed that has its number
 * @param pool where the islands are computed; default: in this thread. The records are the same
 * @returns the last record
 */
export async function* searchIslands(
  firsts: readonly (Population | SearchState)[],
  evolution: Evolution,
  limits: SearchLimits,
  seed: number,
  signal?: AbortSignal,
  pool: IslandPool = localIslands(evolution.network),
): AsyncGenerator<IslandsRecord, IslandsRecord | undefined> {
  const { network: _, ...settings } = evolution;
  const islands = firsts.map((first, i) =>
    pool.begin({ first, settings, limits, seed: streamSeed(seed, 'island', i) }, signal),
  );
  // an island that had ended stays as it was saved
  const latest = firsts.map((first) => ('population' in first ? recordOf(first) : undefined));
  let record: IslandsRecord | undefined;
  try {
    for (;;) {
      const results = await Promise.all(islands.map((island) => island.next()));
      if (results.every(({ done }) => done)) return record;
      results.forEach((result, i) => {
        if (!result.done) latest[i] = result.value;
      });
      record = merge(latest.filter((found) => found !== undefined));
      yield record;
    }
  } finally {
    for (const island of islands) island.leave();
  }
}

/** The record of islands in these states. */
export function islandsRecord(states: readonly SearchState[]): IslandsRecord {
  return merge(states.map(recordOf));
}

function merge(islands: readonly GenerationRecord[]): IslandsRecord {
  const best = islands
    .flatMap((island, i) =>
      Array.from(island.bestScore, (score, rank) => ({ score, rmax: island.bestRmax[rank], island: i })),
    )
    .sort((a, b) => a.score - b.score);
  return {
    generation: Math.max(...islands.map((island) => island.generation)),
    islands,
    bestScore: Float64Array.from(best, (gene) => gene.score),
    bestRmax: Float64Array.from(best, (gene) => gene.rmax),
    spread: islands.reduce((sum, island) => sum + island.spread, 0) / islands.length,
    bestShape: islands[best[0].island].bestShape,
  };
}
