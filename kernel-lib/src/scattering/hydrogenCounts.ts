import type { Residue } from '../structure/residues';
import { hypot } from '../elementary';

/** Hydrogens of each heavy atom that has any: of the backbone, then by residue, at pH 7. */
const BACKBONE: Readonly<Record<string, number>> = { N: 1, CA: 1 };
const AMINO: Readonly<Record<string, string>> = {
  ALA: 'CB3',
  ARG: 'CB2 CG2 CD2 NE1 NH1:2 NH2:2',
  ASN: 'CB2 ND2:2',
  ASP: 'CB2',
  CYS: 'CB2 SG1',
  GLN: 'CB2 CG2 NE2:2',
  GLU: 'CB2 CG2',
  GLY: 'CA2',
  HIS: 'CB2 ND1:1 CD2:1 CE1:1',
  ILE: 'CB1 CG1:2 CG2:3 CD1:3',
  LEU: 'CB2 CG1 CD1:3 CD2:3',
  LYS: 'CB2 CG2 CD2 CE2 NZ3',
  MET: 'CB2 CG2 CE3',
  MSE: 'CB2 CG2 CE3',
  PHE: 'CB2 CD1:1 CD2:1 CE1:1 CE2:1 CZ1',
  PRO: 'N0 CB2 CG2 CD2',
  SER: 'CB2 OG1',
  THR: 'CB1 OG1:1 CG2:3',
  TRP: 'CB2 CD1:1 NE1:1 CE3:1 CZ2:1 CZ3:1 CH2:1',
  TYR: 'CB2 CD1:1 CD2:1 CE1:1 CE2:1 OH1',
  VAL: 'CB1 CG1:3 CG2:3',
};
const SUGAR: Readonly<Record<string, number>> = {
  "C1'": 1,
  "C2'": 1,
  "O2'": 1,
  "C3'": 1,
  "C4'": 1,
  "C5'": 2,
};
const BASES: Readonly<Record<string, string>> = {
  A: 'C2:1 N6:2 C8:1',
  G: 'N1:1 N2:2 C8:1',
  C: 'N4:2 C5:1 C6:1',
  U: 'N3:1 C5:1 C6:1',
  T: 'N3:1 C7:3 C6:1',
};

const TABLE = new Map<string, ReadonlyMap<string, number>>([
  ...Object.entries(AMINO).map(([name, words]) => [name, counts(BACKBONE, words)] as const),
  ...Object.entries(BASES).flatMap(([base, words]) => {
    const ribose = counts(SUGAR, words);
    const deoxyribose = new Map([...ribose, ["C2'", 2] as const]);
    return [
      [base, ribose],
      [`D${base}`, deoxyribose],
      [`R${base}`, ribose],
    ] as const;
  }),
]);

/** "CB2" is two at CB; after a name that ends in a digit stands a colon: "NH1:2". */
function counts(common: Readonly<Record<string, number>>, words: string): Map<string, number> {
  const table = new Map(Object.entries(common));
  for (const word of words.split(' ')) {
    const colon = word.indexOf(':');
    const [name, count] =
      colon < 0 ? [word.slice(0, -1), word.slice(-1)] : [word.slice(0, colon), word.slice(colon + 1)];
    table.set(name, Number(count));
  }
  return table;
}

/** Bond to a heavy atom in Å: longest of all, and longest that is not a single bond. */
const LONGEST_BOND = 1.95,
  LONGEST_AROMATIC = 1.45,
  LONGEST_CARBONYL = 1.3;

/**
 * Hydrogens of each heavy atom of a residue, in the order of its atoms: by name in amino acids and nucleotides, by the
 * number and length of the bonds in all others. Hydrogens in the file are ignored: most files have none.
 */
export function hydrogenCounts(residue: Residue): number[] {
  const table = TABLE.get(residue.name);
  const atoms = [...residue.atoms.values()];
  if (table !== undefined) return atoms.map((atom) => table.get(atom.name) ?? 0);
  return atoms.map((atom) => {
    const bonds = atoms
      .filter((other) => other !== atom)
      .map((other) => ({
        element: other.element,
        length: hypot(atom.x - other.x, atom.y - other.y, atom.z - other.z),
      }))
      .filter(({ length }) => length < LONGEST_BOND);
    return byBonds(atom.element, bonds);
  });
}

function byBonds(
  element: string,
  bonds: readonly { readonly element: string; readonly length: number }[],
): number {
  const count = bonds.length;
  if (count === 0) return 0;
  const mean = bonds.reduce((sum, { length }) => sum + length, 0) / count;
  if (element === 'C') return Math.max(0, (mean < LONGEST_AROMATIC ? 3 : 4) - count);
  if (element === 'N') return Math.max(0, 3 - count);
  if (element === 'O') return count === 1 && bonds[0].element === 'C' && mean > LONGEST_CARBONYL ? 1 : 0;
  if (element === 'S') return Math.max(0, 2 - count);
  return 0;
}
