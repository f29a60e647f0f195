import { InputError } from '../inputError';
import { momentCount } from '../moments/momentLayout';
import { superpose } from '../superposition/superpose';
import { exp, log } from '../elementary';

/** Number of different shapes in an ensemble. */
export interface Ambiguity {
  /** log10 of the number of categories: 0 for one */
  readonly score: number;
  /** categories of similar shapes */
  readonly categories: number;
  /** category of each shape, 0 for the first */
  readonly category: Int32Array;
  /** effective number of categories, exp(−Σ p ln p) with p the share of the shapes in each */
  readonly effective: number;
  readonly verdict: Verdict;
}

/** Verdict on a score by `AMBIGUITY_LIMITS`. */
export type Verdict = 'unique' | 'perhaps ambiguous' | 'ambiguous';

/**
 * From 1.5 on a curve may be ambiguous, from 2.5 on it is: the limits of AMBIMETER (Petoukhov & Svergun, Acta
 * Cryst. D71 (2015) 1051), whose score is log10 of the number of shapes, among 14,000 of up to seven beads, with
 * the curve's scattering.
 */
export const AMBIGUITY_LIMITS = [1.5, 2.5] as const;

/** Correlation from which two shapes count as alike. */
const ALIKE = 0.8;

/**
 * Ambiguity of a curve from shapes that fit it: each shape joins the first category whose
 * first member it resembles (correlation ≥ `alike` after superposition, mirror images allowed, since scattering
 * cannot tell them apart), and the score is log10 of the number of categories.
 *
 * The limits of the verdict are valid for shapes drawn like those of AMBIMETER: all of a library of some 10,000 that agree
 * with the curve. Of n members of a consensus the score is at most log10 n, so that 40 members reach at most `perhaps
 * ambiguous`.
 *
 * @param moments Zernike moments of the shapes, one after the other, the best fit first
 * @param options nmax: order of the moments, default 20; alike: default 0.8
 * @throws InputError when the number of moments does not match, or there is no shape
 */
export function ambiguity(
  moments: Float64Array,
  count: number,
  options: { readonly nmax?: number; readonly alike?: number } = {},
): Ambiguity {
  const { nmax = 20, alike = ALIKE } = options;
  const size = momentCount(nmax);
  if (!(count >= 1) || moments.length !== count * size) {
    throw new InputError(
      `There are ${moments.length} moments for ${count} shapes: expected ${size} per shape, for order ${nmax}, and at least one shape.`,
    );
  }
  if (!(alike > 0 && alike <= 1))
    throw new InputError(
      `The correlation from which shapes count as alike is ${alike}: expected a number above 0, up to 1.`,
    );
  const firsts: Float64Array[] = [];
  const category = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const shape = moments.subarray(i * size, (i + 1) * size);
    const found = firsts.findIndex((first) => superpose(first, shape, { nmax }).correlation >= alike);
    category[i] = found < 0 ? firsts.push(shape) - 1 : found;
  }
  const shares = new Float64Array(firsts.length);
  category.forEach((c) => (shares[c] += 1 / count));
  const score = Math.log10(firsts.length);
  return {
    score,
    categories: firsts.length,
    category,
    effective: exp(-shares.reduce((sum, p) => sum + p * log(p), 0)),
    verdict: verdictOf(score),
  };
}

/** The verdict on a score. */
export function verdictOf(score: number): Verdict {
  return score < AMBIGUITY_LIMITS[0]
    ? 'unique'
    : score < AMBIGUITY_LIMITS[1]
      ? 'perhaps ambiguous'
      : 'ambiguous';
}
