import * as v from 'valibot';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { encodeJob, entryJob, type EntryJob, type EntryPlan } from '../../evaluate/entryJob';
import { checkedResult } from '../../evaluate/checkedResult';
import type { EntryResult } from '../../evaluate/entryResult';
import { withExpectation } from '../../evaluate/summary';
import { parseJson } from '../../input/checked';
import { InputError } from '../../inputError';
import { eachInFlight } from './mapConcurrently';
import type { DatasetEntry } from './dataset';
import { prepareOutputFolder, readText, writeAtomic } from '../files';
import type { JobRunner } from './jobRunner';

/** Plan of the evaluation of a dataset. */
export interface EvaluationPlan extends EntryPlan {
  readonly seeds: readonly number[];
  /** folder with one result file per entry and seed; results present are not computed again */
  readonly folder: string;
  /** properties on which the results depend beside the jobs: the backend required (`any`: whichever loads) and the versions */
  readonly backend: string;
  readonly version: string;
  readonly weights: string;
  readonly signal?: AbortSignal;
}

/** Progress after one more entry and seed. */
export interface EvaluationProgress {
  readonly done: number;
  readonly total: number;
  /** position of the result in the table: entry by entry, seed by seed */
  readonly place: number;
  readonly result: EntryResult;
}

/**
 * Reconstructs every entry with every seed and scores it. Each result is one file, written atomically, whose
 * name holds a digest of everything on which the result depends: a run that was killed continues without repeating an
 * entry, and results of another curve, option or version are never used for it. An entry that
 * fails is a result; where the runner failed the row states this and no file is kept, so that the next run
 * tries again.
 *
 * @throws InputError when the folder cannot be written, or the runner cannot work at all
 */
export async function* evaluateDataset(
  entries: readonly DatasetEntry[],
  runner: JobRunner,
  plan: EvaluationPlan,
): AsyncGenerator<EvaluationProgress> {
  prepareOutputFolder(plan.folder);
  const tasks = entries.flatMap((entry) => plan.seeds.map((seed) => ({ entry, seed })));
  const results = eachInFlight(
    tasks,
    runner.parallel,
    ({ entry, seed }) => resultOf(entry, seed, runner, plan),
    plan.signal,
  );
  let done = 0;
  for await (const { place, value: result } of results)
    yield { done: ++done, total: tasks.length, place, result: withExpectation(result) };
}

async function resultOf(
  entry: DatasetEntry,
  seed: number,
  runner: JobRunner,
  plan: EvaluationPlan,
): Promise<EntryResult> {
  const failed = (failure: string): EntryResult => ({
    id: entry.id,
    seed,
    backend: plan.backend,
    version: plan.version,
    weights: plan.weights,
    failure,
  });
  let job: EntryJob;
  try {
    job = entryJob(
      { id: entry.id, curve: entry.curve(), model: entry.model?.(), rmax: entry.rmax },
      seed,
      plan,
    );
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return failed(error.message);
  }
  const file = join(plan.folder, `${jobName(job, plan)}.json`);
  const known = knownResult(file, job);
  if (known) return known;
  let result: EntryResult;
  try {
    result = await runner.run(job);
  } catch (error) {
    if (error instanceof InputError) throw error;
    return failed(`It was not finished: ${(error as Error).message}`);
  }
  if (!plan.signal?.aborted) writeAtomic(file, keptText(result));
  return result;
}

/**
 * The name of a job: entry (its first 150 letters), seed, and the first 16 digits of the SHA-256 of the job, the backend and the
 * versions.
 */
export function jobName(
  job: EntryJob,
  plan: Pick<EvaluationPlan, 'backend' | 'version' | 'weights'>,
): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([plan.backend, plan.version, plan.weights]))
    .update(encodeJob(job))
    .digest('hex');
  return `${job.id.replace(/[^\w.-]/g, '_').slice(0, ID_KEPT)}-${job.options.seed}-${digest.slice(0, 16)}`;
}

/** Letters of the name of an entry that the name of its job keeps: the name of a file has at most 255, and the digest tells jobs apart. */
const ID_KEPT = 150;

const KEPT = v.object({ sha256: v.string(), result: v.unknown() });

/** A result in its file: with the SHA-256 of its text, so that an altered number is detected. */
function keptText(result: EntryResult): string {
  return `${JSON.stringify({ sha256: digestOf(result), result })}\n`;
}

function digestOf(result: unknown): string {
  return createHash('sha256').update(JSON.stringify(result)).digest('hex');
}

/** A result file; one that is damaged or belongs to another job counts as missing, and is computed again. */
function knownResult(file: string, job: EntryJob): EntryResult | undefined {
  if (!existsSync(file)) return undefined;
  const source = { what: file, remedy: 'remove it' };
  try {
    const { sha256, result } = parseJson(readText(file), KEPT, source);
    if (digestOf(result) !== sha256) return undefined;
    const known = checkedResult(result, source);
    return known.id === job.id && known.seed === (job.options.seed ?? 1) ? known : undefined;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return undefined;
  }
}
