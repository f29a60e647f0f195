import { InputError } from '../../inputError';
import { inverseLength, unitWord } from './namedUnit';
import { parseNumber } from './parseNumber';
import type { RawCurve } from './rawCurve';

const CATEGORY = '_sas_scan_intensity.';

/** True for a sasCIF file with a measured curve. */
export function isSasCif(text: string): boolean {
  return /^\s*data_/m.test(text.slice(0, 20000)) && text.includes(CATEGORY);
}

/**
 * Reads the measured curve of a sasCIF file (Kachala, Westbrook & Svergun 2016, J. Appl. Cryst. 49,
 * 302): the first loop of _sas_scan_intensity and the unit in _sas_scan.unit.
 *
 * @throws InputError when the loop lacks momentum_transfer or intensity
 */
export function readSasCif(text: string, name: string): RawCurve {
  const { items, rows } = intensityLoop(text);
  const column = (item: string): number => items.indexOf(CATEGORY + item);
  const q = column('momentum_transfer');
  const intensity = column('intensity');
  if (q < 0 || intensity < 0 || rows.length === 0) {
    throw new InputError(
      `${name} is a CIF file without momentum_transfer and intensity; give the curve as columns of text.`,
    );
  }
  const sigma = column('intensity_su_counting');
  const scan = column('scan_id');
  const first = rows.filter((row) => scan < 0 || row[scan] === rows[0][scan]);
  const values = (index: number): number[] => first.map((row) => parseNumber(row[index]) ?? NaN);
  const word = /^_sas_scan\.(?:unit|momentum_transfer_units)\s+(?:'([^'\n]*)'|"([^"\n]*)"|(\S+))/im
    .exec(text)
    ?.slice(1)
    .find((part) => part);
  const unit = word === undefined ? undefined : unitWord(word);
  return {
    format: 'sasCIF',
    title: /^_sas_sample\.name\s+(?:'([^'\n]*)'|"([^"\n]*)"|(\S+))/m
      .exec(text)
      ?.slice(1)
      .find((part) => part),
    q: values(q),
    intensity: values(intensity),
    sigma: sigma < 0 ? undefined : values(sigma),
    words: [],
    ...(unit === undefined ? {} : { unit: { value: unit, from: `the item _sas_scan.unit, "${word}"` } }),
    ...(word !== undefined && unit === undefined && inverseLength(word) !== undefined
      ? { otherUnit: word }
      : {}),
    leftOut: [],
    warnings: first.length < rows.length ? ['The file holds several scans; the first was read.'] : [],
  };
}

function intensityLoop(text: string): { items: string[]; rows: string[][] } {
  const items: string[] = [];
  const rows: string[][] = [];
  for (const line of text.slice(text.indexOf(CATEGORY)).split(/\r\n|\r|\n/)) {
    const bare = line.trim();
    if (rows.length === 0 && bare.startsWith(CATEGORY)) items.push(bare.split(/\s/)[0]);
    else if (bare === '' && rows.length === 0) continue;
    else {
      const cells = bare.split(/\s+/);
      if (cells.length !== items.length) break;
      rows.push(cells);
    }
  }
  return { items, rows };
}
