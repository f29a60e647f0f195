import { angstromFactor } from './lengthUnit';
import { mmcifAtoms, mmcifBlock } from './mmcif';
import { structureFormat } from './parseStructure';
import { coordinateFields, isAtom, readPdb, withCoordinates } from './pdb';
import { blockEnd, readSites, withValues } from './siteLoop';

/** Motion of a structure: a point x moves to R (±(x − centreB)) + centreA, with − for the mirror image. */
export interface Placement {
  /** a sentence of at most 68 letters for the head of the file, on what it was superposed */
  readonly note?: string;
  /** R, 3 × 3, row by row */
  readonly rotation: ArrayLike<number>;
  readonly mirror: boolean;
  readonly centreA: readonly number[];
  readonly centreB: readonly number[];
}

/** Records of a PDB file that are valid only for the original positions: the crystal, its symmetry, directions of motion. */
const PDB_DROPPED = /^(?:CRYST1|ORIGX\d|SCALE\d|MTRIX\d|ANISOU|SIGATM|SIGUIJ|REMARK (?:290|350))/;
/** Categories of an mmCIF file of that kind. */
const CIF_DROPPED =
  /^_(?:cell|symmetry|space_group|space_group_symop|atom_sites|atom_site_anisotrop|pdbx_struct_oper_list|pdbx_struct_assembly|pdbx_struct_assembly_gen|pdbx_struct_assembly_prop|struct_ncs_oper|database_pdb_matrix)\./i;

/**
 * A structure file with all its atoms moved, in Å also where the file is in nm: records are kept except for the coordinates; records that are valid
 * only for the original positions (crystal, symmetry, assemblies, anisotropic motion) are removed. A remark states this, and for
 * a mirror image that its amino acids are D.
 *
 * @param text PDB or mmCIF, the whole file, unpacked
 * @throws InputError when it is neither, or an atom has no coordinates to replace
 */
export function superposedStructure(text: string, placement: Placement, name = 'The structure'): string {
  const format = structureFormat(text, name);
  const { atoms } = format === 'pdb' ? readPdb(text, name) : mmcifAtoms(mmcifBlock(text, name), name);
  const motion = { ...placement, factor: angstromFactor(atoms) };
  return format === 'pdb' ? movedPdb(text, motion, name) : movedCif(text, motion, name);
}

/** Sentences for the head of the file. */
function remarks({ mirror, factor, note }: Motion): string[] {
  return [
    ...(note === undefined ? [] : [note]),
    'Superposed: coordinates moved by decodesaxs, other records as in the original file;',
    'records of crystal, symmetry, assemblies and anisotropic motion left out.',
    ...(factor === 1 ? [] : ['Coordinates were in nm and are now in Angstrom.']),
    mirror
      ? 'MIRROR IMAGE: coordinates inverted; the amino acids are D.'
      : 'Not mirrored: the hand is that of the original file.',
  ];
}

/** Position in Å to which a placement moves a point x, y, z. */
export function placed(
  { rotation: r, mirror, centreA, centreB }: Placement,
  xyz: ArrayLike<number>,
): number[] {
  const sign = mirror ? -1 : 1;
  const [x, y, z] = [0, 1, 2].map((axis) => sign * (xyz[axis] - centreB[axis]));
  return [0, 1, 2].map((axis) => r[3 * axis] * x + r[3 * axis + 1] * y + r[3 * axis + 2] * z + centreA[axis]);
}

/** A placement, and the factor from the unit of the file to Å that comes before it. */
interface Motion extends Placement {
  readonly factor: number;
}

function placedRecord(motion: Motion, xyz: readonly number[]): number[] {
  return placed(
    motion,
    xyz.map((value) => motion.factor * value),
  );
}

function movedPdb(text: string, placement: Motion, name: string): string {
  const lines = text.split(/\r\n?|\n/);
  const head = remarks(placement).map((words) => `REMARK   6 ${words}`.padEnd(80));
  const out: string[] = [];
  const firstRecord = lines.findIndex((line) => /^(?:REMARK|SEQRES|CRYST1|MODEL|ATOM|HETATM)/.test(line));
  lines.forEach((line, i) => {
    if (i === firstRecord) out.push(...head);
    if (PDB_DROPPED.test(line)) return;
    out.push(isAtom(line) ? movedAtom(line, placement, name, i + 1) : line);
  });
  return out.join('\n');
}

function movedAtom(line: string, placement: Motion, name: string, number: number): string {
  return withCoordinates(line, placedRecord(placement, coordinateFields(line, name, number)), name);
}

/** Rewrites the atom_site loop line by line, each atom being one line as in all files of the data bank. */
function movedCif(text: string, placement: Motion, name: string): string {
  const lines = text.split(/\r\n?|\n/);
  const out: string[] = [];
  const head = remarks(placement).map((words) => `# ${words}`);
  for (let i = 0; i < lines.length;) {
    const end = blockEnd(lines, i);
    const names = lines.slice(i, end).filter((line) => /^_[A-Za-z]/.test(line));
    const first = names[0] ?? '';
    if (CIF_DROPPED.test(first)) {
      i = end;
      continue;
    }
    if (/^_atom_site\./i.test(first) && /^loop_/i.test(lines[i].trim())) {
      out.push(...movedSites(lines.slice(i, end), placement, name));
    } else out.push(...lines.slice(i, end));
    if (/^data_/i.test(lines[i]) && head.length > 0) out.push(...head.splice(0));
    i = end;
  }
  return out.join('\n');
}

function movedSites(lines: readonly string[], placement: Motion, name: string): string[] {
  const { columns, lines: rows } = readSites(lines, name);
  return rows.map((row) => {
    if (typeof row === 'string') return row;
    const moved = placedRecord(placement, row.xyz);
    return withValues(row, new Map(columns.map((column, axis) => [column, moved[axis].toFixed(3)])));
  });
}
