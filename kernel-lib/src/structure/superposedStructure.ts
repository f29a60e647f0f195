import { InputError } from '../inputError';
import { structureFormat } from './parseStructure';

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
 * A structure file with all its atoms moved: records are kept except for the coordinates; records that are valid
 * only for the original positions (crystal, symmetry, assemblies, anisotropic motion) are removed. A remark states this, and for
 * a mirror image that its amino acids are D.
 *
 * @param text PDB or mmCIF, the whole file, unpacked
 * @throws InputError when it is neither, or an atom has no coordinates to replace
 */
export function superposedStructure(text: string, placement: Placement, name = 'The structure'): string {
  return structureFormat(text, name) === 'pdb'
    ? movedPdb(text, placement, name)
    : movedCif(text, placement, name);
}

/** Sentences for the head of the file. */
function remarks({ mirror, note }: Placement): string[] {
  return [
    ...(note === undefined ? [] : [note]),
    'Superposed: coordinates moved by decodesaxs, other records as in the original file;',
    'records of crystal, symmetry, assemblies and anisotropic motion left out.',
    mirror
      ? 'MIRROR IMAGE: the inverted structure fitted better; its amino acids are D.'
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

function movedPdb(text: string, placement: Placement, name: string): string {
  const lines = text.split(/\r\n?|\n/);
  const head = remarks(placement).map((words) => `REMARK   6 ${words}`.padEnd(80));
  const out: string[] = [];
  const firstRecord = lines.findIndex((line) => /^(?:REMARK|SEQRES|CRYST1|MODEL|ATOM|HETATM)/.test(line));
  lines.forEach((line, i) => {
    if (i === firstRecord) out.push(...head);
    if (PDB_DROPPED.test(line)) return;
    // the records that the reader takes for atoms, also with a serial number that begins a column early
    out.push(/^(?:ATOM |HETATM)/.test(line) ? movedAtom(line, placement, name, i + 1) : line);
  });
  return out.join('\n');
}

function movedAtom(line: string, placement: Placement, name: string, number: number): string {
  const xyz = [line.slice(30, 38), line.slice(38, 46), line.slice(46, 54)];
  if (!xyz.every((field) => /^ *-?\d*\.?\d+ *$/.test(field))) {
    throw new InputError(
      `${name} has no coordinates in columns 31–54 of line ${number}: expected the columns of the PDB format.`,
    );
  }
  const fields = placed(placement, xyz.map(Number)).map((value) => value.toFixed(3).padStart(8));
  if (fields.some((field) => field.length > 8)) {
    throw new InputError(`${name} has an atom beyond 9999 Å after superposition: expected an mmCIF file.`);
  }
  return line.slice(0, 30) + fields.join('') + line.slice(54);
}

/** Rewrites the atom_site loop line by line, each atom being one line as in all files of the data bank. */
function movedCif(text: string, placement: Placement, name: string): string {
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

/** End of the element that begins at a line: a loop with its rows, items of one category, or one line. */
function blockEnd(lines: readonly string[], start: number): number {
  const line = lines[start].trim();
  let i = start + 1;
  if (/^loop_/i.test(line)) {
    while (i < lines.length && /^\s*_/.test(lines[i])) i++;
    return afterRows(lines, i);
  }
  const category = /^(_[^.\s]+\.)/.exec(line)?.[1];
  if (category === undefined) return lines[start].startsWith(';') ? afterText(lines, start) : i;
  // items of one category, with texts between semicolons and values on lines of their own
  while (i < lines.length && (lines[i].startsWith(category) || isValue(lines[i]))) {
    i = lines[i].startsWith(';') ? afterText(lines, i) : i + 1;
  }
  return i;
}

function afterRows(lines: readonly string[], start: number): number {
  let i = start;
  while (i < lines.length && isValue(lines[i])) i = lines[i].startsWith(';') ? afterText(lines, i) : i + 1;
  return i;
}

/** True for a line that is no name, loop, block or comment. */
function isValue(line: string): boolean {
  return line.trim() !== '' && !/^\s*(?:_|loop_|data_|save_|#)/i.test(line);
}

function afterText(lines: readonly string[], start: number): number {
  let i = start + 1;
  while (i < lines.length && !lines[i].startsWith(';')) i++;
  return i + 1;
}

const TOKEN = /'(?:[^']|'(?=\S))*'|"(?:[^"]|"(?=\S))*"|\S+/g;

function movedSites(lines: readonly string[], placement: Placement, name: string): string[] {
  const names = lines.filter((line) => /^\s*_/.test(line)).map((line) => line.trim().toLowerCase());
  const columns = ['x', 'y', 'z'].map((axis) => names.indexOf(`_atom_site.cartn_${axis}`));
  return lines.map((line) => {
    if (/^\s*_|^loop_|^\s*$/i.test(line)) return line;
    const tokens = [...line.matchAll(TOKEN)];
    const xyz = columns.map((column) => Number(tokens[column]?.[0]));
    if (tokens.length !== names.length || !xyz.every(Number.isFinite)) {
      throw new InputError(
        `${name} has an atom that is not one line of ${names.length} values: expected an mmCIF file as the data bank writes it.`,
      );
    }
    const values = placed(placement, xyz).map((value) => value.toFixed(3));
    let moved = '',
      at = 0;
    tokens.forEach((token, t) => {
      const axis = columns.indexOf(t);
      const width = token[0].length;
      moved += line.slice(at, token.index) + (axis < 0 ? token[0] : values[axis].padEnd(width));
      at = token.index + width;
    });
    return moved + line.slice(at);
  });
}
