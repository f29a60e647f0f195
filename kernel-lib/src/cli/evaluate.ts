import type { Command } from 'commander';
import type { EntryResult } from '../evaluate/summary';
import { InputError } from '../inputError';
import { interruptSignal } from './interruptSignal';
import { ProgressLine } from './progressLine';

interface Options {
  readonly mode: string;
  readonly seeds: string;
  readonly limit?: string;
  readonly out: string;
  readonly backend?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `decodesaxs evaluate DATASET` */
export function registerEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description('reconstruct every entry of a dataset and compare with the known models')
    .argument('<dataset>', 'folder of entries (a curve and a model each), folder of curves, or Arrow bundle of deposited models')
    .option('--mode <mode>', 'free: the size is searched; given: the radius of the model is given', 'free')
    .option('--seeds <n>', 'runs an entry, with seeds 1 … n', '1')
    .option('--limit <n>', 'only the first n entries')
    .option('--out <file>', 'Arrow file of the results; a folder beside it keeps one file an entry', 'results.arrow')
    .option('--backend <name>', 'tensorflow or wasm')
    .option('--json', 'print the summary as JSON')
    .option('--quiet', 'no progress')
    .action(run);
}

async function run(dataset: string, options: Options): Promise<void> {
  const whole = (name: string, text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1) throw new InputError(`--${name} is ${text}: a whole number from 1 on is needed.`);
    return value;
  };
  if (options.mode !== 'free' && options.mode !== 'given') throw new InputError(`--mode is ${options.mode}: free or given is needed.`);
  const seeds = Array.from({ length: whole('seeds', options.seeds) }, (_, i) => i + 1);
  const { openDataset } = await import('../node/dataset');
  const { evaluateDataset } = await import('../node/evaluateDataset');
  const { useBackend } = await import('../node/backend');
  const { loadNetworks } = await import('../node/networkFiles');
  const { packageVersion } = await import('../node/packageVersion');
  const { summarise } = await import('../evaluate/summary');
  const { writeResults } = await import('../node/resultTable');
  const all = openDataset(dataset);
  const entries = options.limit === undefined ? all : all.slice(0, whole('limit', options.limit));
  const backend = await useBackend(options.backend);
  if (backend.note) process.stderr.write(`${backend.note}\n`);
  const { signal, release } = interruptSignal();
  const results: EntryResult[] = [];
  const line = new ProgressLine(entries.length * seeds.length, options.quiet);
  try {
    const plan = { mode: options.mode, seeds, folder: `${options.out}.parts`, backend: backend.name, version: packageVersion(), signal } as const;
    for await (const { done, result } of evaluateDataset(entries, loadNetworks(), plan)) {
      results.push(result);
      line.update(done, result.failure ? `${result.id} failed` : `${result.id} CC ${result.cc?.toFixed(3) ?? '–'}`);
    }
  } finally {
    line.clear();
    release();
  }
  writeResults(options.out, results);
  const summary = summarise(results);
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ...summary, mode: options.mode, backend: backend.name })}\n`);
    return;
  }
  process.stdout.write(`${table(results)}\n`);
  process.stdout.write(
    `${summary.n} entries, ${summary.failed} failed: mean CC ${summary.meanCC.toFixed(4)}, ${(100 * summary.above070).toFixed(0)} % above 0.70; ` +
    `seeds ${summary.meanSeeds.toFixed(4)}, mean shape of the library ${summary.meanLibrary.toFixed(4)}; true scale ${summary.meanTrueScale.toFixed(4)}; ` +
    `radius within 10 %: ${(100 * summary.radiusWithin10).toFixed(0)} %; ${summary.meanSeconds.toFixed(1)} s an entry\n`);
}

function table(results: readonly EntryResult[]): string {
  const head = ['entry'.padEnd(18), 'CC', 'seeds', 'library', 'scale', 'chi2', 'rmax', 'model', 's'].map((word, i) => (i ? word.padStart(8) : word)).join('');
  const cell = (value: number | undefined, digits: number): string => (value === undefined ? '–' : value.toFixed(digits)).padStart(8);
  const rows = results.map((r) => r.failure
    ? `${r.id.padEnd(18)}  failed: ${r.failure}`
    : r.id.padEnd(18) + [[r.cc, 3], [r.ccSeeds, 3], [r.ccLibrary, 3], [r.ccTrueScale, 3], [r.chi2, 2], [r.rmax, 1], [r.rmaxModel, 1], [r.seconds, 1]]
      .map(([value, digits]) => cell(value, digits!)).join(''));
  return [head, ...rows].join('\n');
}
