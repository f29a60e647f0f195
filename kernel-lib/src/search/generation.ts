import { GRID_POINTS } from '../grid/shapeGrid';
import type { GridSymmetry } from '../grid/symmetricBall';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import type { Random } from '../random';
import { cleanRegions, type CleanOptions } from './cleanRegions';
import { crossover } from './crossover';
import { mutate } from './mutate';
import type { LatentPrior } from './latentPrior';
import { joinPopulations, takeGenes, type Population } from './population';
import type { Target } from '../profile/target';
import type { Scores } from '../profile/scoreInvariants';
import { scoreShapes } from './score';
import { elite, tournament } from './tournament';

/** Settings of every generation beside the network: plain data, which can be sent to a worker. */
export interface EvolutionSettings {
  readonly target: Target;
  /** distribution for mutations, and centre of the penalty on genes */
  readonly prior: LatentPrior;
  /** weight of the prior: added to chi² is weight × mean squared distance of the latents from it */
  readonly priorWeight: number;
  readonly clean: CleanOptions;
  /** point group of all shapes; default: none */
  readonly symmetry?: GridSymmetry;
}

/** Settings and network of every generation. */
export interface Evolution extends EvolutionSettings {
  readonly network: AutoEncoder;
}

/** A population with the scores of its genes and the shapes of the fittest. */
export interface ScoredPopulation extends Population {
  readonly scores: Scores;
  /** chi² and prior together, smaller is better */
  readonly fitness: Float64Array;
  /** shapes of the fittest genes (20 at most), the fittest first: 31³ of 0 and 1 each */
  readonly eliteShapes: Uint8Array;
}

/** Genes carried over unchanged (original program). */
export const ELITE = 20;
/** Best genes whose radii guide new ones. */
const GUIDES = 100;

/** Decodes, cleans and scores genes; a free radius becomes the best one near the gene's. */
export function scorePopulation(
  population: Population,
  { network, target, prior, priorWeight, clean }: Evolution,
): ScoredPopulation {
  const { count } = population;
  const latents = population.latents.slice();
  const shapes = network.decodeShapes(latents, count);
  cleanRegions(network, latents, shapes, count, clean);
  const scores = scoreShapes(shapes, count, population.rmax, target);
  const fitness = scores.chi2.map((chi2, g) => chi2 + priorWeight * distanceFromPrior(latents, g, prior));
  const fittest = elite(fitness, Math.min(ELITE, count));
  return {
    count,
    latents,
    rmax: scores.rmax,
    scores,
    fitness,
    eliteShapes: takeShapes(fittest, (g) => shapeAt(shapes, g)),
  };
}

function distanceFromPrior(latents: Float32Array, g: number, { mean, deviation }: LatentPrior): number {
  let sum = 0;
  for (let k = 0; k < LATENT_SIZE; k++) sum += ((latents[g * LATENT_SIZE + k] - mean[k]) / deviation[k]) ** 2;
  return sum / LATENT_SIZE;
}

/** The shapes of the given genes, one after the other. */
function takeShapes(genes: ArrayLike<number>, shapeOf: (gene: number) => Uint8Array): Uint8Array {
  const taken = new Uint8Array(genes.length * GRID_POINTS);
  for (let i = 0; i < genes.length; i++) taken.set(shapeOf(genes[i]), i * GRID_POINTS);
  return taken;
}

function shapeAt(shapes: Uint8Array, index: number): Uint8Array {
  return shapes.subarray(index * GRID_POINTS, (index + 1) * GRID_POINTS);
}

/** The fittest of the parents, the fittest first, and their children in one population. */
function joinScored(
  parents: ScoredPopulation,
  best: Int32Array,
  children: ScoredPopulation,
): ScoredPopulation {
  const join = (x: Float64Array, y: Float64Array): Float64Array => {
    const joined = new Float64Array(best.length + children.count);
    best.forEach((g, i) => (joined[i] = x[g]));
    joined.set(y, best.length);
    return joined;
  };
  const fitness = join(parents.fitness, children.fitness);
  const rankOfChild = new Map(
    Array.from(elite(children.fitness, Math.min(ELITE, children.count)), (g, rank) => [g, rank]),
  );
  const shapeOf = (g: number): Uint8Array =>
    g < best.length
      ? shapeAt(parents.eliteShapes, g)
      : shapeAt(children.eliteShapes, rankOfChild.get(g - best.length) as number);
  const [s, t] = [parents.scores, children.scores];
  return {
    ...joinPopulations([takeGenes(parents, best), children]),
    fitness,
    eliteShapes: takeShapes(elite(fitness, Math.min(ELITE, fitness.length)), shapeOf),
    scores: {
      chi2: join(s.chi2, t.chi2),
      scale: join(s.scale, t.scale),
      background: join(s.background, t.background),
      s2: join(s.s2, t.s2),
      layer: join(s.layer, t.layer),
      rmax: join(s.rmax, t.rmax),
    },
  };
}

/**
 * One generation: the elite stays unchanged; the other genes come from tournament, crossover
 * and mutation, and are scored.
 *
 * @param size genes of the new generation
 */
export function nextGeneration(
  parents: ScoredPopulation,
  size: number,
  evolution: Evolution,
  random: Random,
): ScoredPopulation {
  const best = elite(parents.fitness, Math.min(ELITE, parents.count, size));
  const chosen = tournament(parents.fitness, size - best.length, random);
  const children = crossover(takeGenes(parents, chosen), random);
  const guides = elite(parents.fitness, Math.min(GUIDES, parents.count));
  mutate(
    children,
    {
      prior: evolution.prior,
      radius: evolution.target.radius,
      bestRadii: Array.from(guides, (g) => parents.rmax[g]),
    },
    random,
  );
  return joinScored(parents, best, scorePopulation(children, evolution));
}
