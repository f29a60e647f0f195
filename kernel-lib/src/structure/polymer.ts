import { type Atom, isWater } from './atom';
import type { Residue } from './residues';
import { hypot } from '../elementary';

/** Role of a residue in a shape; `other` (ligands, ions, lipids) is left out. */
export type ResidueKind = 'amino' | 'nucleotide' | 'sugar' | 'water' | 'other';

/** Amino acids that depositions write as HETATM within a chain. */
const MODIFIED = new Set(
  (
    'MSE SEP TPO PTR CSO CSD CME CSX OCS CAS SMC MLY M3L MLZ ALY KCX LLP PCA HYP CGU FME TYS SAC ' +
    'HIC MHO NEP CR2 CRO GYS SNN IAS DAL DVA DLE ABA AIB NLE ORN'
  ).split(' '),
);

/** Longest bond in Å between C and N, or O3' and P, of residues that follow each other. */
const LONGEST_LINK = 2.2;

/**
 * The kind of each residue. An ATOM residue with a CA is an amino acid, one with P, C4' or C1' of a
 * nucleotide a nucleotide, one with the carbons of a pyranose a sugar. A HETATM residue counts when
 * the file calls it part of a polymer, when it is a common modified amino acid, or its backbone is
 * bonded to a neighbour's.
 */
export function residueKinds(residues: readonly Residue[]): ResidueKind[] {
  return residues.map((residue, i) => {
    if (isWater(residue.name)) return 'water';
    const kind = kindByAtoms(residue);
    if (!residue.hetero || kind === 'other') return kind;
    if (kind === 'sugar' || residue.polymer === false) return 'other';
    const belongs =
      residue.polymer === true ||
      MODIFIED.has(residue.name) ||
      linked(residues[i - 1], residue) ||
      linked(residue, residues[i + 1]);
    return belongs ? kind : 'other';
  });
}

function kindByAtoms(residue: Residue): ResidueKind {
  const has = (name: string): boolean => residue.atoms.has(name);
  const calcium = residue.atoms.size === 1 && /^CAL?$/.test(residue.name);
  if (has('CA') && !calcium && residue.atoms.get('CA')!.element !== 'CA') return 'amino';
  if (has("C4'") && (has("C1'") || has("C3'"))) return 'nucleotide';
  if (residue.atoms.size <= 3 && (has('P') || has("C4'")) && !has('O')) return 'nucleotide';
  if (has('C1') && has('C3') && has('C5') && (has('O5') || has('O6'))) return 'sugar';
  return 'other';
}

function linked(before: Residue | undefined, after: Residue | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  return (
    bonded(before.atoms.get('C'), after.atoms.get('N')) ||
    bonded(before.atoms.get("O3'"), after.atoms.get('P'))
  );
}

function bonded(a: Atom | undefined, b: Atom | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return hypot(a.x - b.x, a.y - b.y, a.z - b.z) < LONGEST_LINK;
}

/**
 * The atoms that represent a residue in the trace, where present; of a purine both N9 and
 * N1, the two ends of the base. A coarse trace has one of them, CA or P, and no sugars.
 */
export function traceAtoms(residue: Residue, kind: ResidueKind, coarse = false): Atom[] {
  const names =
    kind === 'amino'
      ? ['CA']
      : kind === 'nucleotide'
        ? coarse
          ? ['P']
          : ['P', "C4'", 'N9', 'N1']
        : kind === 'sugar' && !coarse
          ? ['C1', 'C3', 'C5']
          : [];
  return names.map((name) => residue.atoms.get(name)).filter((atom) => atom !== undefined);
}
