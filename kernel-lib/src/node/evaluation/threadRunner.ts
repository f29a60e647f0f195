import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { encodeJob, type EntryJob } from '../../evaluate/entryJob';
import type { EntryResult } from '../../evaluate/entryResult';
import { InputError } from '../../inputError';
import type { JobRunner, RunnerOptions } from './jobRunner';

/** A message of a thread about its job. */
export type ThreadAnswer =
  { readonly result: EntryResult } | { readonly error: string; readonly input: boolean };

const PROGRAM = join(__dirname, 'evaluationThread.js');

/**
 * Runs jobs in worker threads, each with its own backend and networks. The results are those of
 * one thread. If a thread dies its job fails and the thread is replaced.
 *
 * @param count number of threads, ≥ 1
 */
export function threadRunner(count: number, options: RunnerOptions = {}): JobRunner {
  // the native library does not see the environment of a thread
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
