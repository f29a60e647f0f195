import { basename, extname } from 'node:path';
import type { QUnit } from '../../curve/measuredCurve';
import { shown } from '../../input/checked';
import { readCsv } from '../../input/readCsv';
import { InputError } from '../../inputError';

/** One line of a manifest. */
export interface ManifestRow {
  /** default: the curve's name without its ending */
  readonly id: string;
  readonly curve: string;
  readonly model?: string;
  /** radius in Å, if known */
  readonly rmax?: number;
  /** unit of q, where the file does not state it */
  readonly unit?: QUnit;
}

const COLUMNS = ['id', 'curve', 'model', 'rmax', 'unit'];

/**
 * The rows of a manifest: a JSON array of objects, or CSV with a line of column names (fields may be in
 * double quotes; lines that begin with # are comments). The columns are curve and, optionally, id, model, rmax, unit.
 *
 * @param name of the file, for messages; `.json` is JSON, anything else CSV
 * @throws InputError when it cannot be read
 */
export function readManifestRows(text: string, name: string): ManifestRow[] {
  const records = extname(name).toLowerCase() === '.json' ? jsonRecords(text, name) : csvRecords(text, name);
  return records.map((record, i) => {
    const at = `Row ${i + 1} of the manifest ${name}`;
    const field = (key: string): string | undefined => {
      const value = record[key];
      if (value === undefined || value === null || value === '') return undefined;
      if (typeof value !== 'string' && typeof value !== 'number')
        throw new InputError(`${at} has ${shown(value)} as ${key}: expected a text or a number.`);
      return String(value);
    };
    const unknown = Object.keys(record).find((key) => !COLUMNS.includes(key));
    if (unknown !== undefined)
      throw new InputError(`${at} has a field ${shown(unknown)}: ${COLUMNS.join(', ')} are known.`);
    const curve = field('curve'),
      rmax = field('rmax'),
      unit = field('unit'),
      model = field('model');
    if (!curve)
      throw new InputError(`${at} names no curve: a field curve with the path of a file is needed.`);
    if (rmax !== undefined && !(Number(rmax) > 0 && Number(rmax) < Infinity))
      throw new InputError(`${at} has rmax ${rmax.slice(0, 40)}: a radius in Å above 0 is needed.`);
    if (unit !== undefined && unit !== '1/A' && unit !== '1/nm')
      throw new InputError(`${at} has unit ${unit.slice(0, 40)}: 1/A or 1/nm is needed.`);
    return {
      id: field('id') ?? basename(curve, extname(curve)),
      curve,
      ...(model ? { model } : {}),
      ...(rmax === undefined ? {} : { rmax: Number(rmax) }),
      ...(unit ? { unit: unit as QUnit } : {}),
    };
  });
}

type Fields = Record<string, unknown>;

const REMEDY = 'an array of objects with a field curve is needed';

function jsonRecords(text: string, name: string): Fields[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError(`The manifest ${name} is not JSON: ${REMEDY}.`);
  }
  if (
    !Array.isArray(value) ||
    !value.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row))
  ) {
    throw new InputError(`The manifest ${name} is no list: ${REMEDY}.`);
  }
  return value as Fields[];
}

function csvRecords(text: string, name: string): Fields[] {
  const { names, records } = readCsv(text, {
    what: `The manifest ${name}`,
    remedy: 'a first line of column names, and as many fields in each row, are needed',
  });
  if (!names.includes('curve'))
    throw new InputError(`The manifest ${name} has no column curve: a first line of column names is needed.`);
  return records.map(({ cells }) => ({ ...cells }));
}
