import { GRID_POINTS } from '../grid/shapeGrid';
import type { ShapeLibrary } from '../library/shapeLibrary';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';

/** Number of library shapes averaged, evenly spread over the library. */
const SHAPES = 1000;
const CHUNK = 100;

/**
 * The mean shape of a library in the canonical pose, 31³ probabilities: the best guess without
 * a curve. Its correlation with a model is the zero of the scale of correlations.
 */
export function meanShape(network: AutoEncoder, library: ShapeLibrary): Float32Array {
  const mean = new Float32Array(GRID_POINTS);
  const total = Math.min(SHAPES, library.count);
  for (let first = 0; first < total; first += CHUNK) {
    const n = Math.min(CHUNK, total - first);
    const latents = new Float32Array(n * LATENT_SIZE);
    for (let i = 0; i < n; i++) {
      const s = Math.floor(((first + i) * library.count) / total);
      latents.set(library.latents.subarray(s * LATENT_SIZE, (s + 1) * LATENT_SIZE), i * LATENT_SIZE);
    }
    network.decode(latents, n).forEach((p, i) => (mean[i % GRID_POINTS] += p / total));
  }
  return mean;
}
