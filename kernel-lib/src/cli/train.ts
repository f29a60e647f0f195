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
    .option('--recipe <file>', 'samples and networks as JSON; default: the recipe beside the weights')
    .option(
      '--minutes <n>',
      "minutes for all networks together, in place of the recipe's samples; making samples and the library comes on top",
    )
    .option('--seed <n>', "seed of all random numbers; default: the recipe's, with --network 1")
    .option('--direct-networks <n>', 'only the first n direct networks of the recipe')
    .option(
      '--auto-encoder <folder>',
      'take the auto-encoder of this folder of weights, and train the direct networks alone',
    )
    .option('--checkpoint-seconds <n>', 'seconds between checkpoints', '120')
    .option(
      '--network <name>',
      'only one auto-encoder: paper, modes or staged-modes; or difference: the modes of the difference between true shapes and the mean over plausible ones, from the other networks in the folder --out',
    )
    .option('--epochs <n>', 'with --network: limit of the passes over all samples')
    .option('--variations <n>', 'with --network: the first n of the nine variations of each structure')
    .option('--stage <n>', 'with --network paper: only stage 1 or 2; default: both')
    .option('--batch <n>', 'with --network paper: shapes per step; default: 64')
    .option(
      '--filter-divisor <n>',
      'with --network paper: a half, a quarter … of its filters and first latents: 2, 4, 8, 16 or 32',
    )
    .option(
      '--work <folder>',
      'folder of samples and checkpoints, from which an interrupted run continues',
      join('.cache', 'train'),
    )
    .option(
      '--out <folder>',
      'folder of the finished weights; default: that of the library, with --network paper a folder beside it',
    )
    .option('--backend <name>', 'tensorflow or wasm')
    .action(async (options: Options) => {
      checkOptions(options);
      const { intoFolders } = await import('./intoFolders');
      const { PAPER_FOLDER, WEIGHTS_FOLDER } = await import('../node/networkFiles');
      const out = options.out ?? (options.network ? PAPER_FOLDER : WEIGHTS_FOLDER);
      await intoFolders([options.work, out], () => train(options, out));
    });
}

async function train(options: Options, out: string): Promise<void> {
  const { useBackend } = await import('../node/backend');
  const { packageVersion } = await import('../node/packageVersion');
  const { engineThreads } = await import('../node/training/engineThreads');
  const { readRecipe } = await import('../node/training/recipe');
  const recipe = options.network ? undefined : readRecipe(options.recipe);
  if (recipe) engineThreads(recipe.threads);
  const backend = await useBackend(options.backend);
  if (backend.name === 'wasm')
    throw new InputError(
      'The wasm engine has no gradients and cannot train: use --backend tensorflow, with @tensorflow/tfjs-node installed.',
    );
  console.log(`backend ${backend.name}${backend.note ? ` (${backend.note})` : ''}`);
  const given = (name: string): number | undefined =>
    options[name] === undefined ? undefined : above0(options, name);
  if (options.network === 'difference') {
    const { trainDifferenceModes } = await import('../node/training/trainDifferenceModes');
    return trainDifferenceModes(options.out!, given('seed') ?? 1, (line) => console.log(line));
  }
  const request = {
    data: await structureFile(options.data!, options.work!),
    work: options.work!,
    version: packageVersion(),
    report: (line: string) => console.log(line),
    checkpointSeconds: above0(options, 'checkpointSeconds'),
  };
  if (!recipe) {
    const { trainAutoEncoderOnly } = await import('../node/training/trainAutoEncoderOnly');
    await trainAutoEncoderOnly({
      ...request,
      network: options.network as 'paper',
      minutes: given('minutes') ?? Infinity,
      seed: given('seed') ?? 1,
      out,
      stage: options.stage ? (Number(options.stage) as 1 | 2) : undefined,
      epochs: given('epochs'),
      variations: given('variations'),
      batch: given('batch'),
      ...(await thinner(given('filterDivisor'))),
    });
    return;
  }
  const { trainNetworks } = await import('../node/training/trainNetworks');
  await trainNetworks({
    ...request,
    minutes: given('minutes'),
    autoEncoder: options.autoEncoder,
    recipe: {
      ...recipe,
      seed: given('seed') ?? recipe.seed,
      directNetworks: recipe.directNetworks.slice(0, given('directNetworks')),
    },
    out,
  });
}

