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
 * Groups consecutive atoms to residues. Of alternate locations, and of several residues at one place
 * (microheterogeneity), the one with the highest occupancy is kept, of equal ones the first. A name that occurs twice without
 * alternate location begins another residue: beads often share one number.
 */
export function groupResidues(atoms: readonly Atom[]): Residue[] {
  const residues: Residue[] = [];
  let current: Map<string, Atom> = new Map();
  let first: Atom | undefined;
  let run = 0;
  const runs = alternatesOf(atoms);
  const seen = new Set<string>();
  atoms.forEach((atom, i) => {
    while (i >= runs[run].end) run++;
    const { kept } = runs[run];
    if (atom.alt !== '' && atom.alt !== kept) return;
    const same =
      first !== undefined &&
      atom.seq === first.seq &&
      atom.chain === first.chain &&
      atom.segment === first.segment;
    if (!same || atom.residue !== first!.residue || (seen.has(atom.name) && atom.alt === '')) {
      first = atom;
      current = new Map();
      seen.clear();
      const { residue: name, chain, seq, segment, hetero, polymer } = atom;
      residues.push({ name, chain, seq, segment, hetero, polymer, atoms: current });
    }
    seen.add(atom.name);
    if (!isHydrogen(atom.element, atom.name) && !current.has(atom.name)) current.set(atom.name, atom);
  });
  return residues.filter((residue) => residue.atoms.size > 0);
}

/** Atoms that follow each other at one place of a chain, and the alternate location with the highest occupancy. */
interface Alternates {
  /** index of the first atom after them */
  readonly end: number;
  readonly kept: string;
}

function alternatesOf(atoms: readonly Atom[]): Alternates[] {
  const runs: Alternates[] = [];
  let start = 0;
  for (let i = 1; i <= atoms.length; i++) {
    const [a, b] = [atoms[start], atoms[i]];
    if (b !== undefined && a.seq === b.seq && a.chain === b.chain && a.segment === b.segment) continue;
    runs.push({ end: i, kept: mostOccupied(atoms.slice(start, i)) });
    start = i;
  }
  return runs;
}

/** The letter with the highest mean occupancy; '' where there is none. */
function mostOccupied(atoms: readonly Atom[]): string {
  const means = new Map<string, { sum: number; count: number }>();
  for (const { alt, occupancy = 1 } of atoms) {
    if (alt === '') continue;
    const mean = means.get(alt) ?? { sum: 0, count: 0 };
    means.set(alt, { sum: mean.sum + occupancy, count: mean.count + 1 });
  }
  let kept = '',
    most = -Infinity;
  for (const [alt, { sum, count }] of means) {
    if (sum / count > most + 1e-6) [kept, most] = [alt, sum / count];
  }
  return kept;
}
