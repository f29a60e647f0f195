import { InputError } from '../inputError';

/** Highest order for which the moments stay accurate (see `zernikeMoments`). */
export const MAX_ORDER = 40;

/**
 * Number of Zernike moments up to order nmax: Σₙ (n + 1)(n + 2)/2 = (nmax + 1)(nmax + 2)(nmax + 3)/6;
 * 286 for 10, 1771 for 20, 5456 for 30.
 *
 * @throws InputError when nmax is no integer from 0 to 40
 */
export function momentCount(nmax: number): number {
  if (!Number.isInteger(nmax) || nmax < 0 || nmax > MAX_ORDER) {
    throw new InputError(
      `The order of the Zernike moments is ${nmax}: expected an integer from 0 to ${MAX_ORDER}.`,
    );
  }
  return ((nmax + 1) * (nmax + 2) * (nmax + 3)) / 6;
}

/**
 * Index of c(n, l, m) among the moments of a shape: ordered by n, then l = n mod 2, …, n in steps of 2, then
 * m = −l … l. Negative m are the sine terms sin |m|φ, positive ones the cosine terms.
 */
export function momentIndex(n: number, l: number, m: number): number {
  return (n * (n + 1) * (n + 2)) / 6 + (l * (l - 1)) / 2 + l + m;
}
