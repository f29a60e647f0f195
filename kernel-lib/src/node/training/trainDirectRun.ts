import { join } from 'node:path';
import type { Weight } from '../../network/weights';
import { Random } from '../../random';
import { directStart } from '../../train/directStart';
import { DirectTraining } from '../../train/trainDirect';
import { DIRECT_BATCH, type DirectBatches } from './directBatches';
import type { DirectRecipe } from './recipe';
import { SuperpositionThread } from './superpositionThread';
import type { TrainingOptions } from './trainAutoEncoderRun';
import { trainingLoop } from './trainingLoop';

const PEAK_RATE = 1e-3;
/** Steps before samples are superposed on the network's maps: the network needs some training first. */
const SETTLE = 600;

/**
 * Trains the network from a profile to a shape, until its samples or its time are used up; an interrupted run continues.
 *
 * @param options `most` counts curves
 * @param form its hidden layers
 * @param name of its checkpoint, without folder and ending
 * @param batches what it learns from
 * @param autoEncoder weights of the auto-encoder whose latents it learns
 * @returns the averaged weights
 */
export function trainDirectRun(
  options: Omit<TrainingOptions, 'structures' | 'samples'>,
  form: DirectRecipe,
  name: string,
  batches: DirectBatches,
  autoEncoder: ReadonlyMap<string, Weight>,
): Map<string, Weight> {
  const { folder, seed, minutes, most, report, checkpointSeconds } = options;
  const thread = new SuperpositionThread(DIRECT_BATCH);
  const training = new DirectTraining(
    directStart(autoEncoder, Random.stream(seed, 'direct start'), form),
    autoEncoder,
    batches.whitening(Random.stream(seed, 'direct whitening')),
    (samples, maps) => thread.superpose(samples, maps),
  );
  trainingLoop({
    name: 'direct network',
    trainable: training.trainable,
    batch: DIRECT_BATCH,
    peakRate: PEAK_RATE,
    minutes,
    report,
    steps: most && Math.ceil(most / DIRECT_BATCH),
    checkpointSeconds,
    checkpoint: join(folder, `${name}.checkpoint`),
    step(rate, steps) {
      const profiles = batches.next(Random.stream(seed, 'direct', steps));
      return training.step(profiles, batches.shapes, rate, steps >= SETTLE);
    },
  });
  void thread.close();
  return training.weights();
}
