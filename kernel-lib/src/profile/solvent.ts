/**
 * What a uniform body lacks against a protein in its solvent (form factor of the atoms, excluded volume, the rough
 * surface of a trace), as one number s²: I(q) · exp(−s² q²).
 */

/** Bounds of s² in Å² within which a fit may move: it is near 7 for bodies made of CA traces. */
export const FORM_FACTOR_BOUNDS: readonly [number, number] = [-1, 9];

/** exp(−s² q²) for every q (1/Å), s² in Å². */
export function formFactor(s2: number, q: Float64Array, out: Float64Array = new Float64Array(q.length)): Float64Array {
  for (let i = 0; i < q.length; i++) out[i] = Math.exp(-s2 * q[i] * q[i]);
  return out;
}
