import { InputError } from '../inputError';
import { assemblyCopies, assemblyIds } from './assembly';
import { buildStructure } from './buildStructure';
import { mmcifAtoms, mmcifBlock } from './mmcif';
import { readPdb } from './pdb';
import type { Structure } from './structure';

/** Options of `parseStructure`. */
export interface ParseStructureOptions {
  /** name of the file in messages, and its title where it has none; default "The structure" */
  readonly name?: string;
  /** default: detected from the text */
  readonly format?: 'pdb' | 'mmcif';
  /** identifier of a biological assembly to build ("1"); default: the chains as deposited */
  readonly assembly?: string;
  /** one trace point per residue, CA or P, as in training sets; default false */
  readonly coarse?: boolean;
}

/**
 * Reads a PDB or mmCIF file and reduces it to points: first model, the alternate location with the highest occupancy, no
 * waters, ligands and hydrogens.
 *
 * The trace of an atomic model holds CA of amino acids, P, C4', N1 and N9 of nucleotides, and C1,
 * C3, C5 of sugars among the ATOM records; the trace of a bead model holds all dummy atoms.
 *
 * @param text the whole file, unpacked
 * @throws InputError when the text is no PDB or mmCIF file, is broken, holds no molecule, or lacks
 *   the assembly
 */
export function parseStructure(text: string, options: ParseStructureOptions = {}): Structure {
  const name = options.name ?? 'The structure';
  const format = structureFormat(text, name);
  if (options.format !== undefined && options.format !== format) {
    throw new InputError(
      `${name} looks like ${label(format)}, not ${label(options.format)}: read it as ${label(format)}.`,
    );
  }
  const { assembly, coarse } = options;
  const block = format === 'mmcif' ? mmcifBlock(text, name) : undefined;
  const copies =
    assembly === undefined
      ? undefined
      : assemblyCopies(block === undefined ? { pdb: text } : { block }, assembly, name);
  const atoms = block === undefined ? readPdb(text, name) : mmcifAtoms(block, name);
  return buildStructure(atoms, name, { copies, coarse });
}

/**
 * Identifiers of the biological assemblies that a structure file describes, in file order.
 *
 * @throws InputError as `parseStructure`
 */
export function structureAssemblies(text: string, name = 'The structure'): string[] {
  return structureFormat(text, name) === 'pdb'
    ? assemblyIds({ pdb: text })
    : assemblyIds({ block: mmcifBlock(text, name) });
}

/**
 * The format of a structure file, detected from its text.
 *
 * @throws InputError when it is empty, binary, or neither PDB nor mmCIF
 */
export function structureFormat(text: string, name = 'The structure'): 'pdb' | 'mmcif' {
  const need = 'a PDB or mmCIF file is needed.';
  if (text.trim() === '') throw new InputError(`${name} is empty: ${need}`);
  if (/[\0\x01-\x08\x0e-\x1a]/.test(text.slice(0, 4096))) {
    throw new InputError(`${name} is a binary file: ${need}`);
  }
  if (/^\ufeff?(?:\s+|#[^\r\n]*[\r\n])*data_/i.test(text)) return 'mmcif';
  // rows of an mmCIF file may begin like records of a PDB file
  if (/^_atom_site\./m.test(text)) return 'mmcif';
  if (/^(?:ATOM |HETATM)/m.test(text)) return 'pdb';
  if (/^(?:HEADER|TITLE|REMARK|CRYST1|MODEL|SEQRES|END|COMPND|EXPDTA)/m.test(text)) {
    throw new InputError(
      `${name} is a PDB file without atoms (no ATOM or HETATM records): a model with coordinates is needed.`,
    );
  }
  throw new InputError(`${name} is neither PDB nor mmCIF: ${need}`);
}

function label(format: 'pdb' | 'mmcif'): string {
  return format === 'pdb' ? 'PDB' : 'mmCIF';
}
