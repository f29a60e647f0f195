import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { EntryResult } from '../../evaluate/entryResult';
import { InputError } from '../../inputError';
import { QUEUE_PASSWORD } from './queueConnection';
import type { RunnerOptions } from './jobRunner';

/** A message of a child about its job. */
export type ChildAnswer =
  | { readonly generation: number }
  | { readonly result: EntryResult }
  | { readonly error: string; readonly input: boolean };

/** A job took longer than allowed. */
export class JobTooLong extends Error {
  override readonly name = 'JobTooLong';
}

/** Child processes that evaluate jobs. */
export interface EvaluationChildren {
  /**
   * The result of an encoded job, computed in its own child process.
   *
   * @param onGeneration called with the number of each generation
   * @throws InputError when the job is invalid, JobTooLong, or an Error when the child ended during the job
   */
  run(job: string, onGeneration: (generation: number) => void): Promise<EntryResult>;
  /** Ends all children at once; jobs at work reject. */
  kill(): Promise<void>;
}

const PROGRAM = join(__dirname, 'evaluationChild.js');

/**
 * Child processes for the jobs of a worker: a crash ends the child and not the worker, and a child that has
 * done its job takes the next one. A child ends with the worker, however the worker ends.
 *
 * @param seconds longest time of a job
 */
export function evaluationChildren(
  { backend, weights }: Pick<RunnerOptions, 'backend' | 'weights'>,
  seconds: number,
): EvaluationChildren {
  const idle: ChildProcess[] = [];
  const all = new Set<ChildProcess>();
  const start = (): ChildProcess => {
    const { [QUEUE_PASSWORD]: _, ...env } = process.env;
    const child = fork(PROGRAM, [JSON.stringify({ backend, weights })], { env });
    all.add(child);
    child.once('exit', () => {
      all.delete(child);
      const at = idle.indexOf(child);
      if (at >= 0) idle.splice(at, 1);
    });
    return child;
  };
  return {
    async run(job, onGeneration) {
      const child = idle.pop() ?? start();
      const result = await answerOf(child, job, seconds, onGeneration);
      if (child.connected) idle.push(child);
      return result;
    },
    async kill() {
      await Promise.all([...all].map(ended));
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

/** The answer of a child; a child that gives none, or an error, is ended. */
function answerOf(
  child: ChildProcess,
  job: string,
  seconds: number,
  onGeneration: (generation: number) => void,
): Promise<EntryResult> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(clock);
      child.off('message', hear);
      child.off('exit', exit);
      child.off('error', fail);
      act();
    };
    const fail = (error: Error): void => {
      child.kill('SIGKILL');
      settle(() => reject(error));
    };
    const exit = (status: number | null, signal: string | null): void =>
      fail(new Error(`its process ended with ${signal ?? `status ${status}`}`));
    const hear = (answer: ChildAnswer): void => {
      if ('generation' in answer) onGeneration(answer.generation);
      else if ('result' in answer) settle(() => resolve(answer.result));
      else fail(answer.input ? new InputError(answer.error) : new Error(answer.error));
    };
    const clock = setTimeout(
      () =>
        fail(
          new JobTooLong(
            `it took longer than ${Number((seconds / 60).toPrecision(3))} minutes, the limit of this worker (--job-minutes)`,
          ),
        ),
      1000 * seconds,
    );
    child.on('message', hear);
    child.on('exit', exit);
    child.on('error', fail);
    child.send(job, (error) => {
      if (error) fail(error);
    });
  });
}
