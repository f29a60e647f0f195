import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../inputError';
import { BALL_POINTS } from '../../grid/unitBall';
import { FIRST_STAGE_LATENTS, PAPER_WIDTHS, type PaperWidths } from '../../network/paperLayers';
import type { Weight } from '../../network/weights';
import { readSealed, writeSealed } from '../sealedFile';
import { Random } from '../../random';
import { paperStart } from '../../train/paperStart';
import { DENSE_LAYERS, PaperTraining, type PaperStage } from '../../train/trainPaper';
import { randomBatch } from './randomBatch';
import type { TrainingOptions } from './trainAutoEncoderRun';
import { trainingLoop } from './trainingLoop';

/** Options of `trainPaperRun`; `most` counts the samples of each stage. */
export interface PaperTrainingOptions extends TrainingOptions {
  /** default: both, one after the other */
  readonly stages?: readonly PaperStage[];
  /** shapes per step; default 64, as in the paper */
  readonly batch?: number;
  /** default: the paper's */
  readonly widths?: PaperWidths;
  /** latents of the first stage; default 3000 */
  readonly firstLatents?: number;
}

/** Learning rates of the two stages (He, Liu & Liu 2020). */
const RATES = { 1: 5e-4, 2: 1e-3 } as const;
/** Share of the first stage in the minutes: its samples cost twice as much. */
const FIRST_SHARE = 2 / 3;

/**
 * Trains the paper's network from random weights: first all layers with 3000 latents, then, the
 * convolutions frozen, the dense layers with 200. Each stage continues from its checkpoint, and a finished
 * stage is not repeated.
 *
 * @returns the weights after the last requested stage
 * @throws InputError when the second stage is requested before the first is complete
 */
export function trainPaperRun(options: PaperTrainingOptions): Map<string, Weight> {
  const { stages = [1, 2], minutes } = options;
  let weights = new Map<string, Weight>();
  for (const stage of stages) {
    const share = stages.length === 1 ? 1 : stage === 1 ? FIRST_SHARE : 1 - FIRST_SHARE;
    weights = oneStage(stage, { ...options, minutes: minutes * share });
  }
  return weights;
}

function oneStage(stage: PaperStage, options: PaperTrainingOptions): Map<string, Weight> {
  const { folder, seed, samples, structures, report, minutes, most, batch: size = 64 } = options;
  const { checkpointSeconds } = options;
  const done = stageFile(folder, stage);
  if (existsSync(done)) {
    report(`stage ${stage} is done: ${done}`);
    return weightsOf(done);
  }
  const training = new PaperTraining(stage === 1 ? firstStart(options) : secondStart(options), stage);
  const batch = new Int8Array(size * BALL_POINTS);
  trainingLoop({
    name: `paper, stage ${stage}`,
    trainable: training.trainable,
    batch: size,
    peakRate: RATES[stage],
    minutes,
    report,
    steps: most && Math.ceil(most / size),
    checkpointSeconds,
    checkpoint: join(folder, `paper-stage-${stage}.checkpoint`),
    step(rate, steps) {
      randomBatch(batch, samples, structures, Random.stream(seed, `paper, stage ${stage}`, steps));
      return training.step(batch, rate);
    },
  });
  writeSealed(done, { arrays: training.weights(), metadata: {} }, 'F16');
  training.dispose();
  // in written precision: the second stage builds on the weights that are used later
  return weightsOf(done);
}

function firstStart({
  seed,
  widths = PAPER_WIDTHS,
  firstLatents = FIRST_STAGE_LATENTS,
}: PaperTrainingOptions): Map<string, Weight> {
  return paperStart({ ...widths, latents: firstLatents }, Random.stream(seed, 'paper start'));
}

function secondStart({ folder, seed, widths = PAPER_WIDTHS }: PaperTrainingOptions): Map<string, Weight> {
  const first = stageFile(folder, 1);
  if (!existsSync(first))
    throw new InputError(
      `There is no ${first}: the second stage needs the first, so train with --stage 1 before, or with both.`,
    );
  return new Map([
    ...weightsOf(first),
    ...paperStart(widths, Random.stream(seed, 'paper start of stage 2'), DENSE_LAYERS),
  ]);
}

function stageFile(folder: string, stage: PaperStage): string {
  return join(folder, `paper-stage-${stage}.safetensors`);
}

function weightsOf(file: string): Map<string, Weight> {
  return new Map(readSealed(file).arrays);
}
