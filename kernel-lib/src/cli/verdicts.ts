import type { Command } from 'commander';
import { InputError } from '../inputError';
import { numberOption } from './numbers';
import type { NoVerdict } from './verdictRows';

interface Options {
  readonly qMax?: number;
  readonly csv?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `decodesaxs verdicts DATASET`: compares every model of a dataset with its curve. */
export function registerVerdicts(program: Command): void {
  program
    .command('verdicts')
    .description(
      'compare each atomic model of a dataset with its curve: one table, with the statement of the dataset',
    )
    .argument('<dataset>', 'folder with one folder per entry (curve, model, meta.json), or a manifest')
    .option('--q-max <q>', 'largest q fitted in 1/Å (default: 0.3)', numberOption('--q-max', 0.01, 5, ' 1/Å'))
    .option('--csv <file>', 'CSV file to write: one row per entry')
    .option('--json', 'print the rows as JSON')
    .option('--quiet', 'no progress')
    .action(run);
}

async function run(path: string, { qMax, csv, json, quiet }: Options): Promise<void> {
  const { openDataset } = await import('../node/evaluation/dataset');
  const { verdictOn } = await import('./verdictRows');
  const { verdictTable, verdictCsv } = await import('./verdictReport');
  const { checkWritable, writeAtomic } = await import('../node/files');
  checkWritable(csv);
  const entries = openDataset(path);
  const rows = [];
  for (const [i, entry] of entries.entries()) {
    if (!quiet) process.stderr.write(`${i + 1} of ${entries.length}: ${entry.id}\n`);
    rows.push(verdictOn(entry, qMax));
  }
  if (csv !== undefined) writeAtomic(csv, await verdictCsv(rows));
  process.stdout.write(json ? `${JSON.stringify(rows)}\n` : `${verdictTable(rows).join('\n')}\n`);
  const [first] = rows;
  if (rows.every((row) => 'reason' in row))
    throw new InputError(
      `Not one of ${rows.length} entries has a verdict (${first.id}: ${(first as NoVerdict).reason.replace(/\.$/, '')}): give entries with a curve and an atomic model.`,
    );
}
