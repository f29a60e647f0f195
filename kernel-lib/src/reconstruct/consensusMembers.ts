import { GRID_POINTS } from '../grid/shapeGrid';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import type { DirectShape } from '../network/directNetwork';
import type { GenerationRecord } from '../search/geneticAlgorithm';
import { elite } from '../search/tournament';
import { soundRadius } from './soundRadius';

/** Shapes to be averaged. */
export interface ConsensusMembers {
  readonly count: number;
  /** count × 31³ probabilities */
  readonly shapes: Float32Array;
  /** weight of each, sum 1 */
  readonly weights: Float64Array;
  /** weighted mean radius in Å */
  readonly rmax: number;
}

/** Best genes of an island that are averaged: the others are their relatives. */
const PER_ISLAND = 5;
/** Weight of the direct network's map, itself a mean over shapes, among the members. */
export const DIRECT_WEIGHT = 0.5;

/**
 * The shapes that fit, as probabilities: the best genes of each island, and the direct network's map
 * with a weight of its own.
 */
export function consensusMembers(
  network: AutoEncoder, direct: DirectShape, islands: readonly GenerationRecord[], rg: number, directWeight = DIRECT_WEIGHT,
): ConsensusMembers {
  const genes = islands.flatMap(({ state: { population } }) =>
    Array.from(elite(population.fitness, Math.min(PER_ISLAND, population.count)), (g) => ({
      latents: population.latents.subarray(g * LATENT_SIZE, (g + 1) * LATENT_SIZE), rmax: population.rmax[g],
    })));
  const latents = new Float32Array(genes.length * LATENT_SIZE);
  genes.forEach((gene, i) => latents.set(gene.latents, i * LATENT_SIZE));
  const shapes = new Float32Array((genes.length + 1) * GRID_POINTS);
  shapes.set(direct.map);
  if (genes.length > 0) shapes.set(network.decode(latents, genes.length), GRID_POINTS);
  const own = genes.length > 0 ? directWeight : 1;
  const weights = Float64Array.of(own, ...genes.map(() => (1 - own) / genes.length));
  const radii = [soundRadius(direct.map, rg), ...genes.map((gene) => gene.rmax)];
  return { count: genes.length + 1, shapes, weights, rmax: radii.reduce((sum, r, i) => sum + r * weights[i], 0) };
}
