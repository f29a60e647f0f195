import * as v from 'valibot';
import { checked } from '../../input/checked';
import { finite, length, text } from '../../input/schemas';
import { InputError } from '../../inputError';
import { readCsv } from '../csvTable';

/** Results published by the authors of decodeSAXS for one entry. */
export interface PublishedEntry {
  readonly id: string;
  /** correlation with the radius given and with the radius searched; null where absent */
  readonly ccGiven: number | null;
  readonly ccFree: number | null;
  /** radius found by the search, and that of the model, in Å */
  readonly rmaxFound: number;
  readonly rmaxReal: number;
}

const ROW = v.object({
  id: text,
  cc_given: v.nullable(finite),
  cc_free: v.nullable(finite),
  rmax_found: length,
  rmax_real: length,
});
const COLUMNS = ['id', 'cc_given', 'cc_free', 'rmax_found', 'rmax_real'];

/**
 * The published results, see `fixtures/decodesaxs-published-entries.csv`.
 *
 * @throws InputError when the file cannot be read or lacks a column
 */
export async function readPublishedEntries(file: string): Promise<PublishedEntry[]> {
  const rows = readCsv(file);
  const missing = COLUMNS.filter((name) => rows[0]?.[name] === undefined);
  const remedy = 'fixtures/decodesaxs-published-entries.csv has these columns';
  if (missing.length > 0) throw new InputError(`${file} has no column ${missing.join(', ')}: ${remedy}.`);
  return rows.map((cells, i) => {
    const row = checked(ROW, cells, { what: `Row ${i + 1} of ${file}`, remedy });
    return {
      id: row.id,
      ccGiven: row.cc_given,
      ccFree: row.cc_free,
      rmaxFound: row.rmax_found,
      rmaxReal: row.rmax_real,
    };
  });
}
