import type { Job } from 'bullmq';
import { encodeJob, type EntryJob } from '../../evaluate/entryJob';
import { checkedResult } from '../../evaluate/checkedResult';
import type { EntryResult } from '../../evaluate/entryResult';
import { jobName } from './evaluateDataset';
import type { JobRunner } from './jobRunner';
import { queuedAnswer } from './queuedAnswer';
import { serverNotices } from './serverNotices';
import { unlessAborted } from '../unlessAborted';
import { queueConnection, queueName } from './queueConnection';
import { bullmq } from './queuePackages';

/** Number of attempts at a job when its worker, not its entry, fails; and the pause before each, doubled each time. */
const ATTEMPTS = 3,
  PAUSE = 1000;
/** Jobs in the queue at a time: enough for hundreds of workers, while neither Redis nor this process holds a whole dataset. */
const IN_QUEUE = 1000;
/** Seconds for which Redis keeps a result for an evaluation that was stopped. */
const KEPT = 7 * 24 * 3600;

/** Largest size of a job. */
const MOST_LETTERS = 2 ** 26;

/** Milliseconds without news of a job after which it is looked whether the server still has it. */
const LOOK = 30_000;

/** Options of `queueRunner`. */
export interface QueueRunnerOptions {
  readonly backend: string;
  readonly version: string;
  readonly weights: string;
  readonly signal?: AbortSignal;
  /** called with the progress of an entry */
  readonly onProgress?: (entry: string, generation: number) => void;
  /** called with a sentence where the server does not answer, or no worker is there */
  readonly onNotice?: (text: string) => void;
  /** milliseconds without news of a job after which it is looked whether the server still has it; default 30,000 */
  readonly look?: number;
}

/**
 * Runs jobs by workers that take them from a Redis queue (`runQueueWorker`), on any number of
 * hosts. A job holds curve and model, so that a worker needs no files except the library; its name is a digest
 * of its content, so that the same job is never queued twice, and an evaluation that was stopped finds the results
 * of the meantime.
 *
 * @throws InputError when there is no Redis server
 */
export async function queueRunner(url: string, options: QueueRunnerOptions): Promise<JobRunner> {
  const connection = await queueConnection(url);
  const { Queue, QueueEvents } = await bullmq();
  const name = queueName(options);
  const queue = new Queue(name, { connection });
  const events = new QueueEvents(name, { connection });
  await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);
  const say = options.onNotice ?? (() => undefined);
  const failed = serverNotices(url, say);
  queue.on('error', failed);
  events.on('error', failed);
  let over = false;
  let looked = false;
  const onLook = (): void => {
    if (looked) return;
    looked = true;
    const hint = `No worker waits for the jobs of the queue ${name}: start "decodesaxs worker" with the same version and weights${options.backend === 'any' ? '' : ` and --backend ${options.backend}`}.`;
    // some servers do not list who is connected
    queue.getWorkersCount().then(
      (count) => void (count === 0 && say(hint)),
      () => undefined,
    );
  };
  // each job that is waited for listens to both
  events.setMaxListeners(0);
  queue.setMaxListeners(0);
  events.on('progress', ({ jobId, data }) =>
    options.onProgress?.(jobId.replace(/-\d+-[0-9a-f]{16}$/, ''), Number(data)),
  );
  return {
    parallel: IN_QUEUE,
    async run(job: EntryJob): Promise<EntryResult> {
      const jobId = jobName(job, options);
      const encoded = encodeJob(job);
      if (encoded.length > MOST_LETTERS)
        throw new Error(
          `the job has ${Math.round(encoded.length / 2 ** 20)} MiB, more than the limit of ${MOST_LETTERS / 2 ** 20} MiB of a queue: give a smaller model or curve`,
        );
      const left = await queue.getJob(jobId);
      if (left && (await left.isFailed())) await left.remove();
      const add = (): Promise<Job> =>
        queue.add('entry', encoded, {
          jobId,
          attempts: ATTEMPTS,
          backoff: { type: 'exponential', delay: PAUSE },
          removeOnComplete: { age: KEPT },
          removeOnFail: { age: KEPT },
        });
      const answer = queuedAnswer({
        ...{ queue, events, add, onLook },
        look: options.look ?? LOOK,
        over: () => over || options.signal?.aborted === true,
      });
      return resultFor(job, await (options.signal ? unlessAborted(answer, options.signal) : answer), options);
    },
    async close() {
      over = true;
      await events.close();
      await queue.close();
    },
  };
}

/** A worker's answer, if it is a result of this job. */
function resultFor(
  job: EntryJob,
  answer: unknown,
  { version, weights }: Pick<QueueRunnerOptions, 'version' | 'weights'>,
): EntryResult {
  const result = checkedResult(answer, {
    what: "A worker's answer",
    remedy: 'check the workers of this queue',
  });
  const belongs =
    result.id === job.id &&
    result.seed === (job.options.seed ?? 1) &&
    result.version === version &&
    result.weights === weights;
  if (!belongs)
    throw new Error(
      `a worker answered with a result of ${result.id}, seed ${result.seed}, version ${result.version}, weights ${result.weights}, which is not this job`,
    );
  return result;
}
