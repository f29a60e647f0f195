import type { Job, Queue, QueueEvents } from 'bullmq';

/** Means to wait for a job of a queue. */
export interface QueuedAnswerOptions {
  readonly queue: Queue;
  readonly events: QueueEvents;
  /** puts the job into the queue, where it is not in it */
  readonly add: () => Promise<Job>;
  /** milliseconds without news after which it is looked whether the server still has the job */
  readonly look: number;
  /** called each time before it is looked */
  readonly onLook: () => void;
  /** true: nobody waits any more */
  readonly over: () => boolean;
}

/**
 * The answer to a job that workers do. A server that starts again without its data knows neither the job nor that somebody
 * waits for it, and would never tell of its end: at intervals without news it is looked, and a job that is gone is put
 * into the queue again.
 *
 * @throws Error when the job has failed
 */
export async function queuedAnswer({
  queue,
  events,
  add,
  look,
  onLook,
  over,
}: QueuedAnswerOptions): Promise<unknown> {
  let job = await add();
  for (;;) {
    try {
      return await job.waitUntilFinished(events, look);
    } catch (error) {
      if (over()) throw error;
      onLook();
      const state = await queue.getJobState(job.id!);
      if (state === 'unknown') job = await add();
      // without news, and ended since: the next turn tells how
      else if (state === 'failed' && !NO_NEWS.test((error as Error).message)) throw error;
    }
  }
}

/** Words of bullmq for a wait without news. */
const NO_NEWS = /timed out before finishing/;
