import { InputError } from '../inputError';

/**
 * The correlation of two bodies in one frame from their Zernike moments,
 *
 *     CC = (Σ a b − a(000) b(000)) / (s_a s_b),   s² = Σ c² − c(000)²:
 *
 * the Pearson correlation over the unit ball of the two densities, band-limited to the order of the moments.
 *
 * @param a moments of one body
 * @param b moments of the other, of the same order
 * @returns −1 … 1
 * @throws InputError when the numbers of moments differ, or a body is uniform (or empty)
 */
export function correlation(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) {
    throw new InputError(
      `The bodies have ${a.length} and ${b.length} moments: expected moments of one order.`,
    );
  }
  return innerProduct(a, b) / (spread(a) * spread(b));
}

/** Σ a b without the first term. */
export function innerProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/**
 * √(Σ c² − c(000)²).
 *
 * @throws InputError when it is 0 or no number
 */
export function spread(moments: Float64Array): number {
  const square = innerProduct(moments, moments);
  if (!(square > 0 && square < Infinity)) {
    throw new InputError(
      'A body is empty or fills the unit ball evenly: a correlation needs a body with a shape.',
    );
  }
  return Math.sqrt(square);
}
