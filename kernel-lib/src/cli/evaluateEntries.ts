import type { MethodName } from '../evaluate/methods';
import type { EntryResult } from '../evaluate/entryResult';
import { InputError } from '../inputError';
import type { DatasetEntry } from '../node/evaluation/dataset';
import { evaluateDataset, type EvaluationPlan } from '../node/evaluation/evaluateDataset';
import { localRunner, openEvaluator, type JobRunner } from '../node/evaluation/jobRunner';
import { provenance } from '../node/evaluation/provenance';
import { useBackend } from '../node/backend';
import type { EvaluateOptions } from './evaluateOptions';
import { Interruption, interruptSignal } from './interruptSignal';
import { ProgressLine } from './progressLine';

/**
 * Evaluates the entries on the runner of the options, with progress, and returns the results in the order of the
 * entries and seeds, independent of the order of completion.
 *
 * @throws an AbortError after Ctrl-C; finished results are kept in files
 */
export async function evaluateEntries(
  entries: readonly DatasetEntry[],
  mode: 'given' | 'free',
  search: EvaluationPlan['options'],
  options: Pick<EvaluateOptions, 'seeds' | 'out' | 'weights' | 'backend' | 'workers' | 'queue' | 'quiet'>,
  {
    method,
    folder = `${options.out}.parts`,
  }: { readonly method?: MethodName; readonly folder?: string } = {},
): Promise<{ results: EntryResult[]; backend: string }> {
  const { signal, release } = interruptSignal();
  const seeds = Array.from({ length: options.seeds }, (_, i) => i + 1);
  const plan: EvaluationPlan = {
    mode,
    seeds,
    options: search,
    folder,
    signal,
    ...(method ? { method } : {}),
    backend: options.backend ?? 'any',
    ...provenance(options.weights),
  };
  const line = new ProgressLine(entries.length * seeds.length, options.quiet);
  const results: EntryResult[] = [];
  let runner: JobRunner | undefined;
  try {
    let finished = 0;
    const onProgress = (entry: string, generation: number): void =>
      line.update(finished, `${entry} generation ${generation}`);
    const onNotice = (text: string): void => {
      line.clear();
      process.stderr.write(`${text}\n`);
    };
    runner = await openRunner(plan, options, onProgress, onNotice);
    for await (const { done, place, result } of evaluateDataset(entries, runner, plan)) {
      results[place] = result;
      finished = done;
      line.update(
        done,
        `${method ? `${method}: ` : ''}${result.failure ? `${result.id} failed` : `${result.id} CC ${result.cc?.toFixed(3) ?? '–'}`}`,
      );
    }
    if (signal.aborted)
      throw interrupted(signal, results.filter(Boolean).length, entries.length * seeds.length, folder);
    return {
      results,
      backend: [...new Set(results.filter((r) => r.failure === undefined).map((r) => r.backend))].join(', '),
    };
  } finally {
    line.clear();
    release();
    await runner?.close();
  }
}

/** The message of an interrupted evaluation: its progress, and how to continue. */
function interrupted(signal: AbortSignal, done: number, total: number, folder: string): Interruption {
  return new Interruption(
    (signal.reason as Interruption).by,
    `after ${done} of ${total} results, which are kept in ${folder}; the same command continues from there.`,
  );
}

async function openRunner(
  plan: EvaluationPlan,
  options: Pick<EvaluateOptions, 'weights' | 'backend' | 'workers' | 'queue'>,
  onProgress: (entry: string, generation: number) => void,
  onNotice: (text: string) => void,
): Promise<JobRunner> {
  const { backend, weights, workers, queue } = options;
  const { signal } = plan;
  if (queue !== undefined) {
    if (workers > 1)
      throw new InputError(
        '--workers and --queue are both given: threads of this machine or workers of the queue, one of the two is needed.',
      );
    const { queueRunner } = await import('../node/evaluation/queueRunner');
    return queueRunner(queue, {
      backend: plan.backend,
      version: plan.version,
      weights: plan.weights,
      signal,
      onProgress,
      onNotice,
    });
  }
  if (workers > 1) {
    const { threadRunner } = await import('../node/evaluation/threadRunner');
    return threadRunner(workers, { backend, weights, signal });
  }
  const { note } = await useBackend(backend);
  if (note) process.stderr.write(`${note}\n`);
  return localRunner(await openEvaluator({ backend, weights }), signal);
}