/** Widths of the paper's network with fewer filters. */
async function thinner(
  n: number | undefined,
): Promise<{ widths?: import('../network/paperLayers').PaperWidths; firstLatents?: number }> {
  if (n === undefined) return {};
  const { FIRST_STAGE_LATENTS, thinnerWidths } = await import('../network/paperLayers');
  return { widths: thinnerWidths(n), firstLatents: Math.round(FIRST_STAGE_LATENTS / n) };
}

const NETWORKS = ['paper', 'modes', 'staged-modes', 'difference'];

/** Options of all networks together, of one auto-encoder alone, and of the paper's alone. */
const TOGETHER = ['recipe', 'directNetworks', 'autoEncoder'],
  ALONE = ['epochs', 'variations', 'stage', 'batch', 'filterDivisor'],
  PAPERS = ['stage', 'batch', 'filterDivisor'];
/** Allowed values of these options, where not every number above 0 is allowed. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  network: NETWORKS,
  stage: ['1', '2'],
  filterDivisor: ['1', '2', '4', '8', '16', '32'],
  variations: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
};

function checkOptions(options: Options): void {
  const given = (names: readonly string[]): string | undefined =>
    names.find((name) => options[name] !== undefined);
  const { network, minutes, epochs, out } = options;
  const [together, alone, papers] = [TOGETHER, ALONE, PAPERS].map(given);
  if (network === undefined && alone)
    throw new InputError(
      `${optionWord(alone)} goes with --network: without it all networks are trained, by a recipe or a time limit.`,
    );
  if (network !== undefined && together)
    throw new InputError(
      `${optionWord(together)} is for all networks together: leave it out, or leave --network out.`,
    );
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value = options[name];
    if (value !== undefined && !choices.includes(value))
      throw new InputError(`${optionWord(name)}: expected one of ${choices.join(', ')}, found ${value}.`);
  }
  if (network === undefined) return;
  if (network !== 'paper' && papers)
    throw new InputError(`${optionWord(papers)} is for --network paper alone, found --network ${network}.`);
  if (network !== 'difference' && minutes === undefined && epochs === undefined)
    throw new InputError('--network needs a limit: give --minutes, --epochs or both.');
  if (!out && network !== 'paper')
    throw new InputError(
      `--network ${network} needs --out, a folder for its weights: one auto-encoder alone does not replace the networks of the library.`,
    );
}

/** Options that are counts. */
const WHOLE = ['directNetworks', 'batch', 'seed'];

function above0(options: Options, name: string): number {
  const value = Number(options[name]);
  if (!(value > 0) || (WHOLE.includes(name) && !Number.isInteger(value)))
    throw new InputError(
      `${optionWord(name)}: expected a ${WHOLE.includes(name) ? 'whole number' : 'number'} above 0, found ${options[name]}.`,
    );
  return value;
}

/** The Arrow file itself, or the one made from a folder of structure files, in the work folder. */
async function structureFile(data: string, work: string): Promise<string> {
  const { statSync } = await import('node:fs');
  if (!statSync(data, { throwIfNoEntry: false })?.isDirectory()) return data;
  const { buildTrainingSet } = await import('../node/trainingSet/buildTrainingSet');
  const steps = buildTrainingSet(data, { out: join(work, 'structures.arrow.gz') });
  let step = await steps.next();
  while (!step.done) step = await steps.next();
  console.log(
    `${step.value.records} shapes of ${step.value.structures} structures in ${data}; omissions are listed in ${step.value.log}`,
  );
  return step.value.out;
}
