import type { Command } from 'commander';
import { InputError } from '../inputError';
import { radiusOf, requireOneStart, searchOptions, type Options } from './reconstructOptions';

/** Largest number of threads: one per island. */
const MOST_WORKERS = 100;

/** `decodesaxs reconstruct CURVE` */
export function registerReconstruct(program: Command): void {
  program
    .command('reconstruct')
    .description('turn a measured curve into a density map with pictures and numbers')
    .argument('<curve>', 'file of q, I and errors (.dat, .txt, .csv, .int, GNOM .out, …), or sasbdb:CODE')
    .option('--rmax <A>', 'radius in Å, if known: largest distance from the centre')
    .option('--dmax <A>', 'longest distance Dmax in Å, if known, in place of --rmax')
    .option('--q-min <q>', 'least q used, 1/Å; default: start of the Guinier range')
    .option('--q-max <q>', 'largest q used, 1/Å; default: 0.2')
    .option('--members <n>', 'plausible shapes that each fit, written as member-01.ccp4, …', '4')
    .option(
      '--generations <n>',
      'largest number of generations of the search; 0: its first genes alone; default: 12, with --method paper 80',
    )
    .option(
      '--method <name>',
      'paper: the method of He, Liu & Liu (2020) as published: the mean of the 20 fittest genes, not refined',
    )
    .option(
      '--network <name>',
      'modes (that of the library), or paper: the network of the paper after its training, with its method',
      'modes',
    )
    .option(
      '--model <file>',
      'known structure (PDB, mmCIF) to compare with; also written, superposed on the map',
    )
    .option('--other-hand', 'also write the mirror image of the map, with the model in the same hand')
    .option(
      '--start <file>',
      'structure (PDB, mmCIF) with which the search begins and near which it stays: the map shows where the curve asks for another',
    )
    .option(
      '--symmetry <group>',
      'C2 … C6 or D2 … D6: all shapes and the map have it; auto: compares the groups and says what the curve excludes',
    )
    .option('--seed <n>', 'seed of all random numbers', '1')
    .option('--backend <name>', 'tensorflow or wasm; default: tensorflow where it loads')
    .option(
      '--workers <n>',
      'threads of the search; default: one per core, at most 4. The result is the same',
    )
    .option('--unit <unit>', 'unit of q, 1/A or 1/nm; default: detected')
    .option('--keep-points', 'keep outliers and points of the beam or of the shadow of its stop')
    .option('--weights <folder>', 'trained networks; default: those of the library')
    .option('--out <folder>', 'folder of the results', 'out')
    .option('--report', 'also write report.html: one page with all results, which opens offline')
    .option('--publication <folder>', 'folder for the tables of a publication (Markdown, CSV, sasCIF)')
    .option('--resume', 'continue a run that was stopped')
    .option(
      '--keep-partial',
      'when interrupted (Ctrl-C, SIGTERM), write the results so far, each file marked as partial; default: only the checkpoint',
    )
    .option('--quiet', 'no progress')
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  const began = performance.now();
  requireOneStart(options);
  const rmax = radiusOf(options);
  const seed = Number(options.seed);
  if (rmax !== undefined && !(rmax >= 1 && rmax <= 1000)) {
    throw new InputError(
      `The radius rmax is ${options.rmax} Å: a number from 1 to 1000 is needed (the largest distance from the centre).`,
    );
  }
  if (!Number.isInteger(seed) || seed < 0)
    throw new InputError(`The seed is ${options.seed}: a whole number from 0 on is needed.`);
  const workers = options.workers === undefined ? undefined : Number(options.workers);
  if (workers !== undefined && !(Number.isInteger(workers) && workers >= 1 && workers <= MOST_WORKERS)) {
    throw new InputError(
      `The number of workers is ${options.workers}: a whole number from 1 to ${MOST_WORKERS} is needed.`,
    );
  }
  const { openCurve } = await import('../node/openCurve');
  const { readStructure } = await import('../node/readStructure');
  const reading = { unit: options.unit as '1/A' | undefined, keepPoints: options.keepPoints };
  const { curve, models } = await openCurve(file, reading);
  const { lockPlace } = await import('../node/lockPlace');
  const { intoFolders } = await import('./intoFolders');
  const given = options.model ?? options.start;
  const model = given === undefined ? models[0]?.structure : readStructure(given);
  const asked = searchOptions(options).symmetry;
  if (asked) {
    const { analyseCurve } = await import('../curve/analyseCurve');
    const { requirePossible } = await import('../reconstruct/symmetricStart');
    requirePossible(asked, analyseCurve(curve).molecularWeight?.mw);
  }
  const { structureToWrite } = await import('./superposedFiles');
  const whole = given === undefined ? {} : structureToWrite(given);
  const start = options.start === undefined ? undefined : readStructure(options.start);
  const job = { curve, model, start, whole, rmax, seed, workers, began, options };
  await intoFolders([options.out, options.publication], async () => {
    const lock = lockPlace(options.out);
    try {
      const { runSearch } = await import('./runSearch');
      const { writeAnswer } = await import('./writeAnswer');
      await writeAnswer(job, await runSearch(job));
    } catch (error) {
      // before empty folders are removed
      lock.release();
      throw error;
    }
  });
}
