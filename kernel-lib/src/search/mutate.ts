import { LATENT_SIZE } from '../network/autoEncoder';
import type { Random } from '../random';
import type { LatentPrior } from './latentPrior';
import type { Population } from './population';
import type { RadiusRange } from '../profile/radiusRange';

/** Probabilities of the original program: a latent is redrawn; a radius is redrawn. */
const LATENT_RATE = 0.05,
  RADIUS_RATE = 0.5;

/** Distributions from which mutations are drawn. */
export interface MutationSource {
  readonly prior: LatentPrior;
  readonly radius: RadiusRange;
  /** radii of the best genes, from whose mean and spread half of the new radii are drawn */
  readonly bestRadii: ArrayLike<number>;
}

/**
 * Mutates genes in place: each latent is redrawn from the prior with probability 0.05. A free radius
 * is redrawn with probability 0.5, half the time uniform in its range, half the time normal about the
 * best genes' mean.
 */
export function mutate(
  population: Population,
  { prior, radius, bestRadii }: MutationSource,
  random: Random,
): void {
  const { latents, rmax, count } = population;
  for (let g = 0; g < count; g++) {
    for (let k = 0; k < LATENT_SIZE; k++) {
      if (random.uniform() < LATENT_RATE)
        latents[g * LATENT_SIZE + k] = prior.mean[k] + prior.deviation[k] * random.normal();
    }
    if (radius.low === radius.high || random.uniform() >= RADIUS_RATE) continue;
    rmax[g] =
      random.uniform() < 0.5
        ? random.between(radius.low, radius.high)
        : aboutTheBest(bestRadii, radius, random);
  }
}

function aboutTheBest(radii: ArrayLike<number>, { low, high }: RadiusRange, random: Random): number {
  let sum = 0,
    squares = 0;
  for (let i = 0; i < radii.length; i++) {
    sum += radii[i];
    squares += radii[i] ** 2;
  }
  const mean = sum / radii.length;
  const deviation = Math.sqrt(Math.max(0, squares / radii.length - mean * mean));
  return Math.min(high, Math.max(low, mean + deviation * random.normal()));
}
