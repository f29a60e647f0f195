import type { Command } from 'commander';
import { InputError } from '../inputError';
import type { DatasetEntry } from '../node/evaluation/dataset';
import type { ReconstructionOptions } from '../reconstruct/options';
import { integerOption, numberOption } from './numbers';
import { requireOneResult } from './requireOneResult';
import type { EvaluateOptions } from './evaluateOptions';

/** `decodesaxs evaluate DATASET` */
export function registerEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description('reconstruct every entry of a dataset and compare with the known models')
    .argument(
      '<dataset>',
      'folder of entries (a curve and a model each), folder of curves, manifest (.json, .csv), or Arrow bundle of deposited models',
    )
    .option('--mode <mode>', 'free: the size is searched; given: the radius of the model is given', 'free')
    .option('--seeds <n>', 'runs per entry, with seeds 1 … n', integerOption('--seeds', 1, 10_000), 1)
    .option('--limit <n>', 'only the first n entries', integerOption('--limit', 1, 1e9))
    .option(
      '--out <file>',
      'Arrow file of the results; a folder beside it keeps one file per entry',
      'results.arrow',
    )
    .option('--csv <file>', 'CSV file of the results')
    .option(
      '--workers <n>',
      'threads of this machine, each with its own networks',
      integerOption('--workers', 1, 256),
      1,
    )
    .option(
      '--queue <url>',
      'send the entries to "decodesaxs worker" on any number of machines, through the Redis server redis://host:6379; its password in the environment variable DECODESAXS_QUEUE_PASSWORD',
    )
    .option(
      '--share <k/n>',
      'only the k-th of n shares of the entries; the run without --share collects them',
    )
    .option(
      '--slurm <script>',
      'write a script for a Slurm array instead of running them: one task per entry, at most 1000',
    )
    .option('--islands <n>', 'populations of the search', integerOption('--islands', 1, 100))
    .option('--genes <n>', 'genes per population', integerOption('--genes', 20, 10_000))
    .option('--generations <n>', 'generations of the search', integerOption('--generations', 0, 10_000))
    .option('--members <n>', 'plausible shapes that each fit', integerOption('--members', 0, 1000))
    .option('--q-max <q>', 'largest q of the search in 1/Å', numberOption('--q-max', 0.02, 1, ' 1/Å'))
    .option('--no-layer', 'without the fit of a hydration layer')
    .option(
      '--direct-weight <w>',
      "weight of the direct network's map in the average, 0 to 1",
      numberOption('--direct-weight', 0, 1),
    )
    .option(
      '--library-weight <w>',
      "weight of the library's nearest shapes in the average, 0 to 1",
      numberOption('--library-weight', 0, 1),
    )
    .option(
      '--authors',
      'compare with the results of the authors of decodeSAXS, where the bundle holds them, and score their maps again',
    )
    .option('--backend <name>', 'tensorflow or wasm')
    .option('--weights <folder>', 'trained networks; default: those of the library')
    .option('--json', 'print the summary as JSON')
    .option('--quiet', 'no progress')
    .action(run);
}

async function run(dataset: string, options: EvaluateOptions): Promise<void> {
  if (options.mode !== 'free' && options.mode !== 'given')
    throw new InputError(`--mode is ${options.mode}: free or given is needed.`);
  if (options.authors && !/\.arrow(\.gz)?$/i.test(dataset))
    throw new InputError(
      `--authors needs an Arrow bundle that holds the authors' results: ${dataset} is none.`,
    );
  const other = options.queue ?? options.share;
  if (options.slurm !== undefined && other !== undefined)
    throw new InputError(
      `--slurm and ${options.queue === undefined ? '--share' : '--queue'} are both given: the tasks of the script share the entries among themselves, leave one of the two out.`,
    );
  const { checkWritable } = await import('../node/files');
  checkWritable(options.out, options.csv, options.slurm);
  const { openDataset } = await import('../node/evaluation/dataset');
  const entries = chosenEntries(openDataset(dataset), options);
  if (options.slurm !== undefined) {
    const { writeSlurm } = await import('./evaluateOnSlurm');
    writeSlurm(options.slurm, dataset, entries.length, options);
    return;
  }
  const { evaluateEntries } = await import('./evaluateEntries');
  const { printEvaluation, writeEvaluation } = await import('./evaluationReport');
  const { results, backend } = await evaluateEntries(entries, options.mode, searchOptions(options), options);
  if (options.share === undefined) await writeEvaluation(options, results);
  await printEvaluation(results, {
    dataset,
    mode: options.mode,
    backend,
    json: options.json,
    authors: options.authors,
    entries,
  });
  requireOneResult(results);
}

/** The entries up to the limit, or of the requested share. */
function chosenEntries(all: DatasetEntry[], { limit, share }: EvaluateOptions): DatasetEntry[] {
  const entries = all.slice(0, limit);
  if (share === undefined) return entries;
  const [k, n] = (/^(\d+)\/(\d+)$/.exec(share) ?? []).slice(1).map(Number);
  if (!(k >= 1 && k <= n))
    throw new InputError(`--share is ${share}: k/n with k from 1 to n is needed, 3/10 for the third of ten.`);
  return entries.filter((_, i) => i % n === k - 1);
}

function searchOptions({
  islands,
  genes,
  generations,
  members,
  qMax,
  layer,
  directWeight,
  libraryWeight,
}: EvaluateOptions): Omit<ReconstructionOptions, 'signal' | 'rmax' | 'seed'> {
  return {
    ...(islands === undefined ? {} : { islands }),
    ...(genes === undefined ? {} : { genes }),
    ...(generations === undefined ? {} : { limits: { generations } }),
    ...(members === undefined ? {} : { members }),
    ...(qMax === undefined ? {} : { qMax }),
    ...(layer ? {} : { layer }),
    ...(directWeight === undefined ? {} : { directWeight }),
    ...(libraryWeight === undefined ? {} : { libraryWeight }),
  };
}
