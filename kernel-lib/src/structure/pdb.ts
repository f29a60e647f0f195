import { InputError } from '../inputError';
import type { Atom, AtomFile } from './atom';
import { chooseModel, MOST_MODELS, nthModel } from './models';

/**
 * Reads the first model of a PDB file, or all that form an assembly (`chooseModel`).
 *
 * Fixed columns as in the wwPDB format description 3.3, "Coordinate Section": name 13–16, alternate
 * location 17, residue 18–20 (column 21 is included: four-letter names are common), chain 22, number
 * 23–26 with insertion code 27, x y z 31–54, element 77–78. Where a program has shifted the
 * coordinates, the first three decimal numbers from column 27 on are used. Models are separated by
 * MODEL, ENDMDL or END.
 *
 * @param name name of the file in messages
 * @param model the one to read, 1 for the first in the file; default: as above
 * @throws InputError when no atom record can be read
 */
export function readPdb(text: string, name: string, model?: number): AtomFile {
  const models: Atom[][] = [];
  const title: string[] = [];
  const bad: number[] = [];
  let segment = 0,
    shifted = 0,
    count = 0,
    line = 0,
    between = true;
  for (const record of text.split(/\r\n?|\n/)) {
    line++;
    if (record.startsWith('TITLE ')) title.push(record.slice(10, 80).trim());
    else if (record.startsWith('TER')) segment++;
    else if (BETWEEN_MODELS.test(record)) between = true;
    else if (isAtom(record)) {
      if (between) count++;
      if (between && count <= MOST_MODELS) models.push([]);
      between = false;
      if (count > MOST_MODELS) continue;
      const aligned = align(record);
      const at = coordinates(aligned);
      if (at === undefined || at.xyz.some((value) => Math.abs(value) > FARTHEST)) bad.push(line);
      else if (!isPlaceholder(at.xyz)) {
        if (at.shifted || aligned !== record) shifted++;
        models[count - 1].push(atomRecord(aligned, at.xyz, segment));
      }
    }
  }
  const read = models.reduce((sum, model) => sum + model.length, 0);
  if (bad.length > read) {
    throw new InputError(
      `${name} has no coordinates in columns 31–54 of its atom records (first in line ${bad[0]}): ` +
        'a PDB file with the columns of the format is needed.',
    );
  }
  const { atoms, warnings } =
    model === undefined ? chooseModel(models, count) : nthModel(models, count, model, name);
  if (shifted > 0)
    warnings.push(
      `${shifted} atom records have coordinates off their columns: they are read by their decimal points.`,
    );
  if (bad.length > 0)
    warnings.push(
      `${bad.length} atom records without readable coordinates are left out (first in line ${bad[0]}).`,
    );
  return { title: title.join(' '), atoms, warnings };
}

/** Number of models in a PDB file, separated by MODEL, ENDMDL or END; 0 without atoms. */
export function pdbModels(text: string): number {
  let count = 0,
    between = true;
  for (const record of text.split(/\r\n?|\n/)) {
    if (BETWEEN_MODELS.test(record)) between = true;
    else if (between && isAtom(record)) {
      count++;
      between = false;
    }
  }
  return count;
}

export const BETWEEN_MODELS = /^(?:MODEL|ENDMDL|END) *(?:\d+ *)?$/;

/** True for the records that the reader takes for atoms, also with a serial number that begins a column early. */
export function isAtom(record: string): boolean {
  return record.startsWith('ATOM ') || record.startsWith('HETATM');
}

function atomRecord(line: string, xyz: readonly number[], segment: number): Atom {
  const element = line.slice(76, 78).trim().toUpperCase();
  return {
    name: line.slice(12, 16).trim().toUpperCase().replace(/\*/g, "'"),
    element: /^[A-Z]{1,2}$/.test(element) ? element : '',
    residue: line.slice(17, 21).trim().toUpperCase(),
    seq: line.slice(22, 27).trim(),
    chain: chainOf(line),
    alt: line.slice(16, 17).trim(),
    hetero: line.startsWith('HETATM'),
    ...occupancyOf(line),
    segment,
    x: xyz[0],
    y: xyz[1],
    z: xyz[2],
  };
}

/** The chain of an atom record; where it has none, its segment. */
export function chainOf(line: string): string {
  return line.slice(21, 22).trim() || line.slice(72, 76).trim();
}

function occupancyOf(line: string): { occupancy?: number } {
  const field = line.slice(54, 60);
  return FIELD.test(field) ? { occupancy: Number(field) } : {};
}

/** Largest distance of an atom from the origin along an axis, in Å. */
const FARTHEST = 1e6;
/** Columns of the decimal points of x, y and z. */
const POINTS = [34, 42, 50] as const;
const LARGEST_SHIFT = 4;

/**
 * Number of columns by which a serial number of six digits or more has moved the fields after it to the right, all three
 * decimal points with them; 0 where they stand in their columns.
 */
export function serialShift(line: string): number {
  const standsAt = (shift: number): boolean => POINTS.every((column) => line[column + shift] === '.');
  if (standsAt(0)) return 0;
  for (let shift = 1; shift <= LARGEST_SHIFT; shift++)
    if (standsAt(shift) && /^\d+$/.test(line.slice(6, 11 + shift))) return shift;
  return 0;
}

/** A record with its fields in their columns: the first digits of a serial number that is too long are taken out. */
function align(line: string): string {
  const shift = serialShift(line);
  return shift === 0 ? line : line.slice(0, 6) + line.slice(6 + shift);
}

const FIELD = /^ *-?\d*\.?\d+ *$/;

/**
 * The coordinates of an atom record in its columns, for one that is to be written again.
 *
 * @param number of the line, for the message
 * @throws InputError when they are not there
 */
export function coordinateFields(line: string, name: string, number: number): number[] {
  const start = 30 + serialShift(line);
  const fields = [0, 8, 16].map((at) => line.slice(start + at, start + at + 8));
  if (!fields.every((field) => FIELD.test(field))) {
    throw new InputError(
      `${name} has no coordinates in columns 31–54 of line ${number}: expected the columns of the PDB format.`,
    );
  }
  return fields.map(Number);
}

/**
 * An atom record with other coordinates in Å; all else stays.
 *
 * @throws InputError when they are too large for their columns
 */
export function withCoordinates(line: string, xyz: readonly number[], name: string): string {
  const start = 30 + serialShift(line);
  const fields = xyz.map((value) => value.toFixed(3).padStart(8));
  if (fields.some((field) => field.length > 8))
    throw new InputError(`${name} has an atom beyond 9999 Å after superposition: expected an mmCIF file.`);
  return line.slice(0, start) + fields.join('') + line.slice(start + 24);
}

function coordinates(line: string): { xyz: number[]; shifted: boolean } | undefined {
  const fields = [line.slice(30, 38), line.slice(38, 46), line.slice(46, 54)];
  if (fields.every((field) => FIELD.test(field))) return { xyz: fields.map(Number), shifted: false };
  const decimals = line.slice(26).match(/-?\d+\.\d{1,3}/g);
  if (decimals === null || decimals.length < 3) return undefined;
  return { xyz: decimals.slice(0, 3).map(Number), shifted: true };
}

/** CNS writes 9999.000 three times for an atom without a position. */
function isPlaceholder(xyz: readonly number[]): boolean {
  return xyz.every((value) => value === 9999);
}
