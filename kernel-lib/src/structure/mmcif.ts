import { InputError } from '../inputError';
import type { Atom, AtomFile } from './atom';
import { chooseModel, MOST_MODELS, nthModel } from './models';
import { readStar, type StarBlock, type StarCategory } from './star';

/** Categories that hold the coordinates, the title and the biological assemblies. */
const WANTED = new Set([
  '_atom_site',
  '_struct',
  '_entry',
  '_pdbx_struct_assembly',
  '_pdbx_struct_assembly_gen',
  '_pdbx_struct_oper_list',
  '_ihm_sphere_obj_site',
  '_ihm_starting_model_details',
  '_ihm_starting_model_coord',
]);

/** Largest distance of an atom from the origin along an axis, in Å. */
const FARTHEST = 1e6;

/**
 * The data block of an mmCIF file that holds the atoms.
 *
 * This package has its own reader: that of Mol*, the maintained choice among npm packages, comes with 136 MB of a
 * viewer and a server, reads only asynchronously, and leaves the columns of PDB files to code that
 * needs the rest of it. Here the syntax of `star.ts` and seven columns suffice.
 *
 * @param name name of the file in messages
 * @throws InputError when there is no block with `_atom_site`
 */
export function mmcifBlock(text: string, name: string): StarBlock {
  const blocks = readStar(text, WANTED, name);
  const block = blocks.find((candidate) => candidate.categories.has('_atom_site'));
  if (
    block === undefined &&
    blocks.some(({ categories }) => [...categories.keys()].some((key) => key.startsWith('_ihm_')))
  ) {
    throw new InputError(
      `${name} is an integrative model (IHM) without atoms of its own, with start models or spheres only: a file with atoms is needed.`,
    );
  }
  if (block === undefined || !block.categories.get('_atom_site')!.has('cartn_x')) {
    throw new InputError(
      `${name} is a CIF file without macromolecular coordinates (no _atom_site.Cartn_x): ` +
        'the mmCIF file of an entry is needed.',
    );
  }
  return block;
}

/**
 * Atoms of the first model of an mmCIF block (or all that form an assembly, `chooseModel`), by the PDBx/mmCIF dictionary: label names where they
 * are given, else the author's.
 *
 * @param number the model to read, 1 for the first in the file; default: as above
 * @throws InputError when a coordinate is not a number, or there is no such model
 */
export function mmcifAtoms(block: StarBlock, name: string, number?: number): AtomFile {
  const site = block.categories.get('_atom_site')!;
  const column = (...names: string[]): readonly string[] | undefined =>
    names.map((item) => site.get(item)).find((values) => values !== undefined);
  const model = column('pdbx_pdb_model_num');
  const asym = column('label_asym_id', 'auth_asym_id');
  const sequence = column('label_seq_id');
  const author = column('auth_seq_id', 'label_seq_id');
  const insertion = column('pdbx_pdb_ins_code');
  const names = column('label_atom_id', 'auth_atom_id');
  const residues = column('label_comp_id', 'auth_comp_id');
  const alternates = column('label_alt_id');
  const elements = column('type_symbol');
  const groups = column('group_pdb');
  const occupancies = column('occupancy');
  const axes = ['cartn_x', 'cartn_y', 'cartn_z'].map((item) => column(item) ?? []);
  const sequenceTells = sequence?.some((value) => value !== '.' && value !== '?') ?? false;
  const count = axes[0].length;
  const models = new Map<string, Atom[]>();
  for (let i = 0; i < count; i++) {
    const key = model?.[i] ?? '';
    if (!models.has(key)) models.set(key, []);
    const [x, y, z] = axes.map((axis) => Number(axis[i]));
    if (!Number.isFinite(x + y + z) || Math.max(Math.abs(x), Math.abs(y), Math.abs(z)) > FARTHEST) {
      throw new InputError(
        `${name} has an atom (number ${i + 1}) without numeric coordinates within 1,000,000 Å: a valid mmCIF file is needed.`,
      );
    }
    models.get(key)!.push({
      name: (names?.[i] ?? '').toUpperCase().replace(/\*/g, "'"),
      element: given(elements?.[i]).toUpperCase(),
      residue: (residues?.[i] ?? '').toUpperCase(),
      seq: (author?.[i] ?? '') + given(insertion?.[i]),
      chain: asym?.[i] ?? '',
      alt: given(alternates?.[i]),
      hetero: groups?.[i] === 'HETATM',
      ...occupancyOf(occupancies?.[i]),
      polymer: sequenceTells ? given(sequence![i]) !== '' : undefined,
      segment: 0,
      x,
      y,
      z,
    });
  }
  const all = [...models.values()];
  const kept = all.slice(0, MOST_MODELS);
  const { atoms, warnings } =
    number === undefined ? chooseModel(kept, all.length) : nthModel(kept, all.length, number, name);
  const spheres = block.categories.get('_ihm_sphere_obj_site')?.get('id')?.length ?? 0;
  return {
    title: titleOf(block),
    atoms,
    warnings: spheres > 0 ? [...warnings, `${spheres} spheres of coarse parts are left out.`] : warnings,
  };
}

function occupancyOf(value: string | undefined): { occupancy?: number } {
  const number = Number(given(value) || NaN);
  return Number.isFinite(number) ? { occupancy: number } : {};
}

function titleOf(block: StarBlock): string {
  const first = (category: StarCategory | undefined, item: string): string => given(category?.get(item)?.[0]);
  return (
    first(block.categories.get('_struct'), 'title').replace(/\s+/g, ' ') ||
    first(block.categories.get('_entry'), 'id') ||
    block.name
  );
}

/** The value, or '' where the file marks it as absent ('.') or unknown ('?'). */
function given(value: string | undefined): string {
  return value === undefined || value === '.' || value === '?' ? '' : value;
}
