import { assemblyCopies } from './assembly';
import type { AtomFile } from './atom';
import type { ChainCopy } from './buildStructure';
import { mmcifAtoms, mmcifBlock } from './mmcif';
import { structureFormat, type ParseStructureOptions } from './parseStructure';
import { readPdb } from './pdb';
import { residueKinds, type ResidueKind } from './polymer';
import { groupResidues, type Residue } from './residues';

/** The residues of a structure file, ligands and waters among them. */
export interface StructureResidues {
  readonly title: string;
  readonly residues: readonly Residue[];
  /** of each residue */
  readonly kinds: readonly ResidueKind[];
  /** where the chains stand; undefined: once, as in the file */
  readonly copies?: readonly ChainCopy[];
  readonly warnings: readonly string[];
}

/**
 * Reads the residues of a PDB or mmCIF file with their heavy atoms: first model, first alternate location.
 *
 * @param text the whole file, unpacked
 * @throws InputError as `parseStructure`
 */
export function structureResidues(
  text: string,
  { name = 'The structure', assembly }: Pick<ParseStructureOptions, 'name' | 'assembly'> = {},
): StructureResidues {
  const block = structureFormat(text, name) === 'mmcif' ? mmcifBlock(text, name) : undefined;
  const source = block === undefined ? { pdb: text } : { block };
  const copies = assembly === undefined ? undefined : assemblyCopies(source, assembly, name);
  const file: AtomFile = block === undefined ? readPdb(text, name) : mmcifAtoms(block, name);
  const residues = groupResidues(file.atoms);
  return {
    title: file.title || name,
    residues,
    kinds: residueKinds(residues),
    copies,
    warnings: file.warnings,
  };
}
