import { join } from 'node:path';
import { BALL_POINTS } from '../../grid/unitBall';
import type { Weight } from '../../network/weights';
import { Random } from '../../random';
import { DEFAULT_WIDTHS, linearStart } from '../../train/linearStart';
import {
  principalComponents,
  type DataChunks,
  type PrincipalComponents,
} from '../../train/principalComponents';
import { AutoEncoderTraining } from '../../train/trainAutoEncoder';
import { LATENT_SIZE } from '../../network/autoEncoder';
import { finished } from './finished';
import type { Recipe } from './recipe';
import { randomBatch } from './randomBatch';
import type { SampleFile } from './sampleCache';
import { trainingLoop } from './trainingLoop';

/** Options of a training run. */
export interface TrainingOptions {
  /** structures to train on: indices into the sample files */
  readonly structures: Int32Array;
  readonly samples: readonly SampleFile[];
  /** folder of checkpoints; a run found there continues */
  readonly folder: string;
  /** `Infinity` where only samples are counted */
  readonly minutes: number;
  /** limit of the number of samples */
  readonly most?: number;
  /** seconds between checkpoints; default 120 */
  readonly checkpointSeconds?: number;
  readonly seed: number;
  readonly report: (line: string) => void;
}

const BATCH = 192;
const PEAK_RATE = 8e-4;
/** Number of samples per variation from which the principal components are computed. */
const START_SAMPLES = 4096;
const CHUNK = 512;

/** Numbers of samples of the two parts of the training, see `trainAutoEncoderRun`. */
export type AutoEncoderSamples = Recipe['autoEncoder'];

/** Share of the time in which encoder and decoder learn together, before the decoder learns from refined latents. */
const JOINT_SHARE = 0.3;

/**
 * Trains the mode network: linear start, encoder and decoder together, then the decoder at refined latents, until the
 * time or the samples are used up, with checkpoints from which the next call continues.
 *
 * @param samples of each part; default: `options.most` is divided like the minutes
 * @returns the averaged weights
 */
export function trainAutoEncoderRun(
  options: TrainingOptions,
  samples?: AutoEncoderSamples,
): Map<string, Weight> {
  const { folder } = options;
  const part = (share: number, own?: number): TrainingOptions => ({
    ...options,
    minutes: options.minutes * share,
    most: own ?? (options.most && options.most * share),
  });
  const joint = finished(join(folder, 'autoencoder-joint.safetensors'), () =>
    trainFor(
      new AutoEncoderTraining(startWeights(options)),
      'auto-encoder',
      part(JOINT_SHARE, samples?.jointSamples),
    ),
  );
  return trainFor(
    new AutoEncoderTraining(joint, true),
    'auto-encoder at refined latents',
    part(1 - JOINT_SHARE, samples?.refinedSamples),
  );
}

function trainFor(
  training: AutoEncoderTraining,
  name: string,
  { folder, seed, samples, structures, minutes, most, report, checkpointSeconds }: TrainingOptions,
): Map<string, Weight> {
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
    checkpoint: join(folder, `${name.replaceAll(' ', '-')}.checkpoint`),
    step(rate, steps) {
      const random = Random.stream(seed, name, steps);
      randomBatch(batch, samples, structures, random);
      return training.step(batch, rate, random);
    },
  });
  return training.trainable.weights();
}

/** The linear start, computed once and kept beside the checkpoints. */
function startWeights({ folder, samples, structures, seed, report }: TrainingOptions): Map<string, Weight> {
  return finished(join(folder, 'linear-start.safetensors'), () => {
    report('linear start: principal components of squashed distance fields');
    return linearStart(
      samplePrincipalComponents({ samples, structures, seed }, LATENT_SIZE),
      DEFAULT_WIDTHS,
      Random.stream(seed, 'linear start'),
    );
  });
}

/** The first principal components of training samples, some thousands per variation. */
export function samplePrincipalComponents(
  { samples, structures, seed }: Pick<TrainingOptions, 'samples' | 'structures' | 'seed'>,
  count: number,
  most = START_SAMPLES,
  rounds?: number,
): PrincipalComponents {
  const perFile = Math.max(1, Math.floor(Math.min(most, structures.length) / CHUNK));
  const size = Math.min(CHUNK, structures.length);
  const data: DataChunks = {
    dimension: BALL_POINTS,
    chunks: samples.length * perFile,
    chunk(c) {
      const which = Array.from(
        { length: size },
        (_, i) => structures[(((c % perFile) * size + i) * 2) % structures.length],
      );
      const bytes = new Int8Array(size * BALL_POINTS);
      samples[Math.floor(c / perFile)].read(which, bytes);
      return Float32Array.from(bytes, (v) => v / 127);
    },
  };
  return principalComponents(data, count, Random.stream(seed, 'principal components'), rounds);
}
