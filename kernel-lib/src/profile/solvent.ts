/**
 * Differences between a protein in its solvent and a uniform body: the form factor of atoms and excluded volume, and the
 * hydration layer.
 */
import { exp } from '../elementary';

/** Bounds of s² in Å² of a fit. */
export const FORM_FACTOR_BOUNDS: readonly [number, number] = [-1, 9];

/** exp(−s² q²) for every q (1/Å), s² in Å². */
export function formFactor(
  s2: number,
  q: Float64Array,
  out: Float64Array = new Float64Array(q.length),
): Float64Array {
  for (let i = 0; i < q.length; i++) out[i] = exp(-s2 * q[i] * q[i]);
  return out;
}

/**
 * The contribution of a layer around bodies to their profiles. With a layer of contrast c, relative to the body's, a body's
 * profile is
 *
 *     I(q) = I_0 + 2 c I_x + c² I_l = I_0(q) · (1 + 2 c · cross(q) + c² · own(q)),
 *
 * I_0 of the body alone, I_x between body and layer, I_l of the layer alone (Svergun, Barberato & Koch 1995, J. Appl.
 * Cryst. 28, 768: a layer of 3 Å, some 0.03 e/Å³ denser than the solvent where the protein is some 0.1 e/Å³ denser).
 */
export interface LayerTerms {
  /** bounds of the contrast c */
  readonly bounds: readonly [min: number, max: number];
  /** I_x / I_0 at each q of the curve */
  readonly cross: Float64Array;
  /** I_l / I_0 at each q of the curve */
  readonly own: Float64Array;
}

/** 1 + 2 c · cross + c² · own: the factor of a body's profile due to a layer of contrast c. */
export function layerFactor(
  contrast: number,
  { cross, own }: Pick<LayerTerms, 'cross' | 'own'>,
): Float64Array {
  return cross.map((x, i) => 1 + contrast * (2 * x + contrast * own[i]));
}
