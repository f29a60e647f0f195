import { InputError } from '../inputError';
import type { ChainCopy } from '../structure/buildStructure';
import type { ResidueKind } from '../structure/polymer';
import type { Residue } from '../structure/residues';
import type { StructureResidues } from '../structure/structureResidues';
import { elementOf } from './elementOf';
import { groupKind } from './groupKinds';
import { hydrogenCounts } from './hydrogenCounts';
import type { ScattererKind, Scatterers } from './scatterers';

/** Largest number of scattering atoms. */
export const MOST_SCATTERERS = 400_000;

const POLYMERS: readonly ResidueKind[] = ['amino', 'nucleotide', 'sugar'];

/** Molecules of crystallisation and cryoprotection, which are not bound to the protein in solution. */
const ADDITIVES = new Set(
  (
    'SO4 PO4 GOL EDO PEG PGE PG4 PG0 1PE P6G PE4 ACT ACY FMT CIT FLC MPD MRD IPA EOH DMS BME DTT TRS MES EPE ' +
    'IMD NO3 CL BR IOD NA K NH4 AZI SCN UNX UNL UNK CAC TLA MLI'
  ).split(' '),
);

/**
 * The atoms of a structure with their hydrogens as scatterers: polymers, sugars, ligands and ions, except
 * additives of crystallisation and water.
 *
 * @param name name of the structure in messages
 * @throws InputError without scattering atoms, or with more than 400 000
 */
export function atomicScatterers(
  { residues, kinds, copies }: StructureResidues,
  name = 'The structure',
): Scatterers {
  const groups = new GroupTable();
  const xyz: number[] = [],
    kindOf: number[] = [],
    warnings: string[] = [];
  const isAdditive = residues.map(
    ({ name: residue }, i) => ADDITIVES.has(residue) && !POLYMERS.includes(kinds[i]),
  );
  const chosen = residues.filter((_, i) => kinds[i] !== 'water' && !isAdditive[i]);
  const additives = [...new Set(residues.filter((_, i) => isAdditive[i]).map((residue) => residue.name))];
  const moves = copies ?? [undefined];
  const size = chosen.reduce((sum, { atoms }) => sum + atoms.size, 0) * moves.length;
  if (size > MOST_SCATTERERS) {
    throw new InputError(
      `${name} has ${size} atoms: expected at most ${MOST_SCATTERERS}, as in a smaller assembly.`,
    );
  }
  let unknown = 0;
  const sets = chosen.map((residue) => groups.of(residue));
  for (const move of moves) {
    chosen.forEach((residue, r) => {
      if (move?.chains !== undefined && !move.chains.has(residue.chain)) return;
      let a = 0;
      for (const atom of residue.atoms.values()) {
        const kind = sets[r][a++];
        if (kind < 0) unknown++;
        else {
          push(xyz, atom.x, atom.y, atom.z, move);
          kindOf.push(kind);
        }
      }
    });
  }
  if (kindOf.length === 0) throw new InputError(`${name} has no scattering atoms: expected a molecule.`);
  if (additives.length > 0)
    warnings.push(`Additives of crystallisation are left out: ${additives.join(', ')}.`);
  if (unknown > 0) {
    warnings.push(`Atoms of unknown elements are left out: ${unknown}.`);
  }
  return { xyz: Float64Array.from(xyz), kindOf: Uint16Array.from(kindOf), kinds: groups.kinds, warnings };
}

/** Kinds of groups in the order of occurrence. */
class GroupTable {
  readonly kinds: ScattererKind[] = [];
  private readonly numbers = new Map<string, number>();

  /** The kind of each heavy atom of a residue; −1 for an element that is not known. */
  of(residue: Residue): number[] {
    const hydrogens = hydrogenCounts(residue);
    return [...residue.atoms.values()].map((atom, a) => {
      const element = elementOf(atom, residue.atoms.size === 1);
      return element === '' ? -1 : this.number(element, hydrogens[a]);
    });
  }

  private number(element: string, hydrogens: number): number {
    const key = `${element} ${hydrogens}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.kinds.push(groupKind(element, hydrogens)) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}

function push(xyz: number[], x: number, y: number, z: number, move: ChainCopy | undefined): void {
  const m = move?.matrix;
  if (m === undefined) xyz.push(x, y, z);
  else
    xyz.push(
      m[0] * x + m[1] * y + m[2] * z + m[3],
      m[4] * x + m[5] * y + m[6] * z + m[7],
      m[8] * x + m[9] * y + m[10] * z + m[11],
    );
}
