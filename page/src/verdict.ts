/** Chi² up to which a shape counts as agreeing with the errors, and up to which it is near. */
const [WITHIN, NEAR] = [1.5, 3];

/** What a chi² by the measured errors says of a fit. */
export function fitWords(chi2: number, errors: 'measured' | 'model'): string {
  if (errors === 'model') return 'by estimated errors: it says little';
  if (chi2 <= WITHIN) return 'the shape fits within the errors';
  if (chi2 <= NEAR) return 'the shape misses the curve by little more than the errors';
  return 'outside the errors: look at the residuals';
}
