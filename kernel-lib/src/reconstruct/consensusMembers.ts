import { GRID_POINTS } from '../grid/shapeGrid';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import type { DirectShape } from '../network/joinAnswers';
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
  /** 0 or 1: the half of the ensemble that each belongs to, every other island; 2 for the direct map, of which both have a part */
  readonly half: Uint8Array;
  /**
   * radius in Å: the geometric mean of that which gives the direct network's map the measured Rg, that which the network
   * tells from the profile, and the mean of the genes. The blurred map makes it too small, the sharp shapes too large.
   */
  readonly rmax: number;
}

/** Genes of an island that are averaged, evenly from the best to the worst: the best alone are clones of each other. */
const PER_ISLAND = 10;
/**
 * Weight of the direct network's map, itself a mean over shapes, among the members: with more of the
 * search the correlation rises on simulated curves and falls on measured ones, which no uniform body fits.
 */
export const DIRECT_WEIGHT = 0.8;
/**
 * The shapes that fit, as probabilities: genes from the whole last population of each island, and the
 * direct network's map with a weight of its own.
 *
 * @param rg radius of gyration in Å
 * @param directWeight weight of the direct network's map, 0…1
 */
export function consensusMembers(
  network: AutoEncoder, direct: DirectShape, islands: readonly GenerationRecord[], rg: number, directWeight = DIRECT_WEIGHT,
): ConsensusMembers {
  const genes = islands.flatMap(({ state: { population } }, island) => {
    const ranked = elite(population.fitness, population.count);
    const count = Math.min(PER_ISLAND, population.count);
    return Array.from({ length: count }, (_, i) => {
      const g = ranked[Math.floor((i * population.count) / count)];
      return { latents: population.latents.subarray(g * LATENT_SIZE, (g + 1) * LATENT_SIZE), rmax: population.rmax[g], half: (islands.length > 1 ? island : i) % 2 };
    });
  });
  const latents = new Float32Array(genes.length * LATENT_SIZE);
  genes.forEach((gene, i) => latents.set(gene.latents, i * LATENT_SIZE));
  const shapes = new Float32Array((genes.length + 1) * GRID_POINTS);
  shapes.set(direct.map);
  if (genes.length > 0) shapes.set(network.decode(latents, genes.length), GRID_POINTS);
  const own = genes.length > 0 ? directWeight : 1;
  const weights = Float64Array.of(own, ...genes.map(() => (1 - own) / genes.length));
  const radii = [soundRadius(direct.map, rg), direct.radiusRatio * rg];
  if (genes.length > 0) radii.push(genes.reduce((sum, gene) => sum + gene.rmax / genes.length, 0));
  const rmax = Math.exp(radii.reduce((sum, radius) => sum + Math.log(radius), 0) / radii.length);
  return { count: genes.length + 1, shapes, weights, rmax, half: Uint8Array.of(2, ...genes.map(({ half }) => half)) };
}
