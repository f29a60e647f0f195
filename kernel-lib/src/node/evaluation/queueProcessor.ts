// The program of the child processes of `runQueueWorker`: evaluates the job that it is sent.
import type { SandboxedJob } from 'bullmq';
import { decodeJob } from '../../evaluate/entryJob';
import { evaluateEntry, type EntryEvaluator } from '../../evaluate/evaluateEntry';
import type { EntryResult } from '../../evaluate/summary';
import { openEvaluator } from './jobRunner';

let evaluator: Promise<EntryEvaluator> | undefined;

// a worker that is killed takes its children with it
process.on('disconnect', () => process.exit(1));

export default async function evaluateQueued(job: SandboxedJob<string, EntryResult>): Promise<EntryResult> {
  evaluator ??= openEvaluator(JSON.parse(process.env.DECODESAXS_WORKER ?? '{}'));
  return evaluateEntry(decodeJob(job.data), await evaluator, {
    onStep: (step) => {
      if (step.stage === 'generation') void job.updateProgress(step.record.generation);
    },
  });
}
