import type { Command } from 'commander';
import { join } from 'node:path';
import { InputError } from '../inputError';
import { optionWord } from './optionWord';

type Options = Readonly<Record<string, string | undefined>>;

/** `decodesaxs train`: structures → networks, prior and library; or one auto-encoder alone. */
export function registerTrain(program: Command): void {
  program
    .command('train')
    .description('train the networks and build the shape library from structures')
    .requiredOption(
      '--data <file>',
      'Arrow file of structures, plain or gzipped, or a folder of PDB and mmCIF files',
    )
    .requiredOption(
      '--minutes <n>',
      'minutes for all networks together; making samples and the library comes on top',
    )
    .option('--seed <n>', 'seed of everything random', '1')
    .option('--direct-networks <n>', 'direct networks to train and average', '1')
    .option(
      '--network <name>',
      'one auto-encoder alone: paper, modes or staged-modes; or difference: how true shapes differ from the mean over plausible ones, learnt from the other networks of the folder --out',
    )
    .option('--epochs <n>', 'with --network: passes over all samples, where they end before the minutes')
    .option('--stage <n>', 'with --network paper: 1 or 2 alone; default: both')
    .option(
      '--work <folder>',
      'samples and checkpoints, from which an interrupted run goes on',
      join('.cache', 'train'),
    )
    .option(
      '--out <folder>',
      'finished weights; default: those of the library (with --network it must be named)',
    )
    .option('--backend <name>', 'tensorflow or wasm')
    .action(async (options: Options) => {
      checkOptions(options);
      const { useBackend } = await import('../node/backend');
      const { packageVersion } = await import('../node/packageVersion');
      const backend = await useBackend(options.backend);
      if (backend.name === 'wasm')
        throw new InputError(
          'The wasm engine cannot train, it has no gradients: use --backend tensorflow, with @tensorflow/tfjs-node installed.',
        );
      console.log(`backend ${backend.name}${backend.note ? ` (${backend.note})` : ''}`);
      if (options.network === 'difference') {
        const { trainDifferenceModes } = await import('../node/training/trainDifferenceModes');
        return trainDifferenceModes(options.out!, Number(options.seed), (line) => console.log(line));
      }
      const request = {
        data: await structureFile(options.data!, options.work!),
        minutes: above0(options, 'minutes'),
        seed: above0(options, 'seed'),
        work: options.work!,
        version: packageVersion(),
        report: (line: string) => console.log(line),
      };
      if (options.network) {
        const { trainAutoEncoderOnly } = await import('../node/training/trainAutoEncoderOnly');
        await trainAutoEncoderOnly({
          ...request,
          network: options.network as 'paper',
          out: options.out!,
          stage: options.stage ? (Number(options.stage) as 1 | 2) : undefined,
          epochs: options.epochs ? above0(options, 'epochs') : undefined,
        });
        return;
      }
      const { trainNetworks } = await import('../node/training/trainNetworks');
      const { WEIGHTS_FOLDER } = await import('../node/networkFiles');
      await trainNetworks({
        ...request,
        directNetworks: above0(options, 'directNetworks'),
        out: options.out ?? WEIGHTS_FOLDER,
      });
    });
}

const NETWORKS = ['paper', 'modes', 'staged-modes', 'difference'];

function checkOptions({ network, stage, epochs, out }: Options): void {
  if (network === undefined) {
    if (stage ?? epochs)
      throw new InputError(
        '--stage and --epochs go with --network: without it all networks are trained, by the clock.',
      );
    return;
  }
  if (!NETWORKS.includes(network))
    throw new InputError(`--network is ${network}: it can be ${NETWORKS.join(', ')}.`);
  if (stage && (network !== 'paper' || !['1', '2'].includes(stage)))
    throw new InputError(
      `--stage ${stage} with --network ${network}: only the stages 1 and 2 of paper can be trained alone.`,
    );
  if (!out)
    throw new InputError(
      '--network needs --out, a folder for its weights: one auto-encoder alone does not replace the networks of the library.',
    );
}

function above0(options: Options, name: string): number {
  const value = Number(options[name]);
  if (!(value > 0))
    throw new InputError(`${optionWord(name)} is ${options[name]}: a number above 0 is needed.`);
  return value;
}

/** The Arrow file itself, or the one made of a folder of structure files, in the work folder. */
async function structureFile(data: string, work: string): Promise<string> {
  const { statSync, mkdirSync } = await import('node:fs');
  if (!statSync(data, { throwIfNoEntry: false })?.isDirectory()) return data;
  const { buildTrainingSet } = await import('../node/trainingSet/buildTrainingSet');
  mkdirSync(work, { recursive: true });
  const steps = buildTrainingSet(data, { out: join(work, 'structures.arrow.gz') });
  let step = await steps.next();
  while (!step.done) step = await steps.next();
  console.log(
    `${step.value.records} shapes of ${step.value.structures} structures in ${data}; what was left out is in ${step.value.log}`,
  );
  return step.value.out;
}
