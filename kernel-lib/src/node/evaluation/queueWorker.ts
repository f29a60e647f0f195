import { join } from 'node:path';
import type { Job } from 'bullmq';
import { useBackend } from '../backend';
import { provenance } from './provenance';
import { queueConnection, queueName } from './queueConnection';
import { bullmq } from './queuePackages';

/** How a worker works. */
export interface QueueWorkerOptions {
  /** backend demanded; default: `any` */
  readonly backend?: string;
  /** folder of the weights; default: those that come with the library */
  readonly weights?: string;
  /** jobs at a time, each in a process of its own; default 1 */
  readonly concurrency?: number;
  /** seconds after which the job of a worker that has vanished goes to another one; default 30 */
  readonly patience?: number;
  /** ends the worker; a job at work is given back to the queue */
  readonly signal?: AbortSignal;
  readonly onEvent?: (text: string) => void;
}

const PROGRAM = join(__dirname, 'queueProcessor.js');
/** How often a job may lose its worker before it counts as failed. */
const LOSSES = 3;

/**
 * Takes jobs from a Redis queue until it is told to stop, each in a child process (sandboxed, so that a
 * crash ends the child and not the worker). While a child works, the worker renews the job's lock; when the
 * worker vanishes the lock runs out and the job goes to another worker.
 *
 * @throws InputError when there is no Redis server, there are no weights, or the backend demanded does not load: a
 *   machine that cannot do a job must not take one
 */
export async function runQueueWorker(url: string, options: QueueWorkerOptions = {}): Promise<void> {
  const { backend, weights, concurrency = 1, patience = 30, signal, onEvent = () => undefined } = options;
  const name = queueName({ ...provenance(weights), backend: backend ?? 'any' });
  if (backend) await useBackend(backend);
  const connection = await queueConnection(url);
  const { Worker } = await bullmq();
  const worker = new Worker(name, PROGRAM, {
    connection,
    concurrency,
    lockDuration: 1000 * patience,
    stalledInterval: 1000 * patience,
    maxStalledCount: LOSSES,
    workerForkOptions: { env: { ...process.env, DECODESAXS_WORKER: JSON.stringify({ backend, weights }) } },
  });
  const title = (job: Job | undefined): string => job?.id?.replace(/-[0-9a-f]{16}$/, '') ?? 'a job';
  worker.on('active', (job) =>
    onEvent(`${title(job)} begun${job.attemptsStarted > 1 ? ` (attempt ${job.attemptsStarted})` : ''}`),
  );
  worker.on('completed', (job) => onEvent(`${title(job)} done`));
  worker.on('failed', (job, error) => onEvent(`${title(job)} failed: ${error.message}`));
  worker.on('stalled', (id) => onEvent(`${id} lost its worker and waits again`));
  worker.on('error', (error) => onEvent(error.message));
  await worker.waitUntilReady();
  onEvent(`waiting for jobs of ${name}`);
  await new Promise<void>((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
  await worker.close(true);
}
