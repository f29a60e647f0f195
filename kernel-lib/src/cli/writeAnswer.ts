import { join } from 'node:path';
import type { Reconstruction } from '../reconstruct/reconstruct';
import type { ModelComparison } from '../superposition/compareWithModel';
import { interruptedSearch } from './interruptedSearch';
import { methodOf } from './reconstructOptions';
import { modelNotes, type ReconstructionJob } from './reconstructionJob';
import { reportError } from './reportError';
import type { FinishedSearch } from './runSearch';

/**
 * Writes the files of a reconstruction and says what it found. The checkpoint goes when all of them are written.
 *
 * @throws InputError where a file cannot be written; Interruption where the search was cut short
 */
export async function writeAnswer(job: ReconstructionJob, search: FinishedSearch): Promise<void> {
  const { result, checkpoint, interrupt } = search;
  const { signal } = interrupt;
  const leave = (): never =>
    process.exit(
      reportError(interruptedSearch(signal, result.history, checkpoint, 'not all files were written')),
    );
  if (signal.aborted && !job.options.keepPartial) leave();
  signal.addEventListener('abort', leave);
  await writeFiles(job, search);
  interrupt.release();
  if (result.interruptedAfter !== undefined)
    throw interruptedSearch(
      signal,
      result.history,
      checkpoint,
      'the files hold the results so far, marked as partial',
    );
}

async function writeFiles(job: ReconstructionJob, search: FinishedSearch): Promise<void> {
  const { curve, model, whole, began, options } = job;
  const { result, backend, threads, checkpoint } = search;
  const { compareWithModel } = await import('../superposition/compareWithModel');
  const { vicinity } = await import('../structure/vicinity');
  const { writeDifference } = await import('./differenceFiles');
  const { writeReconstruction } = await import('./reconstructionFiles');
  const { writeSuperposed } = await import('./superposedFiles');
  const { outcomeLines } = await import('./outcome');
  const { removeCheckpoint } = await import('../node/searchCheckpoint');
  const compared = model && compareWithModel(result.map, model);
  const difference = writeDifference(
    options.out,
    result.map,
    compared && model && { points: compared.points, radius: vicinity(model) },
  );
  const summary = await summaryOfRun(job, search, compared, difference?.numbers);
  const files = await writeReconstruction(options.out, result, {
    name: curve.title ?? curve.name,
    model: compared?.points,
    measured: curve,
    summary,
  });
  files.push(
    ...(difference?.files ?? []),
    ...writeSuperposed(options.out, {
      map: result.map,
      structure: whole.structure,
      placement: compared?.placement,
      mirrored: options.otherHand ?? false,
    }),
    ...(await writeReport(job, result, compared, summary)),
    ...(await writeTables(job, result, summary)),
  );
  if (result.interruptedAfter === undefined) removeCheckpoint(checkpoint);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const lines = [
    ...(result.map.note ? [result.map.note] : []),
    ...outcomeLines(result, curve, summary),
    ...(compared ? [correlationLine(compared), difference!.words] : []),
    `${seconds} s with ${backend.name}${threads > 1 ? ` in ${threads} workers` : ''}`,
    `${options.out}: ${files.join(', ')}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** The numbers of the run, for its summary and report. */
async function summaryOfRun(
  job: ReconstructionJob,
  { result, networks, backend, threads, symmetries }: FinishedSearch,
  compared: ModelComparison | undefined,
  difference: object | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const { summaryOf } = await import('../reconstruct/summary');
  const { packageVersion } = await import('../node/packageVersion');
  const { curve, began, seed, options } = job;
  const about = summaryOf(result, curve);
  return {
    ...about,
    method: methodOf(options),
    network: networks.autoEncoder.name,
    ...(symmetries ? { symmetries } : {}),
    ...(options.start === undefined ? {} : { start: options.start }),
    ...(difference ? { difference } : {}),
    ...(compared ? { cc: compared.cc, mirror: compared.mirror, rmaxModel: compared.rmaxModel } : {}),
    warnings: [...(about.warnings as readonly string[]), ...modelNotes(job)],
    seconds: (performance.now() - began) / 1000,
    backend: backend.name,
    workers: threads,
    seed,
    version: packageVersion(),
    weights: networks.version,
  };
}

/** The page with all results, where it is asked for; that of an earlier run went before the first file was written. */
async function writeReport(
  { curve, options }: ReconstructionJob,
  result: Reconstruction,
  compared: ModelComparison | undefined,
  summary: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  if (!options.report) return [];
  const { writeAtomic } = await import('../node/files');
  const { reportPage } = await import('./reportFile');
  writeAtomic(
    join(options.out, REPORT),
    await reportPage({ curve, result, model: compared?.points, summary }),
  );
  return [REPORT];
}

const REPORT = 'report.html';

/** The tables of a publication, where they are asked for. */
async function writeTables(
  { curve, options }: ReconstructionJob,
  result: Reconstruction,
  summary: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  if (options.publication === undefined) return [];
  const { analyseCurve } = await import('../curve/analyseCurve');
  const { writePublication } = await import('./publication');
  const { publishedMap } = await import('./publicationModel');
  const model = publishedMap(result, summary);
  return writePublication(options.publication, { curve, analysis: analyseCurve(curve), model });
}

function correlationLine({ cc, mirror }: ModelComparison): string {
  return `correlation of the map with the model ${cc.ownRadius.toFixed(3)} (at true scale ${cc.trueScale.toFixed(3)})${mirror ? ', mirror image' : ''}`;
}
