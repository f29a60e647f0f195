import { GRID_POINTS } from '../grid/shapeGrid';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import type { Random } from '../random';
import { cleanRegions, type CleanOptions } from './clean';
import { crossover } from './crossover';
import { mutate } from './mutate';
import { joinPopulations, takeGenes, type LatentPrior, type Population } from './population';
import type { Scores, Target } from '../profile/scoreInvariants';
import { scoreShapes } from './score';
import { elite, tournament } from './tournament';

/** What every generation needs. */
export interface Evolution {
  readonly network: AutoEncoder;
  readonly target: Target;
  /** what genes are mutated from and held near */
  readonly prior: LatentPrior;
  /** weight of the prior: added to chi² is weight × mean squared distance of the latents from it */
  readonly priorWeight: number;
  readonly clean: CleanOptions;
}

/** A population with what its genes decode to and how they score. */
export interface ScoredPopulation extends Population {
  readonly scores: Scores;
  /** chi² and prior together, smaller is better */
  readonly fitness: Float64Array;
  /** count × 31³ of 0 and 1 */
  readonly shapes: Uint8Array;
}

/** Genes carried over unchanged (original program). */
export const ELITE = 20;
/** Best genes whose radii guide new ones. */
const GUIDES = 100;

/** Decodes, cleans and scores genes; a free radius becomes the best one near the gene's. */
export function scorePopulation(population: Population, { network, target, prior, priorWeight, clean }: Evolution): ScoredPopulation {
  const { count } = population;
  const latents = population.latents.slice();
  const shapes = network.decodeShapes(latents, count);
  cleanRegions(network, latents, shapes, count, clean);
  const scores = scoreShapes(shapes, count, population.rmax, target);
  const fitness = scores.chi2.map((chi2, g) => chi2 + priorWeight * distanceFromPrior(latents, g, prior));
  return { count, latents, rmax: scores.rmax, scores, fitness, shapes };
}

function distanceFromPrior(latents: Float32Array, g: number, { mean, deviation }: LatentPrior): number {
  let sum = 0;
  for (let k = 0; k < LATENT_SIZE; k++) sum += ((latents[g * LATENT_SIZE + k] - mean[k]) / deviation[k]) ** 2;
  return sum / LATENT_SIZE;
}

/** A scored population of the genes named. */
export function takeScored(scored: ScoredPopulation, genes: ArrayLike<number>): ScoredPopulation {
  const pick = (values: Float64Array): Float64Array => Float64Array.from(genes, (g) => values[g]);
  const shapes = new Uint8Array(genes.length * GRID_POINTS);
  for (let i = 0; i < genes.length; i++) shapes.set(scored.shapes.subarray(genes[i] * GRID_POINTS, (genes[i] + 1) * GRID_POINTS), i * GRID_POINTS);
  const { chi2, scale, background, s2, layer, rmax } = scored.scores;
  return {
    ...takeGenes(scored, genes), shapes, fitness: pick(scored.fitness),
    scores: { chi2: pick(chi2), scale: pick(scale), background: pick(background), s2: pick(s2), layer: pick(layer), rmax: pick(rmax) },
  };
}

function joinScored(a: ScoredPopulation, b: ScoredPopulation): ScoredPopulation {
  const join = (x: Float64Array, y: Float64Array): Float64Array => Float64Array.of(...x, ...y);
  const shapes = new Uint8Array(a.shapes.length + b.shapes.length);
  shapes.set(a.shapes);
  shapes.set(b.shapes, a.shapes.length);
  const [s, t] = [a.scores, b.scores];
  return {
    ...joinPopulations([a, b]), shapes, fitness: join(a.fitness, b.fitness),
    scores: {
      chi2: join(s.chi2, t.chi2), scale: join(s.scale, t.scale), background: join(s.background, t.background),
      s2: join(s.s2, t.s2), layer: join(s.layer, t.layer), rmax: join(s.rmax, t.rmax),
    },
  };
}

/**
 * One generation: the elite stays as it is; the other places are filled by tournament, crossover
 * and mutation, and scored.
 *
 * @param size genes of the new generation
 */
export function nextGeneration(parents: ScoredPopulation, size: number, evolution: Evolution, random: Random): ScoredPopulation {
  const best = elite(parents.fitness, Math.min(ELITE, parents.count, size));
  const chosen = tournament(parents.fitness, size - best.length, random);
  const children = crossover(takeGenes(parents, chosen), random);
  const guides = elite(parents.fitness, Math.min(GUIDES, parents.count));
  mutate(children, {
    prior: evolution.prior, radius: evolution.target.radius, bestRadii: Array.from(guides, (g) => parents.rmax[g]),
  }, random);
  return joinScored(takeScored(parents, best), scorePopulation(children, evolution));
}
