import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import type { EntryResult } from '../evaluate/summary';
import { writeAtomic } from './files';

const TEXTS = ['id', 'failure', 'modelKind', 'backend', 'version', 'weights'] as const;
const NUMBERS = [
  'seed', 'cc', 'ccTrueScale', 'ccSeeds', 'ccLibrary', 'chi2', 'rmax', 'rmaxModel', 'rg', 'rgModel',
  'dmax', 'dmaxModel', 'anisotropyModel', 'agreement', 'seconds',
] as const;

/** Writes the results of an evaluation as an Arrow IPC file, one row an entry and seed; absent values are null. */
export function writeResults(file: string, results: readonly EntryResult[]): void {
  const columns: Record<string, (string | number | null)[]> = {};
  for (const name of [...TEXTS, ...NUMBERS]) columns[name] = results.map((r) => r[name] ?? null);
  writeAtomic(file, tableToIPC(tableFromArrays(columns), { format: 'file' })!);
}
