import type { Structure } from './structure';

/** Vicinity in Å of an atom of the trace, and of a bead in bead radii, that counts as body. */
const ATOM_VICINITY = 4,
  BEAD_RADII = 1.2;

/**
 * The vicinity of a trace point that counts as body, in Å: 4 around atoms, and 1.2 bead radii, but
 * at least 4, around beads. Correlations with a model depend on it: numbers found with another vicinity
 * must not be compared.
 */
export function vicinity(structure: Pick<Structure, 'beadRadius'>): number {
  return Math.max(ATOM_VICINITY, BEAD_RADII * (structure.beadRadius ?? 0));
}
