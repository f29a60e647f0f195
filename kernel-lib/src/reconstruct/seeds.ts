import { nearestShapes, type NearestShapes } from '../library/nearestShapes';
import type { ShapeLibrary } from '../library/shapeLibrary';
import type { DirectShape } from '../network/directShape';
import type { RadiusRange } from '../profile/radiusRange';
import type { Target } from '../profile/target';
import type { Random } from '../random';
import { initialise, initialiseFrom, breedSeeds } from '../search/initialise';
import type { LatentPrior } from '../search/latentPrior';
import { joinPopulations, type Population } from '../search/population';

/** Number of library shapes from which genes are bred. */
const NEAREST = 60;
/** Share of the first genes that are drawn from the direct network's distribution; the rest are bred from library shapes. */
const DIRECT_SHARE = 0.6;

/** Seeds of a search. */
export interface SearchSeeds {
  readonly nearest: NearestShapes;
  /** distribution of the latents given the curve, from which mutations are drawn */
  readonly prior: LatentPrior;
  /** first genes of one island */
  readonly first: (count: number, random: Random) => Population;
}

/**
 * Seeds of a search: the direct network's distribution of latents, and library shapes with such a
 * profile, bred with each other.
 *
 * @param rg radius of gyration in Å
 * @param nearest the library shapes that are bred; default: the nearest to the curve
 */
export function curveSeeds(
  direct: DirectShape,
  library: ShapeLibrary,
  target: Target,
  rg: number,
  nearest = nearestShapes(library, target, rg, NEAREST),
): SearchSeeds {
  const prior: LatentPrior = { mean: direct.mean, deviation: direct.deviation };
  const bred: Population = { count: nearest.count, latents: nearest.latents, rmax: nearest.rmax };
  return {
    nearest,
    prior,
    first(count, random) {
      const drawn = Math.round(DIRECT_SHARE * count);
      return joinPopulations([
        initialiseFrom(drawn, direct.components, target.radius, random),
        breedSeeds(count - drawn, bred, prior, random),
      ]);
    },
  };
}

/**
 * Genes as in the paper: drawn from the latents of real structures, with any radius of a range.
 *
 * @param radius in Å
 */
export function priorSeeds(
  prior: LatentPrior,
  library: ShapeLibrary,
  target: Target,
  radius: RadiusRange,
  rg: number,
): SearchSeeds {
  return {
    prior,
    nearest: nearestShapes(library, target, rg, NEAREST),
    first: (count, random) => initialise(count, prior, radius, random),
  };
}
