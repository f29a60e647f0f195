import { sphericalBessel } from '../numerics/sphericalBessel';

/** Amplitude of a uniform ball, 1 at x = qa = 0: 3 (sin x − x cos x) / x³. */
export function ballFormFactor(x: number): number {
  const j = sphericalBessel(2, Math.abs(x));
  return j[0] + j[2];
}
