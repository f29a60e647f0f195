import { cbrt, cos, sin } from '../elementary';

/**
 * Spherical Bessel functions j_0(x) … j_lmax(x) for x ≥ 0, by downward recurrence (Miller) normalised with the
 * larger of j_0 and j_1; error about 1e-14 of the largest of them.
 *
 * @param out array of at least lmax + 1 values to fill; default: a new one
 */
export function sphericalBessel(
  lmax: number,
  x: number,
  out: Float64Array = new Float64Array(lmax + 1),
): Float64Array {
  if (x < 1e-3) return smallArgument(lmax, x, out);
  const start = Math.ceil(Math.max(lmax, x)) + 20 + Math.ceil(4 * cbrt(Math.max(lmax, x)));
  let above = 0;
  let here = 1e-300;
  for (let l = start; l >= 0; l--) {
    if (l <= lmax) out[l] = here;
    if (l === 0) break;
    const below = ((2 * l + 1) / x) * here - above;
    above = here;
    here = below;
    if (Math.abs(here) > 1e250) {
      here *= 1e-250;
      above *= 1e-250;
      for (let k = l; k <= lmax; k++) out[k] *= 1e-250;
    }
  }
  const j0 = sin(x) / x;
  const j1 = (j0 - cos(x)) / x;
  const factor = Math.abs(j0) >= Math.abs(j1) ? j0 / here : j1 / above;
  for (let l = 0; l <= lmax; l++) out[l] *= factor;
  return out;
}

/** x^l / (2l + 1)!! · (1 − x²/(4l + 6)) */
function smallArgument(lmax: number, x: number, out: Float64Array): Float64Array {
  let leading = 1;
  for (let l = 0; l <= lmax; l++) {
    if (l > 0) leading *= x / (2 * l + 1);
    out[l] = leading * (1 - (x * x) / (4 * l + 6));
  }
  return out;
}
