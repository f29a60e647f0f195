import { GRID_POINTS } from '../grid/shapeGrid';
import { LATENT_SIZE } from '../network/autoEncoder';
import { Random } from '../random';
import { ELITE, nextGeneration, scorePopulation, type Evolution, type ScoredPopulation } from './generation';
import { takeGenes, type Population } from './population';
import { elite } from './tournament';

/** Results of one generation. */
export interface GenerationRecord {
  readonly generation: number;
  /** genes in this generation */
  readonly size: number;
  /** scores of the fittest genes (20 at most), the least first: chi² with the error of the model, and prior */
  readonly bestScore: Float64Array;
  /** radii of the same genes in Å */
  readonly bestRmax: Float64Array;
  /** mean over latents of the best genes' standard deviation: 0 when they are clones */
  readonly spread: number;
  /** the shape of the first of them, 31³ of 0 and 1 */
  readonly bestShape: Uint8Array;
  /** state from which a search can continue */
  readonly state: SearchState;
}

/** The complete state of a search; plain data, for a checkpoint. */
export interface SearchState {
  readonly generation: number;
  readonly size: number;
  readonly sinceBetter: number;
  /** of the gene that counted as better last */
  readonly bestFitness: number;
  readonly population: ScoredPopulation;
  readonly random: ReturnType<Random['save']>;
}

/** Limits at which a search shrinks and ends. */
export interface SearchLimits {
  /** largest number of generations; 80 in the original program's later version */
  readonly generations: number;
  /** generations without a better best gene after which the population shrinks */
  readonly patience: number;
  /** share of its score by which a gene has to beat the best to count as better; default 0 */
  readonly progress?: number;
  /** number of genes by which it shrinks; the search ends when fewer than this would remain */
  readonly shrinkBy: number;
  /** mean chi² of the best genes at which the curve counts as explained and the search ends */
  readonly enough: number;
}

/** Limits of the original program. */
export const PAPER_LIMITS: SearchLimits = { generations: 80, patience: 15, shrinkBy: 100, enough: 0 };

/**
 * The genetic algorithm (He, Liu & Liu 2020): yields a record for the first population and for each
 * generation after it, until the limits end it or the caller stops asking.
 *
 * @param first genes to begin with, or the state of a search to continue
 * @param signal aborts between generations
 */
export async function* geneticAlgorithm(
  first: Population | SearchState,
  evolution: Evolution,
  limits: SearchLimits,
  seed: number,
  signal?: AbortSignal,
): AsyncGenerator<GenerationRecord, SearchState> {
  let state: SearchState;
  if ('population' in first) {
    state = first;
  } else {
    const population = scorePopulation(first, evolution);
    state = {
      generation: 0,
      size: first.count,
      sinceBetter: 0,
      population,
      bestFitness: population.fitness.reduce((a, b) => Math.min(a, b)),
      random: new Random(seed).save(),
    };
    yield recordOf(state);
  }
  while (!finished(state, limits)) {
    // gives timers, signals and messages of the host a turn
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (signal?.aborted) break;
    state = step(state, evolution, limits);
    yield recordOf(state);
  }
  return state;
}

function step(state: SearchState, evolution: Evolution, limits: SearchLimits): SearchState {
  const random = Random.restore(state.random);
  const stuck = state.sinceBetter >= limits.patience;
  const size = stuck ? state.size - limits.shrinkBy : state.size;
  const population = nextGeneration(state.population, size, evolution, random);
  const best = population.fitness.reduce((a, b) => Math.min(a, b));
  const better = best < state.bestFitness * (1 - (limits.progress ?? 0));
  return {
    generation: state.generation + 1,
    size,
    population,
    random: random.save(),
    sinceBetter: better || stuck ? 0 : state.sinceBetter + 1,
    bestFitness: better ? best : state.bestFitness,
  };
}

function finished({ generation, size, sinceBetter, population }: SearchState, limits: SearchLimits): boolean {
  if (generation >= limits.generations) return true;
  if (sinceBetter >= limits.patience && size - limits.shrinkBy < limits.shrinkBy) return true;
  const best = elite(population.fitness, Math.min(ELITE, population.count));
  return best.reduce((sum, g) => sum + population.scores.chi2[g], 0) / best.length <= limits.enough;
}

/** The record of a state of a search. */
export function recordOf(state: SearchState): GenerationRecord {
  const { population, generation, size } = state;
  const fittest = elite(population.fitness, Math.min(ELITE, population.count));
  const { latents, rmax, count } = takeGenes(population, fittest);
  return {
    generation,
    size,
    state,
    bestScore: Float64Array.from(fittest, (g) => population.fitness[g]),
    bestRmax: rmax,
    spread: spreadOf(latents, count),
    bestShape: population.eliteShapes.slice(0, GRID_POINTS),
  };
}

function spreadOf(latents: Float32Array, count: number): number {
  let total = 0;
  for (let k = 0; k < LATENT_SIZE; k++) {
    let sum = 0,
      squares = 0;
    for (let g = 0; g < count; g++) {
      sum += latents[g * LATENT_SIZE + k];
      squares += latents[g * LATENT_SIZE + k] ** 2;
    }
    total += Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  }
  return total / LATENT_SIZE;
}
