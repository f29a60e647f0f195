// The program of the child processes of `evaluationChildren`: evaluates the jobs that it is sent, one at a time.
import { decodeJob } from '../../evaluate/entryJob';
import { evaluateEntry } from '../../evaluate/evaluateEntry';
import { InputError } from '../../inputError';
import type { ChildAnswer } from './evaluationChildren';
import { openEvaluator, type RunnerOptions } from './jobRunner';

// the worker decides when its children end: a Ctrl-C of the terminal reaches the whole group
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
// a worker that is killed takes its children with it
process.on('disconnect', leave);

const evaluator = openEvaluator(JSON.parse(process.argv[2] ?? '{}') as RunnerOptions);
evaluator.catch(() => undefined);

function leave(): never {
  process.exit(1);
}

/** After the channel is closed nobody receives an answer. */
function answer(message: ChildAnswer): void {
  if (!process.connected) leave();
  process.send!(message, undefined, undefined, (error) => {
    if (error) leave();
  });
}

process.on('message', async (text: string) => {
  try {
    const result = await evaluateEntry(decodeJob(text), await evaluator, {
      onStep: (step) => {
        if (step.stage === 'generation') answer({ generation: step.record.generation });
      },
    });
    answer({ result });
  } catch (error) {
    answer({ error: (error as Error).message, input: error instanceof InputError });
  }
});
