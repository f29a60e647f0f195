import { LATENT_SIZE } from '../network/autoEncoder';
import type { Random } from '../random';
import type { LatentPrior } from './latentPrior';
import { joinPopulations, type Population } from './population';
import type { RadiusRange } from '../profile/radiusRange';

/** A prior that is one component of a mixture. */
export interface WeightedPrior extends LatentPrior {
  readonly weight: number;
}

/**
 * Genes drawn from a prior: each latent normal about its mean, the radius uniform in its range.
 */
export function initialise(
  count: number,
  prior: LatentPrior,
  radius: RadiusRange,
  random: Random,
): Population {
  const latents = new Float32Array(count * LATENT_SIZE);
  const rmax = new Float64Array(count);
  for (let g = 0; g < count; g++) {
    for (let k = 0; k < LATENT_SIZE; k++) {
      latents[g * LATENT_SIZE + k] = prior.mean[k] + prior.deviation[k] * random.normal();
    }
    rmax[g] = random.between(radius.low, radius.high);
  }
  return { count, latents, rmax };
}

/**
 * Genes drawn from a mixture: each from one of the components, in proportion to their weights.
 *
 * @param mixture at least one component
 */
export function initialiseFrom(
  count: number,
  mixture: readonly WeightedPrior[],
  radius: RadiusRange,
  random: Random,
): Population {
  const total = mixture.reduce((sum, { weight }) => sum + weight, 0);
  const chosen = Array.from({ length: count }, () => {
    let left = random.uniform() * total;
    return mixture.find(({ weight }) => (left -= weight) < 0) ?? mixture[mixture.length - 1];
  });
  return joinPopulations(chosen.map((prior) => initialise(1, prior, radius, random)));
}

/**
 * Genes bred from seeds: each the blend of two of them, at random weights, with some noise of the
 * prior's width.
 *
 * @param seeds population of at least one gene
 * @param noise standard deviation of the noise in units of the prior's
 */
export function breedSeeds(
  count: number,
  seeds: Population,
  prior: LatentPrior,
  random: Random,
  noise = 0.15,
): Population {
  const latents = new Float32Array(count * LATENT_SIZE);
  const rmax = new Float64Array(count);
  for (let g = 0; g < count; g++) {
    const a = random.integer(seeds.count),
      b = random.integer(seeds.count);
    const share = random.uniform();
    for (let k = 0; k < LATENT_SIZE; k++) {
      const blend =
        share * seeds.latents[a * LATENT_SIZE + k] + (1 - share) * seeds.latents[b * LATENT_SIZE + k];
      latents[g * LATENT_SIZE + k] = blend + noise * prior.deviation[k] * random.normal();
    }
    rmax[g] = share * seeds.rmax[a] + (1 - share) * seeds.rmax[b];
  }
  return { count, latents, rmax };
}
