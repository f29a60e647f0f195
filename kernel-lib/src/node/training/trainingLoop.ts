import * as v from 'valibot';
import { existsSync } from 'node:fs';
import { parseJson } from '../../input/checked';
import { count, finite } from '../../input/schemas';
import type { Trainable } from '../../train/trainable';
import { readCheckpoint, writeCheckpoint } from './checkpoint';
import { cos } from '../../elementary';

/** Plan of the training of a network. */
export interface TrainingPlan {
  readonly name: string;
  readonly trainable: Trainable;
  /** one step at a learning rate; returns the loss */
  readonly step: (rate: number, steps: number) => number;
  /** samples per step */
  readonly batch: number;
  readonly peakRate: number;
  /** minutes in all, including those of interrupted runs; `Infinity` where only steps are counted */
  readonly minutes: number;
  /** limit of the number of steps */
  readonly steps?: number;
  /** seconds between checkpoints; default 120 */
  readonly checkpointSeconds?: number;
  /** file from which an interrupted run continues */
  readonly checkpoint: string;
  readonly report: (line: string) => void;
}

const CHECKPOINT_SECONDS = 120;
const REPORT_SECONDS = 15;
const WARM_UP = 100;

interface Progress {
  readonly steps: number;
  readonly seconds: number;
}

/**
 * Takes steps until the time or the steps are used up, with a learning rate that falls along a half cosine, a line of
 * progress every 15 seconds and checkpoints, from which the next call continues. With `minutes` Infinity the result
 * depends only on the steps, however often the run was interrupted.
 */
export function trainingLoop(plan: TrainingPlan): void {
  const before = existsSync(plan.checkpoint) ? restore(plan) : { steps: 0, seconds: 0 };
  const start = performance.now();
  const seconds = (): number => before.seconds + (performance.now() - start) / 1000;
  let { steps } = before;
  let loss = NaN,
    reported = seconds(),
    saved = seconds();
  const { steps: most = Infinity, checkpointSeconds = CHECKPOINT_SECONDS } = plan;
  for (let now = seconds(); now < 60 * plan.minutes && steps < most; now = seconds()) {
    const share = Math.max(now / (60 * plan.minutes), steps / most);
    const rate =
      plan.peakRate * (0.02 + 0.49 * (1 + cos(Math.PI * share))) * Math.min(1, (steps + 1) / WARM_UP);
    const value = plan.step(rate, steps);
    steps++;
    loss = Number.isNaN(loss) ? value : 0.98 * loss + 0.02 * value;
    if (now - reported > REPORT_SECONDS) {
      reported = now;
      plan.report(
        `${plan.name} ${(100 * share).toFixed(1)} %  step ${steps}  loss ${loss.toFixed(5)}  ${speed(((steps - before.steps) * plan.batch) / (now - before.seconds))}`,
      );
    }
    if (now - saved > checkpointSeconds) {
      saved = now;
      save(plan, { steps, seconds: now });
    }
  }
  save(plan, { steps, seconds: seconds() });
}

/** Samples per second, with one decimal for small values. */
function speed(samples: number): string {
  return `${samples.toFixed(samples < 10 ? 2 : 0)} samples/s`;
}

function save({ trainable, checkpoint }: TrainingPlan, progress: Progress): void {
  const { arrays, steps } = trainable.save();
  writeCheckpoint(checkpoint, {
    arrays,
    metadata: { progress: JSON.stringify(progress), adam: String(steps) },
  });
}

const PROGRESS = v.object({ steps: count, seconds: v.pipe(finite, v.minValue(0)) });

function restore({ trainable, checkpoint }: TrainingPlan): Progress {
  const { arrays, metadata } = readCheckpoint(checkpoint);
  trainable.restore(arrays, Number(metadata.adam));
  return parseJson(metadata.progress ?? '', PROGRESS, {
    what: `The progress in ${checkpoint}`,
    remedy: 'remove it to train from the start',
  });
}
