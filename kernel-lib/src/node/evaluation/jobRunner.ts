import type { EntryJob } from '../../evaluate/entryJob';
import { evaluateEntry, type EntryEvaluator } from '../../evaluate/evaluateEntry';
import { meanShape } from '../../evaluate/meanShape';
import type { EntryResult } from '../../evaluate/entryResult';
import { useBackend } from '../backend';
import { loadNetworks } from '../networkFiles';
import { provenance } from './provenance';

/** Runs jobs: in this thread, in worker threads, or on other machines. */
export interface JobRunner {
  /** number of jobs to hand over at a time */
  readonly parallel: number;
  /** the result of a job; rejects when the runner, not the entry, fails */
  run(job: EntryJob): Promise<EntryResult>;
  close(): Promise<void>;
}

/** Options of runners. */
export interface RunnerOptions {
  readonly backend?: string;
  /** folder of the weights; default: those of the library */
  readonly weights?: string;
  readonly signal?: AbortSignal;
}

/** Starts the backend, loads the networks, and averages the library. */
export async function openEvaluator({ backend, weights }: RunnerOptions): Promise<EntryEvaluator> {
  const { name } = await useBackend(backend);
  const networks = loadNetworks(weights);
  return {
    instruments: networks,
    libraryMean: meanShape(networks.autoEncoder, networks.library),
    backend: name,
    ...provenance(weights),
  };
}

/** Runs jobs one after the other, in this thread. */
export function localRunner(evaluator: EntryEvaluator, signal?: AbortSignal): JobRunner {
  return {
    parallel: 1,
    run: (job) => evaluateEntry(job, evaluator, { signal }),
    close: async () => undefined,
  };
}
