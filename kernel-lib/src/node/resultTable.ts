import { tableFromArrays, tableFromIPC, tableToIPC } from '@uwdata/flechette';
import { MEASURES } from '../consensus/expectedCorrelation';
import type { EntryResult } from '../evaluate/summary';
import { InputError } from '../inputError';
import { readBytes, writeAtomic } from './files';

const TEXTS = ['id', 'failure', 'modelKind', 'backend', 'version', 'weights'] as const;
const NUMBERS = [
  'seed', 'cc', 'ccTrueScale', 'ccSeeds', 'ccLibrary', 'chi2', 'rmax', 'rmaxModel', 'rg', 'rgModel',
  'dmax', 'dmaxModel', 'anisotropyModel', 'resolution', 'resolution143', 'resolutionPairs', 'expectedCC', 'expectedDeviation', 'seconds', ...MEASURES,
] as const;

/** Writes the results of an evaluation as an Arrow IPC file, one row an entry and seed; absent values are null. */
export function writeResults(file: string, results: readonly EntryResult[]): void {
  const columns: Record<string, (string | number | null)[]> = {};
  for (const name of [...TEXTS, ...NUMBERS]) columns[name] = results.map((r) => r[name] ?? null);
  writeAtomic(file, tableToIPC(tableFromArrays(columns), { format: 'file' })!);
}

/** Reads the results that `writeResults` wrote. @throws InputError when the file is none of these */
export function readResults(file: string): EntryResult[] {
  const bytes = readBytes(file);
  let rows: Record<string, unknown>[];
  try {
    rows = tableFromIPC(bytes).toArray() as Record<string, unknown>[];
  } catch {
    throw new InputError(`${file} is no Arrow file: the results that "decodesaxs evaluate --out FILE" writes are needed.`);
  }
  const missing = ['id', 'cc', ...MEASURES].find((name) => rows.length === 0 || !(name in rows[0]));
  if (missing) throw new InputError(`${file} has no results with ${missing}: make it anew with "decodesaxs evaluate".`);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as EntryResult);
}
