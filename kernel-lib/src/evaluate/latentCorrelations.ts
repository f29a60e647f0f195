import { InputError } from '../inputError';
import { LATENT_SIZE } from '../network/autoEncoder';

/**
 * Pearson correlations of all pairs of latents over shapes: 200 · 199 / 2 numbers, (1, 2), (1, 3) … (199, 200).
 * For independent latents they scatter about 0 with standard deviation 1/√count. A latent that does
 * not vary has correlation 0 with the others.
 *
 * @param latents count × 200
 * @throws InputError when there are fewer than two shapes
 */
export function latentCorrelations(latents: Float32Array): Float64Array {
  const count = latents.length / LATENT_SIZE;
  if (!(Number.isInteger(count) && count >= 2))
    throw new InputError(
      `There are ${latents.length} latents: ${LATENT_SIZE} of each of two shapes or more are needed.`,
    );
  const columns = Array.from({ length: LATENT_SIZE }, (_, k) =>
    standardised(Float64Array.from({ length: count }, (_, s) => latents[s * LATENT_SIZE + k])),
  );
  const result = new Float64Array((LATENT_SIZE * (LATENT_SIZE - 1)) / 2);
  let at = 0;
  for (let a = 0; a < LATENT_SIZE; a++) {
    for (let b = a + 1; b < LATENT_SIZE; b++) {
      const [x, y] = [columns[a], columns[b]];
      let sum = 0;
      for (let s = 0; s < count; s++) sum += x[s] * y[s];
      result[at++] = sum;
    }
  }
  return result;
}

/** With mean 0 and a sum of squares of 1; zeros for a constant latent. */
function standardised(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const length = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0));
  return values.map((v) => (length > 0 ? (v - mean) / length : 0));
}
