import { join } from 'node:path';
import { BALL_POINTS } from '../../grid/unitBall';
import type { Weight } from '../../network/weights';
import { Random } from '../../random';
import { DEFAULT_WIDTHS, principalMaps } from '../../train/linearStart';
import {
  BottleneckTraining,
  FIRST_STAGE_MODES,
  foldMaps,
  innerStart,
  OuterMapsTraining,
} from '../../train/stagedModes';
import { finished } from './finished';
import { randomBatch } from './randomBatch';
import { samplePrincipalComponents, type TrainingOptions } from './trainAutoEncoderRun';
import { trainingLoop } from './trainingLoop';

/** Options of `trainStagedModesRun`; `most` counts the samples of both stages. */
export interface StagedModesOptions extends TrainingOptions {
  /** modes of the first stage, 200 or more; default 600 */
  readonly modes?: number;
  /** share of the samples and of the minutes of the first stage; 0 leaves the principal components unchanged */
  readonly firstShare?: number;
}

const BATCH = 192;
const PEAK_RATE = 8e-4;
/** Number of samples per variation, and of passes over them, for the principal components. */
const START_SAMPLES = 2048,
  START_ROUNDS = 2;

/**
 * Trains the mode network in the two stages of the paper: first the outer maps with many modes, then, these
 * frozen, a bottleneck of 200 latents between them.
 *
 * @returns the averaged weights, the maps multiplied out
 */
export function trainStagedModesRun(options: StagedModesOptions): Map<string, Weight> {
  const { folder, seed, minutes, most, firstShare = 0.5 } = options;
  const start = finished(join(folder, 'principal-maps.safetensors'), () => {
    options.report(
      `first stage: ${options.modes ?? FIRST_STAGE_MODES} principal components of squashed distance fields`,
    );
    return principalMaps(
      samplePrincipalComponents(options, options.modes ?? FIRST_STAGE_MODES, START_SAMPLES, START_ROUNDS),
    );
  });
  const outer = finished(join(folder, 'outer-maps.safetensors'), () => {
    if (firstShare === 0) return start;
    const training = new OuterMapsTraining(start);
    loop(
      training,
      'modes, stage 1',
      { ...options, minutes: minutes * firstShare, most: most && most * firstShare },
      'outer-maps.checkpoint',
    );
    const weights = training.trainable.weights();
    training.trainable.dispose();
    return weights;
  });
  const modes = outer.get('encoder.modes.bias')!.values.length;
  const training = new BottleneckTraining(
    outer,
    innerStart(modes, DEFAULT_WIDTHS, Random.stream(seed, 'bottleneck start')),
  );
  const rest = 1 - firstShare;
  loop(
    training,
    'modes, stage 2',
    { ...options, minutes: minutes * rest, most: most && most * rest },
    'bottleneck.checkpoint',
  );
  return foldMaps(outer, training.trainable.weights());
}

function loop(
  training: OuterMapsTraining | BottleneckTraining,
  name: string,
  { folder, seed, samples, structures, minutes, most, report, checkpointSeconds }: StagedModesOptions,
  checkpoint: string,
): void {
  const batch = new Int8Array(BATCH * BALL_POINTS);
  trainingLoop({
    name,
    trainable: training.trainable,
    batch: BATCH,
    peakRate: PEAK_RATE,
    minutes,
    report,
    steps: most && Math.ceil(most / BATCH),
    checkpointSeconds,
    checkpoint: join(folder, checkpoint),
    step(rate, steps) {
      const random = Random.stream(seed, name, steps);
      randomBatch(batch, samples, structures, random);
      return training.step(batch, rate, random);
    },
  });
}
