import { InputError } from '../inputError';
import { reconstruct, type Instruments, type ReconstructionStep } from '../reconstruct/reconstruct';
import type { EntryJob } from './entryJob';
import { scoreEntry } from './scoreEntry';
import type { EntryResult } from './summary';

/** What an entry is evaluated with. */
export interface EntryEvaluator {
  readonly instruments: Instruments;
  /** 31³, see `meanShape` */
  readonly libraryMean: Float32Array;
  /** named in the result: backend, version of the library and of the weights */
  readonly backend: string;
  readonly version: string;
  readonly weights: string;
}

/** A watcher of an evaluation. */
export interface EntryWatch {
  readonly signal?: AbortSignal;
  readonly onStep?: (step: ReconstructionStep) => void;
}

/**
 * Reconstructs the curve of a job and scores the map against the model, if there is one. A curve that
 * cannot be reconstructed is a result with a reason. After an abort the result is that of a search cut
 * short: not to be kept.
 */
export async function evaluateEntry(job: EntryJob, evaluator: EntryEvaluator, watch: EntryWatch = {}): Promise<EntryResult> {
  const { instruments, libraryMean, backend, version, weights } = evaluator;
  const common = { id: job.id, seed: job.options.seed ?? 1, backend, version, weights };
  const began = performance.now();
  try {
    const steps = reconstruct(job.curve, instruments, { ...job.options, signal: watch.signal });
    let step = await steps.next();
    for (; !step.done; step = await steps.next()) watch.onStep?.(step.value);
    const seconds = (performance.now() - began) / 1000;
    return { ...common, ...scoreEntry(step.value, libraryMean, job), seconds };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ...common, failure: error.message };
  }
}
