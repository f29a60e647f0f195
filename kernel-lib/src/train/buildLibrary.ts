import { largestRegion } from '../grid/largestRegion';
import { LIBRARY_ORDER, type ShapeLibrary } from '../library/shapeLibrary';
import { invariants, pairCount } from '../moments/invariants';
import { zernikeMoments } from '../moments/zernikeMoments';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import { BALL_POINTS, fromBall } from '../grid/unitBall';
import type { LatentPrior } from '../search/latentPrior';

const CHUNK = 100;

/** Most probable latents of shapes given as training samples (`makeSamples`), count × 14147 signed bytes. */
export function encodeSamples(network: AutoEncoder, samples: Int8Array): Float32Array {
  const count = samples.length / BALL_POINTS;
  return network.encode(
    fromBall(
      samples.map((v) => (v > 0 ? 1 : 0)),
      count,
    ),
    count,
    'probable',
  );
}

/**
 * Builds the shape library from the latents of real structures: each is decoded and its invariants
 * are those of the decoded shape, so that the score of a library shape is that of its gene.
 *
 * @param rmax radius of each structure in Å
 */
export function buildLibrary(network: AutoEncoder, latents: Float32Array, rmax: Float32Array): ShapeLibrary {
  const count = rmax.length,
    pairs = pairCount(LIBRARY_ORDER);
  const all = new Float32Array(count * pairs);
  for (let first = 0; first < count; first += CHUNK) {
    const n = Math.min(CHUNK, count - first);
    const shapes = network.decodeShapes(latents.subarray(first * LATENT_SIZE, (first + n) * LATENT_SIZE), n);
    largestRegion(shapes, n);
    all.set(invariants(zernikeMoments(shapes, n, LIBRARY_ORDER), n, LIBRARY_ORDER), first * pairs);
  }
  return { count, latents, invariants: all, rmax };
}

/** Mean and standard deviation of each latent over shapes: the prior of the genes. */
export function latentPrior(latents: Float32Array): LatentPrior {
  const count = latents.length / LATENT_SIZE;
  const mean = new Float32Array(LATENT_SIZE),
    deviation = new Float32Array(LATENT_SIZE);
  for (let k = 0; k < LATENT_SIZE; k++) {
    let sum = 0,
      squares = 0;
    for (let s = 0; s < count; s++) {
      sum += latents[s * LATENT_SIZE + k];
      squares += latents[s * LATENT_SIZE + k] ** 2;
    }
    mean[k] = sum / count;
    deviation[k] = Math.sqrt(Math.max(1e-6, squares / count - (sum / count) ** 2));
  }
  return { mean, deviation };
}

/** Bins of the histograms of latents: 40 of equal width from −4 to 4 standard deviations about the mean. */
export const HISTOGRAM_BINS = 40;

/** Histogram of each latent over shapes, 200 × 40 shares; values outside count in the outermost bins. */
export function latentHistograms(latents: Float32Array, { mean, deviation }: LatentPrior): Float32Array {
  const count = latents.length / LATENT_SIZE;
  const result = new Float32Array(LATENT_SIZE * HISTOGRAM_BINS);
  for (let i = 0; i < latents.length; i++) {
    const k = i % LATENT_SIZE;
    const at = Math.floor((((latents[i] - mean[k]) / deviation[k] + 4) / 8) * HISTOGRAM_BINS);
    result[k * HISTOGRAM_BINS + Math.min(HISTOGRAM_BINS - 1, Math.max(0, at))] += 1 / count;
  }
  return result;
}
