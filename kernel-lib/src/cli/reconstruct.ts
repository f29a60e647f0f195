import type { Command } from 'commander';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { InputError } from '../inputError';
import type { Reconstruction } from '../reconstruct/reconstruct';
import { follow } from './followReconstruction';
import { interruptedSearch } from './interruptedSearch';
import { interruptSignal } from './interruptSignal';
import { reportError } from './reportError';
import { AUTO, methodOf, radiusOf, requireOneStart, searchOptions, type Options } from './reconstructOptions';
import type { WholeStructure } from './superposedFiles';

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
  const { prepareOutputFolder, removeEmptyFolders } = await import('../node/files');
  const reading = { unit: options.unit as '1/A' | undefined, keepPoints: options.keepPoints };
  const { curve, models } = await openCurve(file, reading);
  const { lockPlace } = await import('../node/lockPlace');
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
  const made = prepareOutputFolder(options.out);
  const lock = lockPlace(options.out);
  try {
    await toFolder({ curve, model, start, whole, rmax, seed, workers, began, options });
  } catch (error) {
    lock.release();
    removeEmptyFolders(made);
    throw error;
  }
}

interface Job {
  readonly curve: import('../curve/measuredCurve').MeasuredCurve;
  readonly model: import('../structure/structure').Structure | undefined;
  /** structure with which the search begins */
  readonly start: import('../structure/structure').Structure | undefined;
  /** the file of the model, to be written superposed, or the reason why not */
  readonly whole: { readonly structure?: WholeStructure; readonly note?: string };
  readonly rmax: number | undefined;
  readonly seed: number;
  readonly workers: number | undefined;
  readonly began: number;
  readonly options: Options;
}

