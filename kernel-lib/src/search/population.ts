import { LATENT_SIZE } from '../network/autoEncoder';

/** Genes of one generation: latents, and the radius as the 201st number. */
export interface Population {
  readonly count: number;
  /** count × 200 */
  readonly latents: Float32Array;
  /** radius of each gene in Å */
  readonly rmax: Float64Array;
}

/** The given genes, in that order. */
export function takeGenes(population: Population, genes: ArrayLike<number>): Population {
  const latents = new Float32Array(genes.length * LATENT_SIZE);
  const rmax = new Float64Array(genes.length);
  for (let i = 0; i < genes.length; i++) {
    latents.set(
      population.latents.subarray(genes[i] * LATENT_SIZE, (genes[i] + 1) * LATENT_SIZE),
      i * LATENT_SIZE,
    );
    rmax[i] = population.rmax[genes[i]];
  }
  return { count: genes.length, latents, rmax };
}

/** Populations one after the other. */
export function joinPopulations(parts: readonly Population[]): Population {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const latents = new Float32Array(count * LATENT_SIZE);
  const rmax = new Float64Array(count);
  let at = 0;
  for (const part of parts) {
    latents.set(part.latents, at * LATENT_SIZE);
    rmax.set(part.rmax, at);
    at += part.count;
  }
  return { count, latents, rmax };
}
