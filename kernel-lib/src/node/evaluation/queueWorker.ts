import type { Job } from 'bullmq';
import { decodeJob } from '../../evaluate/entryJob';
import type { EntryResult } from '../../evaluate/entryResult';
import { InputError } from '../../inputError';
import { useBackend } from '../backend';
import { evaluationChildren, JobTooLong, type EvaluationChildren } from './evaluationChildren';
import { provenance } from './provenance';
import { queueConnection, queueName } from './queueConnection';
import { bullmq } from './queuePackages';
import { serverNotices } from './serverNotices';

/** Options of `runQueueWorker`. */
export interface QueueWorkerOptions {
  /** backend required; default: `any` */
  readonly backend?: string;
  /** folder of the weights; default: those of the library */
  readonly weights?: string;
  /** number of jobs at a time, each in its own process; default 1 */
  readonly concurrency?: number;
  /** seconds after which the job of a worker that has vanished goes to another one; default 30 */
  readonly patience?: number;
  /** longest time of a job in minutes; default 120 */
  readonly jobMinutes?: number;
  /** ends the worker; a running job goes back to the queue */
  readonly signal?: AbortSignal;
  readonly onEvent?: (text: string) => void;
}

/** Number of lost workers after which a job counts as failed. */
const LOSSES = 3;
/** Longest wait in milliseconds of a leaving worker for a server that does not answer. */
const FAREWELL = 5000;

/**
 * Takes jobs from a Redis queue until it is stopped, each in a child process, so that a crash ends the
 * child and not the worker. While a child works, the worker renews the job's lock; when the worker vanishes
 * the lock expires and the job goes to another worker. A worker that is stopped ends its children at
 * once and returns their jobs, so that another worker can take them without delay.
 *
 * @throws InputError when there is no Redis server, there are no weights, or the required backend does not load: a
 *   machine that cannot do a job must not take one
 */
export async function runQueueWorker(url: string, options: QueueWorkerOptions = {}): Promise<void> {
  const { backend, weights, concurrency = 1, patience = 30, signal, onEvent = () => undefined } = options;
  const name = queueName({ ...provenance(weights), backend: backend ?? 'any' });
  if (backend) await useBackend(backend);
  const connection = await queueConnection(url);
  const { Worker } = await bullmq();
  const children = evaluationChildren({ backend, weights }, 60 * (options.jobMinutes ?? 120));
  const worker = new Worker<string, EntryResult>(
    name,
    (job, token) => resultOf(job, token, children, signal),
    {
      connection,
      concurrency,
      lockDuration: 1000 * patience,
      stalledInterval: 1000 * patience,
      maxStalledCount: LOSSES,
    },
  );
  const title = (job: Job | undefined): string => job?.id?.replace(/-[0-9a-f]{16}$/, '') ?? 'a job';
  worker.on('active', (job) =>
    onEvent(`${title(job)} begun${job.attemptsStarted > 1 ? ` (attempt ${job.attemptsStarted})` : ''}`),
  );
  worker.on('completed', (job) => {
    onEvent(`${title(job)} done`);
    // Redis keeps the result for a week, and need not keep curve and model as well
    job.updateData('').catch(() => undefined);
  });
  worker.on('failed', (job, error) => onEvent(`${title(job)} failed: ${error.message}`));
  worker.on('stalled', (id) => onEvent(`${id} lost its worker and waits again`));
  worker.on('error', serverNotices(url, onEvent));
  try {
    await worker.waitUntilReady();
    onEvent(`waiting for jobs of ${name}`);
    await new Promise<void>((resolve) => {
      if (signal?.aborted) resolve();
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    const closed = worker.close();
    await children.kill();
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, FAREWELL).unref())]);
  }
}

/** The result of a queued job; the job of a stopped worker waits again, as if never started. */
async function resultOf(
  job: Job<string, EntryResult>,
  token: string | undefined,
  children: EvaluationChildren,
  signal: AbortSignal | undefined,
): Promise<EntryResult> {
  const { UnrecoverableError, WaitingError } = await import('bullmq');
  try {
    signal?.throwIfAborted();
    decodeJob(job.data);
    return await children.run(
      job.data,
      (generation) => void job.updateProgress(generation).catch(() => undefined),
    );
  } catch (error) {
    if (signal?.aborted) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    // a fault of the job itself is repeated at every attempt
    if (error instanceof InputError || error instanceof JobTooLong)
      throw new UnrecoverableError(error.message);
    throw error;
  }
}
