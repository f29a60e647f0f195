import { layerPoints, type LayerOptions } from './layerPoints';
import { MEAN_GROUP_RADIUS } from './groupKinds';
import { partialProfiles, type PartialProfiles } from './partialProfiles';
import { sampledProfiles } from './sampledProfiles';
import type { Scatterers } from './scatterers';
import { exp } from '../elementary';

/** Electron density of water at 20 °C in e/Å³. */
export const WATER_DENSITY = 0.334;

/** Contrast of the hydration layer in e/Å³ where it is not fitted: the median of fits of structures to 62 measured curves. */
export const MEAN_LAYER = 0.012;

/** Solvent around a structure. */
export interface Solvation {
  /** contrast of the hydration layer against the solvent in e/Å³; default 0 */
  readonly layer?: number;
  /** radius of the displaced groups relative to the tabulated one; default 1 */
  readonly expansion?: number;
  /** electron density of the solvent in e/Å³; default 0.334, water */
  readonly solvent?: number;
}

/**
 * Profile of a structure in solvent,
 *
 *     I(q) = <|A_v(q) − ρ_0 G(q) A_d(q) + δρ A_l(q)|²>
 *
 * over all orientations: A_v of the atoms in vacuum, A_d of the volume that they displace, A_l of a layer 3 Å thick
 * (Svergun, Barberato & Koch, J. Appl. Cryst. 28 (1995) 768). In electrons²: I(0) is the square of the excess electrons.
 *
 * @param q momentum transfer in 1/Å, in any order
 * @throws InputError when the structure is too large for a lattice around it
 */
export function solvatedProfile(
  scatterers: Scatterers,
  q: Float64Array,
  options: Solvation & LayerOptions = {},
): Float64Array {
  return combineProfiles(solventProfiles(scatterers, q, options), options);
}

/** The partial profiles of a structure with its hydration layer, at any q, from which `combineProfiles` makes the profile in any solvent. */
export function solventProfiles(
  scatterers: Scatterers,
  q: Float64Array,
  options: LayerOptions = {},
): PartialProfiles {
  const layer = layerPoints(scatterers, options);
  return sampledProfiles(scatterers, q, (at) => partialProfiles(scatterers, layer, at));
}

/** I(q) in one solvent, from partial profiles. */
export function combineProfiles(profiles: PartialProfiles, solvation: Solvation = {}): Float64Array {
  const { layer = 0, expansion = 1, solvent = WATER_DENSITY } = solvation;
  const { q, vv, vd, dd, vl, dl, ll } = profiles;
  return q.map((value, k) => {
    const d = solvent * expansionFactor(expansion, value);
    return vv[k] - 2 * d * vd[k] + d * d * dd[k] + layer * (2 * (vl[k] - d * dl[k]) + layer * ll[k]);
  });
}

/**
 * Amplitude of displaced groups with c times the tabulated radius, relative to those with the tabulated radius,
 *
 *     G(q) = c³ exp(−(4π/3)^(3/2) q² r² (c² − 1) / 4π),   r = 1.62 Å
 *
 * (D. Schneidman-Duhovny, M. Hammel, J. A. Tainer & A. Sali, Biophys. J. 105 (2013) 962, after Svergun et al. 1995).
 */
export function expansionFactor(expansion: number, q: number): number {
  if (expansion === 1) return 1;
  const width = (((4 * Math.PI) / 3) ** 1.5 * MEAN_GROUP_RADIUS ** 2 * (expansion ** 2 - 1)) / (4 * Math.PI);
  return expansion ** 3 * exp(-width * q * q);
}
