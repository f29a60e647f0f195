import type { Command } from 'commander';
import { interruptSignal } from './interruptSignal';
import { ProgressLine } from './progressLine';

interface Options {
  readonly out: string;
  readonly downloads?: string;
  readonly archive?: string;
  readonly quiet?: boolean;
}

/** `decodesaxs build-training-set FOLDER_OR_LIST --out set.arrow.gz` */
export function registerBuildTrainingSet(program: Command): void {
  program
    .command('build-training-set')
    .description('collect structure files (PDB, mmCIF, plain or gzipped) in one file for training')
    .argument(
      '<folder-or-list>',
      'folder with structure files, or a text file with one file or PDB identifier per line',
    )
    .requiredOption('--out <file>', 'the Arrow file to write, gzipped where it ends in .gz')
    .option(
      '--downloads <folder>',
      'folder for downloaded entries (default: "structures" beside the Arrow file)',
    )
    .option(
      '--archive <url>',
      'address of the entries, with {id} for the identifier (default: the Protein Data Bank)',
    )
    .option('--quiet', 'no progress')
    .addHelpText('after', '\nThe same command continues a run that was stopped.')
    .action(run);
}

async function run(folderOrList: string, { quiet, ...options }: Options): Promise<void> {
  const { buildTrainingSet } = await import('../node/trainingSet/buildTrainingSet');
  const { signal, release } = interruptSignal();
  let line: ProgressLine | undefined;
  try {
    const steps = buildTrainingSet(folderOrList, { ...options, signal });
    let step = await steps.next();
    for (; !step.done; step = await steps.next()) {
      const { done, total, name, records } = step.value;
      line ??= new ProgressLine(total, quiet);
      line.update(done, `${records} shapes  ${name}`);
    }
    line?.clear();
    const { structures, records, skipped, out, log } = step.value;
    process.stdout.write(`${records} shapes of ${structures} structures are in ${out}.\n`);
    for (const [why, count] of Object.entries(skipped)) process.stdout.write(`  ${count} left out: ${why}\n`);
    if (Object.keys(skipped).length > 0) process.stdout.write(`The log ${log} lists them.\n`);
  } finally {
    line?.clear();
    release();
  }
}
