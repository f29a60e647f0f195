import type { Curve } from '../curve/curve';
import type { DensityMap } from '../grid/densityMap';
import { GRID_POINTS, RMAX_STEPS } from '../grid/shapeGrid';
import type { GridSymmetry } from '../grid/symmetricBall';
import { BALL_POINTS, fromBall, toBall } from '../grid/unitBall';
import { shapeMap } from '../map/shapeMap';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import { bestFieldPose, inPose } from '../network/cubeSymmetry';
import type { MisfitOptions } from '../profile/curveMisfit';
import { soundRadius } from '../profile/radiusForRg';
import { refineBins } from '../refine/answer';
import { fitDensity, type MapFit } from '../refine/mapFit';
import { radiusOfDensity } from '../refine/refineMap';
import { Random } from '../random';
import type { GenerationRecord } from '../search/geneticAlgorithm';
import type { IslandPool } from '../search/islandPool';
import { elite } from '../search/tournament';

/** A plausible shape that fits, one of an ensemble. */
export interface Member {
  /** density 0…1, in the pose in which it agrees best with the mean, body above 0.5 */
  readonly map: DensityMap;
  readonly fit: MapFit;
  /** radius of gyration in Å */
  readonly rg: number;
  /** island of its gene */
  readonly island: number;
}

/** Input of `fitMembers`. */
export interface MemberParts {
  readonly islands: readonly GenerationRecord[];
  readonly count: number;
  readonly network: AutoEncoder;
  readonly pool: IslandPool;
  /** measured points: members have to fit their bins, and their chi² is stated against all of them */
  readonly points: Curve;
  readonly fit: MisfitOptions;
  /** radius of gyration of the curve in Å */
  readonly rg: number;
  /** spread of the latents among plausible shapes */
  readonly deviation: Float32Array;
  /** 31³ mean that defines the pose */
  readonly mean: Float32Array;
  /** seed of the noise */
  readonly seed: number;
  /** whether genes are moved until they fit */
  readonly polished: boolean;
  /** point group of all members; default: none */
  readonly symmetry?: GridSymmetry;
}

/** Sign flips of the axes, which keep the axes of a symmetric shape. */
const FLIPS = 8;
/** chi² of the bins at which a member fits, and largest number of steps. */
const ENOUGH = 1,
  STEPS = 40;
/**
 * Noise added to a gene before it is polished, in units of the spread of plausible shapes. A population that was bred for
 * generations is too alike; with this noise two members agree nearly as a member and the known model do
 * (docs/evaluation.md).
 */
const NOISE = 1.7;

/**
 * Genes of each island, widened by noise and moved by gradient until they fit the curve (`polish`): an ensemble from
 * which the true shape could be drawn. Each has the radius that gives it the measured Rg.
 */
export async function fitMembers(parts: MemberParts): Promise<Member[]> {
  const { islands, count, network, pool, points, fit, rg, deviation, mean, seed, polished, symmetry } = parts;
  const genes = chosenGenes(islands, count).map(({ latents, island }, i) => ({
    latents: widened(latents, deviation, Random.stream(seed, 'member', i)),
    island,
  }));
  const bins = refineBins(points);
  const shapes = await Promise.all(
    genes.map(({ latents }) =>
      pool.polish({
        latents,
        rmax: soundRadius(network.decode(latents, 1).subarray(0, GRID_POINTS), rg),
        curve: bins,
        fit,
        deviation,
        enough: ENOUGH,
        steps: polished ? STEPS : 0,
        symmetry,
      }),
    ),
  );
  const pose = toBall(mean, 1);
  return shapes.map(({ shape, rmax }, i) => {
    const ball = toBall(shape, 1);
    const posed = inPose(ball, bestFieldPose(ball, pose, symmetry && FLIPS), new Float32Array(BALL_POINTS));
    return {
      map: shapeMap(fromBall(posed, 1), rmax, 0.5),
      fit: fitDensity(posed, rmax, points, fit),
      rg: (radiusOfDensity(posed).rg * rmax) / RMAX_STEPS,
      island: genes[i].island,
    };
  });
}

/** A gene with normal noise. */
function widened(latents: Float32Array, deviation: Float32Array, random: Random): Float32Array {
  return latents.map((z, k) => z + NOISE * deviation[k] * random.normal());
}

/**
 * The same number of genes of each island, evenly from its fittest to its least fit: the fittest alone are clones, and
 * an ensemble of clones would overstate the certainty. All of them are polished until they fit.
 */
function chosenGenes(
  islands: readonly GenerationRecord[],
  count: number,
): { latents: Float32Array; island: number }[] {
  return islands.flatMap(({ state: { population } }, island) => {
    const share =
      Math.floor((count * (island + 1)) / islands.length) - Math.floor((count * island) / islands.length);
    const ranked = elite(population.fitness, population.count);
    return Array.from({ length: Math.min(share, population.count) }, (_, i) => {
      const g = ranked[Math.floor(((i + 0.5) * population.count) / share)];
      return { latents: population.latents.slice(g * LATENT_SIZE, (g + 1) * LATENT_SIZE), island };
    });
  });
}
