import * as v from 'valibot';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { encodeJob, entryJob, type EntryJob, type EntryPlan } from '../../evaluate/entryJob';
import { checkedResult } from '../../evaluate/checkedResult';
import { withExpectation, type EntryResult } from '../../evaluate/summary';
import { parseJson } from '../../input/checked';
import { InputError } from '../../inputError';
import { eachInFlight } from './mapConcurrently';
import type { DatasetEntry } from './dataset';
import { prepareOutputFolder, readText, writeAtomic } from '../files';
import type { JobRunner } from './jobRunner';

/** How a dataset is evaluated. */
export interface EvaluationPlan extends EntryPlan {
  readonly seeds: readonly number[];
  /** folder with one result file an entry and seed; what is there is not done again */
  readonly folder: string;
  /** what the results depend on beside the jobs: the backend demanded (`any`: whichever loads) and the versions */
  readonly backend: string;
  readonly version: string;
  readonly weights: string;
  readonly signal?: AbortSignal;
}

/** One more entry and seed are done. */
export interface EvaluationProgress {
  readonly done: number;
  readonly total: number;
  /** place of the result in the table: entry by entry, seed by seed */
  readonly place: number;
  readonly result: EntryResult;
}

/**
 * Reconstructs every entry with every seed and scores it. Each result is one file, written whole, whose
 * name holds a digest of all that the result depends on: a run that was killed goes on without doing an
 * entry again, and results of another curve, option or version are never taken for it. An entry that
 * fails is a result; where the runner is at fault the row says so and no file is kept, so that the next run
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
 * The name of a job: entry, seed, and the first 16 digits of the SHA-256 of the job, the backend and the
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
  return `${job.id.replace(/[^\w.-]/g, '_')}-${job.options.seed}-${digest.slice(0, 16)}`;
}

const KEPT = v.object({ sha256: v.string(), result: v.unknown() });

/** A result as it is kept: beside it the SHA-256 of its text, so that an altered number is seen. */
function keptText(result: EntryResult): string {
  return `${JSON.stringify({ sha256: digestOf(result), result })}\n`;
}

function digestOf(result: unknown): string {
  return createHash('sha256').update(JSON.stringify(result)).digest('hex');
}

/** A result file; one that is damaged or belongs to another job counts as none, and is done again. */
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
