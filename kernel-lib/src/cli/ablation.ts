import type { Command } from 'commander';
import { dirname } from 'node:path';
import { isMethod, METHODS, type MethodName } from '../evaluate/methods';
import { InputError } from '../inputError';
import type { EvaluateOptions } from './evaluateOptions';
import { integerOption } from './numbers';
import { requireOneResult } from './requireOneResult';

type Options = Pick<
  EvaluateOptions,
  'mode' | 'seeds' | 'limit' | 'out' | 'workers' | 'queue' | 'backend' | 'weights' | 'quiet' | 'generations'
> & {
  readonly methods?: string;
  readonly parts?: string;
};

/** `decodesaxs ablation DATASET` */
export function registerAblation(program: Command): void {
  program
    .command('ablation')
    .description(
      'measure the contribution of each part of the method: a table of methods with parts removed, on the same entries and seeds',
    )
    .argument('<dataset>', 'as for evaluate')
    .option('--methods <names>', `only these, separated by commas: ${Object.keys(METHODS).join(', ')}`)
    .option('--mode <mode>', 'free: the size is searched; given: the radius of the model is given', 'free')
    .option('--seeds <n>', 'runs per entry, with seeds 1 … n', integerOption('--seeds', 1, 10_000), 1)
    .option('--limit <n>', 'only the first n entries', integerOption('--limit', 1, 1e9))
    .option(
      '--generations <n>',
      'generations of the default search; the others score the same number of shapes',
      integerOption('--generations', 0, 10_000),
    )
    .option(
      '--out <file>',
      'Markdown table; with a .csv table beside it, and a folder with one file per entry',
      'ablation.md',
    )
    .option('--parts <folder>', 'folder of finished entries, to reuse those of an evaluation')
    .option(
      '--workers <n>',
      'threads of this machine, each with its own networks',
      integerOption('--workers', 1, 256),
      1,
    )
    .option('--queue <url>', 'as for evaluate')
    .option('--backend <name>', 'tensorflow or wasm')
    .option('--weights <folder>', 'trained networks; default: those of the library')
    .option('--quiet', 'no progress')
    .action(run);
}

async function run(dataset: string, options: Options): Promise<void> {
  if (options.mode !== 'free' && options.mode !== 'given')
    throw new InputError(`--mode is ${options.mode}: free or given is needed.`);
  const methods = (options.methods?.split(',').map((name) => name.trim()) ?? Object.keys(METHODS)).map(
    (name): MethodName => {
      if (!isMethod(name))
        throw new InputError(
          `--methods names ${JSON.stringify(name)}: expected some of ${Object.keys(METHODS).join(', ')}.`,
        );
      return name;
    },
  );
  const { openDataset } = await import('../node/evaluation/dataset');
  const { evaluateEntries } = await import('./evaluateEntries');
  const { ablationCsv, ablationMarkdown, ablationTable } = await import('../evaluate/ablationTable');
  const { checkWritable, prepareOutputFolder, writeAtomic } = await import('../node/files');
  const csv = `${options.out.replace(/\.md$/i, '')}.csv`;
  prepareOutputFolder(dirname(options.out));
  checkWritable(options.out, csv);
  const entries = openDataset(dataset).slice(0, options.limit);
  const search = options.generations === undefined ? {} : { limits: { generations: options.generations } };
  const results = new Map<MethodName, Awaited<ReturnType<typeof evaluateEntries>>['results']>();
  for (const method of methods) {
    results.set(
      method,
      (await evaluateEntries(entries, options.mode, search, options, { method, folder: options.parts }))
        .results,
    );
  }
  const rows = await ablationTable(results);
  const table = ablationMarkdown(rows);
  writeAtomic(options.out, table);
  writeAtomic(csv, ablationCsv(rows));
  process.stdout.write(table);
  requireOneResult([...results.values()].flat());
}
