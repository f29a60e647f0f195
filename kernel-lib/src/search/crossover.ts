import { LATENT_SIZE } from '../network/autoEncoder';
import type { Random } from '../random';
import { takeGenes, type Population } from './population';

/** Probability with which each of the two segments is exchanged (original program). */
const EXCHANGE = 0.8;

/**
 * Crosses consecutive pairs of the shuffled pool: four sorted random cuts bound two segments of
 * latents, each exchanged with probability 0.8. The radius is not exchanged.
 *
 * @returns a new population of the same size
 */
export function crossover(pool: Population, random: Random): Population {
  const shuffled = takeGenes(pool, random.shuffle(Int32Array.from({ length: pool.count }, (_, i) => i)));
  for (let g = 0; g + 1 < shuffled.count; g += 2) {
    const cuts = Array.from({ length: 4 }, () => random.integer(LATENT_SIZE + 1)).sort((a, b) => a - b);
    for (const [from, to] of [
      [cuts[0], cuts[1]],
      [cuts[2], cuts[3]],
    ]) {
      if (random.uniform() < EXCHANGE) exchange(shuffled.latents, g, from, to);
    }
  }
  return shuffled;
}

/** Exchanges the latents from … to − 1 of genes g and g + 1. */
function exchange(latents: Float32Array, g: number, from: number, to: number): void {
  const a = g * LATENT_SIZE,
    b = a + LATENT_SIZE;
  const kept = latents.slice(a + from, a + to);
  latents.copyWithin(a + from, b + from, b + to);
  latents.set(kept, b + from);
}
