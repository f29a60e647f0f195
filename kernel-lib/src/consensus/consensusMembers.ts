import { GRID_POINTS } from '../grid/shapeGrid';
import type { NearestShapes } from '../library/nearestShapes';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import type { DirectShape } from '../network/directShape';
import type { GenerationRecord } from '../search/geneticAlgorithm';
import { elite } from '../search/tournament';
import { soundRadius } from '../profile/radiusForRg';
import { exp, log } from '../elementary';

/** The shapes of an average. */
export interface ConsensusMembers {
  readonly count: number;
  /** count × 31³ probabilities */
  readonly shapes: Float32Array;
  /** weight of each, sum 1 */
  readonly weights: Float64Array;
  /**
   * 0 or 1: the half of the ensemble that each belongs to, every other island and library shape; 2 for the direct map, of
   * which both have a part
   */
  readonly half: Uint8Array;
  /**
   * radius in Å: the geometric mean of that at which the direct network's map has the measured Rg, that predicted by the network
   * from the profile, and the mean of the genes. The blurred map gives too small a radius, the sharp shapes too large a one.
   */
  readonly rmax: number;
}

/** Genes of an island that are averaged, evenly from the best to the worst: the best alone are clones of each other. */
const PER_ISLAND = 10;
/** Library shapes that are averaged, those with the nearest curves. */
const FROM_LIBRARY = 40;
/**
 * Weights of the direct network's map, itself a mean over shapes, and of the library's shapes together; the rest is the
 * genes'. How they were found: docs/experiments.md.
 */
export const DIRECT_WEIGHT = 0.8,
  LIBRARY_WEIGHT = 0.1;

/** Sources of the shapes of an average. */
export interface ConsensusParts {
  readonly direct: DirectShape;
  /** shapes of the library by the distance of their curves, the nearest first */
  readonly nearest: NearestShapes;
  /** the last generation of each island; empty without a search */
  readonly islands: readonly GenerationRecord[];
  /** radius of gyration in Å */
  readonly rg: number;
  /** weights, 0…1; without a search these two take the share of the genes */
  readonly directWeight?: number;
  readonly libraryWeight?: number;
}

/**
 * The shapes that fit, as probabilities: the direct network's map, real shapes from the library, and genes from the whole
 * last population of each island.
 *
 * @param network decodes latents
 */
export function consensusMembers(
  network: AutoEncoder,
  {
    direct,
    nearest,
    islands,
    rg,
    directWeight = DIRECT_WEIGHT,
    libraryWeight = LIBRARY_WEIGHT,
  }: ConsensusParts,
): ConsensusMembers {
  const known = Math.min(FROM_LIBRARY, nearest.count);
  const genes = islands.flatMap(({ state: { population } }, island) => {
    const ranked = elite(population.fitness, population.count);
    const count = Math.min(PER_ISLAND, population.count);
    return Array.from({ length: count }, (_, i) => {
      const g = ranked[Math.floor((i * population.count) / count)];
      return {
        latents: population.latents.subarray(g * LATENT_SIZE, (g + 1) * LATENT_SIZE),
        rmax: population.rmax[g],
        half: (islands.length > 1 ? island : i) % 2,
      };
    });
  });
  const others = known + genes.length;
  const latents = new Float32Array(others * LATENT_SIZE);
  latents.set(nearest.latents.subarray(0, known * LATENT_SIZE));
  genes.forEach((gene, i) => latents.set(gene.latents, (known + i) * LATENT_SIZE));
  const shapes = new Float32Array((others + 1) * GRID_POINTS);
  shapes.set(direct.map);
  shapes.set(network.decode(latents, others), GRID_POINTS);
  const searched = genes.length > 0 ? Math.max(0, 1 - directWeight - libraryWeight) : 0;
  const all = directWeight + libraryWeight + searched;
  const weights = Float64Array.from(
    { length: others + 1 },
    (_, i) => (i === 0 ? directWeight : i <= known ? libraryWeight / known : searched / genes.length) / all,
  );
  const radii = [soundRadius(direct.map, rg), direct.radiusRatio * rg];
  if (genes.length > 0) radii.push(genes.reduce((sum, gene) => sum + gene.rmax / genes.length, 0));
  const rmax = exp(radii.reduce((sum, radius) => sum + log(radius), 0) / radii.length);
  return {
    count: others + 1,
    shapes,
    weights,
    rmax,
    half: Uint8Array.of(
      2,
      ...Array.from({ length: known }, (_, i) => i % 2),
      ...genes.map(({ half }) => half),
    ),
  };
}
