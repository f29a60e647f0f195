import type { Command } from 'commander';

interface Options {
  readonly csv?: string;
  readonly json?: boolean;
}

/** `decodesaxs results TABLE`: prints the tables of an evaluation, and writes them as CSV. */
export function registerResults(program: Command): void {
  program
    .command('results')
    .description('print the tables of an evaluation from its file, and write them as CSV')
    .argument('<table>', 'results of decodesaxs evaluate, Arrow or CSV')
    .option('--csv <file>', 'CSV file to write: one row per entry and seed')
    .option('--json', 'print the summary as JSON')
    .action(run);
}

async function run(table: string, { csv, json }: Options): Promise<void> {
  const { readResults, writeResultsCsv } = await import('../node/evaluation/resultTable');
  const { checkWritable } = await import('../node/files');
  checkWritable(csv);
  const { summarise, withExpectation } = await import('../evaluate/summary');
  const { evaluationTables } = await import('./evaluationReport');
  // a table may be older than the formula of the expectation
  const results = (await readResults(table)).map(withExpectation);
  if (csv !== undefined) await writeResultsCsv(csv, results);
  process.stdout.write(
    json ? `${JSON.stringify(summarise(results))}\n` : `${(await evaluationTables(results)).join('\n')}\n`,
  );
}
