// The program of a worker thread of `threadRunner`: evaluates the jobs that it is sent, one at a time.
import { parentPort, workerData } from 'node:worker_threads';
import { decodeJob } from '../../evaluate/entryJob';
import { evaluateEntry } from '../../evaluate/evaluateEntry';
import { InputError } from '../../inputError';
import { openEvaluator, type RunnerOptions } from './jobRunner';
import type { ThreadAnswer } from './threadRunner';

const evaluator = openEvaluator(workerData as RunnerOptions);
evaluator.catch(() => undefined);

parentPort!.on('message', async (text: string) => {
  const answer = (message: ThreadAnswer): void => parentPort!.postMessage(message);
  try {
    answer({ result: await evaluateEntry(decodeJob(text), await evaluator) });
  } catch (error) {
    answer({ error: (error as Error).message, input: error instanceof InputError });
  }
});
