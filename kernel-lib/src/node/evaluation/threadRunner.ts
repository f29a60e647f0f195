import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { encodeJob, type EntryJob } from '../../evaluate/entryJob';
import type { EntryResult } from '../../evaluate/summary';
import { InputError } from '../../inputError';
import type { JobRunner, RunnerOptions } from './jobRunner';

/** What a thread answers to a job. */
export type ThreadAnswer =
  { readonly result: EntryResult } | { readonly error: string; readonly input: boolean };

const PROGRAM = join(__dirname, 'evaluationThread.js');

/**
 * Jobs are done by worker threads, each with a backend and networks of its own. The results are those of
 * one thread. A thread that dies fails its job and is replaced.
 *
 * @param count threads, ≥ 1
 */
export function threadRunner(count: number, options: RunnerOptions = {}): JobRunner {
  // a thread's own environment does not reach the native library
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  const idle: Worker[] = [];
  const busy = new Set<Worker>();
  let closed = false;
  const close = async (): Promise<void> => {
    closed = true;
    await Promise.all([...idle, ...busy].map((thread) => thread.terminate()));
  };
  options.signal?.addEventListener('abort', () => void close(), { once: true });
  const start = (): Worker =>
    new Worker(PROGRAM, { workerData: { backend: options.backend, weights: options.weights } });
  return {
    parallel: count,
    async run(job) {
      if (closed) throw new Error('the threads are closed');
      const thread = idle.pop() ?? start();
      busy.add(thread);
      try {
        const result = await answerOf(thread, job);
        idle.push(thread);
        return result;
      } catch (error) {
        await thread.terminate();
        throw error;
      } finally {
        busy.delete(thread);
      }
    },
    close,
  };
}

function answerOf(thread: Worker, job: EntryJob): Promise<EntryResult> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      for (const name of ['message', 'error', 'exit']) thread.removeAllListeners(name);
      act();
    };
    thread.on('message', (answer: ThreadAnswer) =>
      settle(() => {
        if ('result' in answer) resolve(answer.result);
        else reject(answer.input ? new InputError(answer.error) : new Error(answer.error));
      }),
    );
    thread.on('error', (error) => settle(() => reject(error)));
    thread.on('exit', (code) => settle(() => reject(new Error(`a worker thread ended with status ${code}`))));
    thread.postMessage(encodeJob(job));
  });
}
