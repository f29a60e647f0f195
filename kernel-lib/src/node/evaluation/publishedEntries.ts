import { InputError } from '../../inputError';
import { readCsv } from '../csvTable';

/** What the authors of decodeSAXS published for one entry. */
export interface PublishedEntry {
  readonly id: string;
  /** correlation with the radius given and with the radius searched; null where there is none */
  readonly ccGiven: number | null;
  readonly ccFree: number | null;
  /** radius found by the search, and that of the model, in Å */
  readonly rmaxFound: number;
  readonly rmaxReal: number;
}

const COLUMNS = ['id', 'cc_given', 'cc_free', 'rmax_found', 'rmax_real'];

/**
 * The published results, see `fixtures/decodesaxs-published-entries.csv`.
 *
 * @throws InputError when the file cannot be read or lacks a column
 */
export async function readPublishedEntries(file: string): Promise<PublishedEntry[]> {
  const rows = await readCsv(file);
  const missing = COLUMNS.filter((name) => rows[0]?.[name] === undefined);
  if (missing.length > 0)
    throw new InputError(
      `${file} has no column ${missing.join(', ')}: fixtures/decodesaxs-published-entries.csv has what is needed.`,
    );
  return rows.map((row) => ({
    id: String(row.id),
    ccGiven: row.cc_given as number | null,
    ccFree: row.cc_free as number | null,
    rmaxFound: Number(row.rmax_found),
    rmaxReal: Number(row.rmax_real),
  }));
}
