import { type Atom, isHydrogen } from './atom';

/** The heavy atoms of one residue in one conformation, in file order. */
export interface Residue {
  readonly name: string;
  readonly chain: string;
  readonly seq: string;
  readonly segment: number;
  readonly hetero: boolean;
  readonly polymer?: boolean;
  /** by atom name; a residue of a bead model has one */
  readonly atoms: ReadonlyMap<string, Atom>;
}

/**
 * Groups consecutive atoms to residues. Of alternate locations the first of each residue is kept;
 * of several residues at one place (microheterogeneity) the first. A name that occurs twice without
 * alternate location begins another residue: beads often share one number.
 */
export function groupResidues(atoms: readonly Atom[]): Residue[] {
  const residues: Residue[] = [];
  let current: Map<string, Atom> = new Map();
  let first: Atom | undefined;
  let alternate = '';
  const seen = new Set<string>();
  for (const atom of atoms) {
    const same =
      first !== undefined &&
      atom.seq === first.seq &&
      atom.chain === first.chain &&
      atom.segment === first.segment;
    const other = atom.alt !== '' && alternate !== '' && atom.alt !== alternate;
    if (same && other) continue;
    if (!same || atom.residue !== first!.residue || (seen.has(atom.name) && atom.alt === '')) {
      first = atom;
      alternate = '';
      current = new Map();
      seen.clear();
      const { residue: name, chain, seq, segment, hetero, polymer } = atom;
      residues.push({ name, chain, seq, segment, hetero, polymer, atoms: current });
    }
    if (atom.alt !== '' && alternate === '') alternate = atom.alt;
    seen.add(atom.name);
    if (!isHydrogen(atom.element, atom.name) && !current.has(atom.name)) current.set(atom.name, atom);
  }
  return residues.filter((residue) => residue.atoms.size > 0);
}
