import { RMAX_SHARE } from '../grid/shapeGrid';
import { InputError } from '../inputError';

/** The series of order nmax is valid up to x = q · rmax / 0.9 = 0.9 nmax. */
const REACH = 0.9 * RMAX_SHARE;

/**
 * The order of Zernike moments that a profile needs: the smallest even nmax with q · rmax / 0.9 ≤ 0.9 nmax, at
 * least 10 and at most `highest`. Up to this limit a truncated profile is within about 1 % of the full one (0.1 % up
 * to 0.8 nmax); beyond it the accuracy is lost quickly.
 *
 * @param qMax largest momentum transfer in 1/Å
 * @param rmax radius of the shape in Å
 * @param highest largest order to return; where it does not suffice, cut the curve at `supportedQ`
 * @throws InputError when qMax or rmax is not a number above 0
 */
export function orderFor(qMax: number, rmax: number, highest = 30): number {
  requireAboveZero('momentum transfer', qMax, '1/Å');
  requireAboveZero('radius', rmax, 'Å');
  const needed = (qMax * rmax) / REACH;
  return Math.min(highest, Math.max(10, 2 * Math.ceil(needed / 2 - 1e-9)));
}

/**
 * The largest momentum transfer in 1/Å up to which profiles of order nmax are valid for a shape of radius rmax in Å.
 *
 * @throws InputError when nmax or rmax is not a number above 0
 */
export function supportedQ(nmax: number, rmax: number): number {
  requireAboveZero('order', nmax, '');
  requireAboveZero('radius', rmax, 'Å');
  return (REACH * nmax) / rmax;
}

function requireAboveZero(name: string, value: number, unit: string): void {
  if (!(value > 0 && value < Infinity)) {
    throw new InputError(`The ${name} is ${value}${unit && ` ${unit}`}: expected a number above 0.`);
  }
}
