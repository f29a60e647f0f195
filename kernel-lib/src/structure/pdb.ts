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

const BETWEEN_MODELS = /^(?:MODEL|ENDMDL|END) *(?:\d+ *)?$/;

function isAtom(record: string): boolean {
  return record.startsWith('ATOM ') || record.startsWith('HETATM');
}

function atomRecord(line: string, xyz: readonly number[], segment: number): Atom {
  const chain = line.slice(21, 22).trim();
  const element = line.slice(76, 78).trim().toUpperCase();
  return {
    name: line.slice(12, 16).trim().toUpperCase().replace(/\*/g, "'"),
    element: /^[A-Z]{1,2}$/.test(element) ? element : '',
    residue: line.slice(17, 21).trim().toUpperCase(),
    seq: line.slice(22, 27).trim(),
    chain: chain === '' ? line.slice(72, 76).trim() : chain,
    alt: line.slice(16, 17).trim(),
    hetero: line.startsWith('HETATM'),
    ...occupancyOf(line),
    segment,
    x: xyz[0],
    y: xyz[1],
    z: xyz[2],
  };
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
