import { InputError } from '../inputError';
import type { Instruments, ReconstructionStep } from '../reconstruct/reconstruct';
import type { EntryJob } from './entryJob';
import { shapeBy } from './ablationMethods';
import { scoreEntry } from './scoreEntry';
import type { EntryResult } from './entryResult';

/** Networks and names for the evaluation of an entry. */
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
 * short and must not be kept.
 */
export async function evaluateEntry(
  job: EntryJob,
  evaluator: EntryEvaluator,
  watch: EntryWatch = {},
): Promise<EntryResult> {
  const { instruments, libraryMean, backend, version, weights } = evaluator;
  const common = { id: job.id, seed: job.options.seed ?? 1, backend, version, weights };
  const began = performance.now();
  try {
    const options = { ...job.options, signal: watch.signal };
    const result = await shapeBy(job.method ?? 'default', {
      curve: job.curve,
      instruments,
      options,
      libraryMean,
      onStep: watch.onStep,
    });
    const seconds = (performance.now() - began) / 1000;
    return { ...common, ...scoreEntry(result, libraryMean, job), seconds };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ...common, failure: error.message };
  }
}
