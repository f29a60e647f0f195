import type { Command } from 'commander';
import { numberOption } from './numbers';

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
  const entries = openDataset(path);
  const rows = [];
  for (const [i, entry] of entries.entries()) {
    if (!quiet) process.stderr.write(`${i + 1} of ${entries.length}: ${entry.id}\n`);
    rows.push(verdictOn(entry, qMax));
  }
  if (csv !== undefined) {
    const { writeAtomic } = await import('../node/files');
    writeAtomic(csv, await verdictCsv(rows));
  }
  process.stdout.write(json ? `${JSON.stringify(rows)}\n` : `${verdictTable(rows).join('\n')}\n`);
}
