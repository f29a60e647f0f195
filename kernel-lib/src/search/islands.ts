import { geneticAlgorithm, type GenerationRecord, type SearchLimits, type SearchState } from './geneticAlgorithm';
import type { Evolution } from './generation';
import type { Population } from './population';

/** What several independent populations reached in one generation. */
export interface IslandsRecord {
  readonly generation: number;
  /** the latest record of each island; one that has ended keeps its last */
  readonly islands: readonly GenerationRecord[];
  /** chi² of the best genes of all islands, the best first */
  readonly bestChi2: Float64Array;
  /** their radii in Å */
  readonly bestRmax: Float64Array;
  /** mean spread of the latents within the islands' best genes */
  readonly spread: number;
  /** the best shape of all, 31³ of 0 and 1 */
  readonly bestShape: Uint8Array;
}

/**
 * Runs several genetic algorithms side by side that exchange nothing: their members are diverse where
 * those of one population are clones, and diversity is what averages well.
 *
 * @param firsts genes, or a saved state, with which each island begins
 * @param seed island i draws from seed + i
 * @returns the last record
 */
export async function* searchIslands(
  firsts: readonly (Population | SearchState)[], evolution: Evolution, limits: SearchLimits, seed: number, signal?: AbortSignal,
): AsyncGenerator<IslandsRecord, IslandsRecord | undefined> {
  const searches = firsts.map((first, i) => geneticAlgorithm(first, evolution, limits, seed + i, signal));
  const latest: GenerationRecord[] = [];
  const ended = firsts.map(() => false);
  let record: IslandsRecord | undefined;
  while (ended.includes(false)) {
    let moved = false;
    for (let i = 0; i < searches.length; i++) {
      if (ended[i]) continue;
      const { done, value } = await searches[i].next();
      if (done) {
        ended[i] = true;
      } else {
        latest[i] = value;
        moved = true;
      }
    }
    if (!moved) break;
    record = merge(latest.filter(Boolean));
    yield record;
  }
  return record;
}

function merge(islands: readonly GenerationRecord[]): IslandsRecord {
  const best = islands
    .flatMap((island, i) => Array.from(island.bestChi2, (chi2, rank) => ({ chi2, rmax: island.bestRmax[rank], island: i })))
    .sort((a, b) => a.chi2 - b.chi2);
  return {
    generation: Math.max(...islands.map((island) => island.generation)),
    islands,
    bestChi2: Float64Array.from(best, (gene) => gene.chi2),
    bestRmax: Float64Array.from(best, (gene) => gene.rmax),
    spread: islands.reduce((sum, island) => sum + island.spread, 0) / islands.length,
    bestShape: islands[best[0].island].bestShape,
  };
}
