import { assemblyCopies } from './assembly';
import type { ChainCopy } from './buildStructure';
import { findBeads, type BeadModel } from './beadModel';
import { inAngstrom } from './lengthUnit';
import { mmcifAtoms, mmcifBlock } from './mmcif';
import { structureFormat } from './parseStructure';
import { pdbModels, readPdb } from './pdb';
import { residueKinds, type ResidueKind } from './polymer';
import { groupResidues, type Residue } from './residues';

/** The residues of a structure file, ligands and waters among them. */
export interface StructureResidues {
  readonly title: string;
  readonly residues: readonly Residue[];
  /** of each residue */
  readonly kinds: readonly ResidueKind[];
  /** positions of the chains; undefined: once, as in the file */
  readonly copies?: readonly ChainCopy[];
  /** the dummy atoms, where the file is a bead model */
  readonly beads?: BeadModel;
  readonly warnings: readonly string[];
}

/** Part of a structure file to read. */
export interface StructurePart {
  /** name of the file in messages, and its title where it has none; default "The structure" */
  readonly name?: string;
  /** identifier of a biological assembly to build; default: the chains as deposited */
  readonly assembly?: string;
  /** number of a model, 1 for the first; default: the first, or all that form an assembly */
  readonly model?: number;
}

/**
 * Reads the residues of a PDB or mmCIF file with their heavy atoms, the alternate location with the highest occupancy; coordinates in nm are converted, with a warning.
 *
 * @param text the whole file, unpacked
 * @throws InputError as `parseStructure`, or when the file lacks the model
 */
export function structureResidues(
  text: string,
  { name = 'The structure', assembly, model }: StructurePart = {},
): StructureResidues {
  const block = structureFormat(text, name) === 'mmcif' ? mmcifBlock(text, name) : undefined;
  const source = block === undefined ? { pdb: text } : { block };
  const copies = assembly === undefined ? undefined : assemblyCopies(source, assembly, name);
  const read = block === undefined ? readPdb(text, name, model) : mmcifAtoms(block, name, model);
  const file = inAngstrom(read);
  const residues = groupResidues(file.atoms);
  return {
    title: file.title || name,
    residues,
    kinds: residueKinds(residues),
    copies,
    beads: findBeads(file.atoms),
    warnings: file.warnings,
  };
}

/**
 * Number of models in a structure file.
 *
 * @throws InputError as `parseStructure`
 */
export function structureModels(text: string, name = 'The structure'): number {
  if (structureFormat(text, name) === 'pdb') return Math.max(1, pdbModels(text));
  const numbers = mmcifBlock(text, name).categories.get('_atom_site')?.get('pdbx_pdb_model_num');
  return Math.max(1, new Set(numbers ?? []).size);
}
