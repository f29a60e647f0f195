import { existsSync } from 'node:fs';
import type { Trainable } from '../../train/trainable';
import { readCheckpoint, writeCheckpoint } from './checkpoint';

/** How a network is trained until its time is over. */
export interface TrainingPlan {
  readonly name: string;
  readonly trainable: Trainable;
  /** one step at a learning rate; returns the loss */
  readonly step: (rate: number, steps: number) => number;
  /** samples a step */
  readonly batch: number;
  readonly peakRate: number;
  /** minutes in all, those of interrupted runs included; `Infinity` where steps alone are counted */
  readonly minutes: number;
  /** steps in all, where they end before the minutes */
  readonly steps?: number;
  /** seconds between checkpoints; default 120 */
  readonly checkpointSeconds?: number;
  /** file from which an interrupted run goes on */
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
 * Takes steps until the clock or the steps are over, the learning rate falling along a half cosine, with a line of
 * progress every 15 seconds and checkpoints, from which the next call goes on. With `minutes` Infinity what comes out
 * depends on the steps alone, however often the run was interrupted.
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
      plan.peakRate * (0.02 + 0.49 * (1 + Math.cos(Math.PI * share))) * Math.min(1, (steps + 1) / WARM_UP);
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

/** Samples a second, with a digit behind the point where they are few. */
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

function restore({ trainable, checkpoint }: TrainingPlan): Progress {
  const { arrays, metadata } = readCheckpoint(checkpoint);
  trainable.restore(arrays, Number(metadata.adam));
  return JSON.parse(metadata.progress) as Progress;
}
