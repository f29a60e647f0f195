import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { checkedResult, RESULT_NUMBERS, RESULT_TEXTS } from '../../evaluate/checkedResult';
import type { EntryResult } from '../../evaluate/entryResult';
import { readArrow } from '../../input/readArrow';
import { InputError } from '../../inputError';
import { csvText, readCsv } from '../csvTable';
import { readBytes, writeAtomic } from '../files';

/** Columns required in a table of results. */
const NEEDED = ['id', 'seed', 'cc', 'rmax'] as const;
const REMEDY = 'give a table that decodesaxs evaluate wrote (--out, --csv)';
/** Largest table, bytes. */
const MOST = 2 ** 28;

const CSV = /\.csv$/i;

/** Writes the results of an evaluation as an Arrow IPC file, one row per entry and seed; absent values are null. */
export function writeResults(file: string, results: readonly EntryResult[]): void {
  const columns: Record<string, (string | number | null)[]> = {};
  for (const name of [...RESULT_TEXTS, ...RESULT_NUMBERS])
    columns[name] = results.map((r) => r[name] ?? null);
  writeAtomic(file, tableToIPC(tableFromArrays(columns), { format: 'file' })!);
}

/** Writes the results as CSV, numbers to six digits; absent values are empty. */
export async function writeResultsCsv(file: string, results: readonly EntryResult[]): Promise<void> {
  const [id, ...texts] = RESULT_TEXTS;
  const rows = results.map((r) =>
    Object.fromEntries([id, ...RESULT_NUMBERS, ...texts].map((name) => [name, r[name] ?? null])),
  );
  writeAtomic(
    file,
    await csvText(rows, [
      'Results of `decodesaxs evaluate`, one row per entry and seed; docs/evaluation.md describes the columns. Lengths in Å.',
    ]),
  );
}

/**
 * The results of an evaluation from the table that `decodesaxs evaluate` wrote, Arrow or CSV.
 *
 * @throws InputError when the file cannot be read, is no such table, or a row of it is damaged
 */
export async function readResults(file: string): Promise<EntryResult[]> {
  const rows: object[] = CSV.test(file) ? readCsv(file, RESULT_TEXTS) : arrowRows(file);
  const missing = rows.length === 0 ? NEEDED : NEEDED.filter((name) => !(name in rows[0]));
  if (missing.length > 0) throw new InputError(`${file} has no column ${missing.join(', ')}: ${REMEDY}.`);
  return rows.map((row, i) => checkedResult(row, { what: `Row ${i + 1} of ${file}`, remedy: REMEDY }));
}

function arrowRows(file: string): object[] {
  const table = readArrow(readBytes(file, MOST), NEEDED, { what: file, remedy: REMEDY });
  return Array.from({ length: table.rows }, (_, row) =>
    Object.fromEntries(table.columns.map((name) => [name, table.at(name, row)])),
  );
}