async function toFolder({
  curve,
  model,
  start,
  whole,
  rmax,
  seed,
  workers,
  began,
  options,
}: Job): Promise<void> {
  const say = (text: string): void => void (options.quiet || process.stderr.write(`${text}\n`));
  const { useBackend } = await import('../node/backend');
  const { loadNetworks, withPaperNetwork } = await import('../node/networkFiles');
  const { packageVersion } = await import('../node/packageVersion');
  const { removeFile, writeAtomic } = await import('../node/files');
  const { readCheckpoint, removeCheckpoint } = await import('../node/searchCheckpoint');
  const backend = await useBackend(options.backend);
  if (backend.note) say(backend.note);
  const library = loadNetworks(options.weights);
  const networks = options.network === 'paper' ? withPaperNetwork(library) : library;
  say(
    `${curve.name}: ${curve.q.length} points, q in ${curve.qUnit === '1/A' ? '1/Å' : '1/nm'} (${curve.unitReason}); ${curve.errorsReason}`,
  );
  for (const warning of curve.warnings) say(`Note: ${warning}`);
  const modelNotes = [...(model?.warnings ?? []), ...(whole.note === undefined ? [] : [whole.note])];
  if (start)
    modelNotes.push(
      'the search begins with it, so that resolution and spread describe how much shapes near it agree, not how near they are to the truth.',
    );
  for (const warning of modelNotes) say(`Note on the model: ${warning}`);
  const checkpoint = join(options.out, 'search.checkpoint');
  const key = createHash('sha256')
    .update(new Uint8Array(curve.q.buffer))
    .update(new Uint8Array(curve.intensity.buffer))
    .update(new Uint8Array(curve.sigma.buffer))

    .update(new Uint8Array(start?.trace.buffer ?? new ArrayBuffer(0)))
    .update(JSON.stringify([rmax ?? null, searchOptions(options), seed, backend.name, networks.version]))
    .digest('hex');
  const saved = options.resume ? readCheckpoint(checkpoint, key) : undefined;
  if (options.resume)
    say(
      saved
        ? `continues after generation ${saved.history.at(-1)?.generation}`
        : 'There is no checkpoint to continue from: starts from the beginning.',
    );

  let symmetries: object | undefined;
  if (options.symmetry === AUTO) {
    const { comparedSymmetries } = await import('./symmetryReport');
    say('Symmetries are compared …');
    symmetries = comparedSymmetries(curve, networks, { rmax, ...searchOptions(options) });
  }
  const { vicinity } = await import('../structure/vicinity');
  const startBody = start && { points: start.trace, radius: vicinity(start) };
  const { reconstruct } = await import('../reconstruct/reconstruct');
  const { fillOptions } = await import('../reconstruct/options');
  const { islandThreads, usualThreads } = await import('../node/islandThreads');
  const threads = workers ?? usualThreads();
  const pool = threads > 1 ? islandThreads(threads, networks.autoEncoder) : undefined;
  const { signal, release } = interruptSignal();
  let result: Reconstruction;
  try {
    const stop = options.keepPartial ? { signal } : {};
    const search = { rmax, seed, pool, start: startBody, ...searchOptions(options), ...stop };
    result = await follow(reconstruct(curve, networks, search, saved), {
      checkpoint,
      key,
      say,
      quiet: options.quiet,
      generations: fillOptions(search).limits.generations,
      history: saved?.history ?? [],
      signal: options.keepPartial ? undefined : signal,
    });
  } catch (error) {
    release();
    throw error;
  } finally {
    await pool?.close();
  }
  const leave = (): never =>
    process.exit(
      reportError(interruptedSearch(signal, result.history, checkpoint, 'not all files were written')),
    );
  if (signal.aborted && !options.keepPartial) leave();
  signal.addEventListener('abort', leave);
  const partial = result.interruptedAfter !== undefined;
  const { compareWithModel } = await import('../superposition/compareWithModel');
  const compared = model && compareWithModel(result.map, model);
  const { writeDifference } = await import('./differenceFiles');
  const difference = writeDifference(
    options.out,
    result.map,
    compared && model && { points: compared.points, radius: vicinity(model) },
  );
  const { writeReconstruction } = await import('./reconstructionFiles');
  const { summaryOf } = await import('../reconstruct/summary');
  const { outcomeLines } = await import('./outcome');
  const about = summaryOf(result, curve);
  const summary: Readonly<Record<string, unknown>> = {
    ...about,
    method: methodOf(options),
    network: networks.autoEncoder.name,
    ...(symmetries ? { symmetries } : {}),
    ...(options.start === undefined ? {} : { start: options.start }),
    ...(difference ? { difference: difference.numbers } : {}),
    ...(compared ? { cc: compared.cc, mirror: compared.mirror, rmaxModel: compared.rmaxModel } : {}),
    warnings: [...(about.warnings as readonly string[]), ...modelNotes],
    seconds: (performance.now() - began) / 1000,
    backend: backend.name,
    workers: threads,
    seed,
    version: packageVersion(),
    weights: networks.version,
  };
  const files = await writeReconstruction(options.out, result, {
    name: curve.title ?? curve.name,
    model: compared?.points,
    measured: curve,
    summary,
  });
  const { writeSuperposed } = await import('./superposedFiles');
  files.push(
    ...(difference?.files ?? []),
    ...writeSuperposed(options.out, {
      map: result.map,
      structure: whole.structure,
      placement: compared?.placement,
      mirrored: options.otherHand ?? false,
    }),
  );
  if (options.report) {
    const { reportPage } = await import('./reportFile');
    writeAtomic(
      join(options.out, 'report.html'),
      await reportPage({ curve, result, model: compared?.points, summary }),
    );
    files.push('report.html');
  } else removeFile(join(options.out, 'report.html'));
  const tables: string[] = [];
  if (options.publication !== undefined) {
    const { analyseCurve } = await import('../curve/analyseCurve');
    const { writePublication } = await import('./publication');
    const { publishedMap } = await import('./publicationModel');
    const model = publishedMap(result, summary);
    tables.push(...writePublication(options.publication, { curve, analysis: analyseCurve(curve), model }));
  }
  if (!partial) removeCheckpoint(checkpoint);
  const ccText = compared
    ? `\ncorrelation of the map with the model ${compared.cc.ownRadius.toFixed(3)} (at true scale ${compared.cc.trueScale.toFixed(3)})${compared.mirror ? ', mirror image' : ''}\n${difference!.words}`
    : '';
  if (result.map.note) process.stdout.write(`${result.map.note}\n`);
  process.stdout.write(
    `${outcomeLines(result, curve, summary).join('\n')}${ccText}\n${((performance.now() - began) / 1000).toFixed(1)} s with ${backend.name}${threads > 1 ? ` in ${threads} workers` : ''}\n`,
  );
  process.stdout.write(`${options.out}: ${[...files, ...tables].join(', ')}\n`);
  release();
  if (partial)
    throw interruptedSearch(
      signal,
      result.history,
      checkpoint,
      'the files hold the results so far, marked as partial',
    );
}
