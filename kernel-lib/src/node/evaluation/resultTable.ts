import { tableFromArrays, tableFromIPC, tableToIPC } from '@uwdata/flechette';
import { MEASURES } from '../../certainty/expectedCorrelation';
import type { EntryResult } from '../../evaluate/summary';
import { InputError } from '../../inputError';
import { csvText, readCsv } from '../csvTable';
import { readBytes, writeAtomic } from '../files';

const TEXTS = ['id', 'failure', 'modelKind', 'backend', 'version', 'weights'] as const;
const NUMBERS = [
  'seed',
  'cc',
  'ccTrueScale',
  'ccSeeds',
  'ccLibrary',
  'ccMean',
  'chi2Map',
  'chi2Mean',
  'chi2Beads',
  'chi2Members',
  'rgMap',
  'rgBeads',
  'likeness',
  'disagree',
  'ccModelMember',
  'ccModelMemberTrue',
  'ccMembers',
  'ccMembersTrue',
  'calibration',
  'rmax',
  'rmaxModel',
  'rg',
  'rgModel',
  'dmax',
  'dmaxModel',
  'anisotropyModel',
  'pointsModel',
  'resolution',
  'resolution143',
  'resolutionPairs',
  'expectedCC',
  'expectedDeviation',
  'seconds',
  ...MEASURES,
] as const;
/** What a table must have to be one of results. */
const NEEDED = ['id', 'seed', 'cc', 'rmax'] as const;

const CSV = /\.csv$/i;

/** Writes the results of an evaluation as an Arrow IPC file, one row an entry and seed; absent values are null. */
export function writeResults(file: string, results: readonly EntryResult[]): void {
  const columns: Record<string, (string | number | null)[]> = {};
  for (const name of [...TEXTS, ...NUMBERS]) columns[name] = results.map((r) => r[name] ?? null);
  writeAtomic(file, tableToIPC(tableFromArrays(columns), { format: 'file' })!);
}

/** The same as CSV, numbers to six digits; absent values are empty. */
export async function writeResultsCsv(file: string, results: readonly EntryResult[]): Promise<void> {
  const [id, ...texts] = TEXTS;
  const rows = results.map((r) =>
    Object.fromEntries([id, ...NUMBERS, ...texts].map((name) => [name, r[name] ?? null])),
  );
  writeAtomic(
    file,
    await csvText(rows, [
      'Results of `decodesaxs evaluate`, one row an entry and seed; docs/evaluation.md tells the columns. Lengths in Å.',
    ]),
  );
}

/**
 * The results of an evaluation from the table that `decodesaxs evaluate` wrote, Arrow or CSV.
 *
 * @throws InputError when the file cannot be read or is no such table
 */
export async function readResults(file: string): Promise<EntryResult[]> {
  const rows = CSV.test(file) ? await readCsv(file, TEXTS) : arrowRows(file);
  const missing = rows.length === 0 ? NEEDED : NEEDED.filter((name) => rows[0][name] === undefined);
  if (missing.length > 0)
    throw new InputError(
      `${file} has no column ${missing.join(', ')}: give a table that decodesaxs evaluate wrote (--out, --csv).`,
    );
  return rows.map(
    (row) =>
      Object.fromEntries(
        [...TEXTS, ...NUMBERS].flatMap((name) =>
          row[name] === null || row[name] === undefined ? [] : [[name, row[name]]],
        ),
      ) as unknown as EntryResult,
  );
}

function arrowRows(file: string): Record<string, unknown>[] {
  const bytes = readBytes(file);
  try {
    return tableFromIPC(bytes).toArray() as Record<string, unknown>[];
  } catch {
    throw new InputError(
      `${file} is no Arrow file: give a table that decodesaxs evaluate wrote (--out, --csv).`,
    );
  }
}
