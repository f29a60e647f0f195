import { join } from 'node:path';
import { BALL_POINTS } from '../../grid/unitBall';
import type { Weight } from '../../network/weights';
import { Random } from '../../random';
import { CURVE_ROW } from '../../train/samples/curveTable';
import { directStart } from '../../train/directStart';
import { DirectTraining } from '../../train/trainDirect';
import { THINNINGS } from '../../train/thinnedModes';
import { inputWhitening } from '../../train/inputWhitening';
import { trainingProfiles, type TrainingProfiles } from '../../train/samples/trainingCurves';
import { CURVE_VARIATIONS } from '../../train/samples/sample';
import type { DirectRecipe } from './recipe';
import type { TrainingOptions } from './trainAutoEncoderRun';
import type { SampleFile } from './sampleCache';
import { trainingLoop } from './trainingLoop';

const BATCH = 192;
const PEAK_RATE = 1e-3;
/** Batches of curves whose features are whitened. */
const WHITENING_BATCHES = 32;
/** Steps before samples are turned to their best pose: the network needs some training first. */
const SETTLE = 600;

/**
 * Trains the network from a profile to a shape, until its samples or its time are used up; an interrupted run continues.
 *
 * @param options `most` counts curves
 * @param form its hidden layers, and the shares of the variations among its samples
 * @param name of its checkpoint, without folder and ending
 * @param curves curve rows of each variation, see `curveCache`
 * @param samples shapes of the same variations
 * @param autoEncoder weights of the auto-encoder whose latents it learns
 * @returns the averaged weights
 */
export function trainDirectRun(
  options: TrainingOptions,
  form: DirectRecipe,
  name: string,
  curves: readonly Float32Array[],
  samples: readonly SampleFile[],
  autoEncoder: ReadonlyMap<string, Weight>,
): Map<string, Weight> {
  const { folder, seed, structures, minutes, most, report, checkpointSeconds } = options;
  const draw = variationDraw(curves.length, form.shares);
  const batch = new Int8Array(BATCH * BALL_POINTS);
  const rows = new Float32Array(BATCH * CURVE_ROW);
  /** a batch of curves, and of the shapes behind them where these are needed */
  const next = (random: Random, shapes: boolean): TrainingProfiles => {
    for (let i = 0; i < BATCH; i++) {
      const variation = draw(random.uniform());
      const s = structures[random.integer(structures.length)];
      if (shapes) samples[variation].read([s], batch.subarray(i * BALL_POINTS, (i + 1) * BALL_POINTS));
      rows.set(curves[variation].subarray(s * CURVE_ROW, (s + 1) * CURVE_ROW), i * CURVE_ROW);
    }
    return trainingProfiles(rows, BATCH, random);
  };
  const first = Array.from(
    { length: WHITENING_BATCHES },
    (_, k) => next(Random.stream(seed, 'direct whitening', k), false).features,
  );
  const training = new DirectTraining(
    directStart(autoEncoder, Random.stream(seed, 'direct start'), form),
    autoEncoder,
    inputWhitening(Float32Array.from(first.flatMap((features) => [...features])), WHITENING_BATCHES * BATCH),
  );
  trainingLoop({
    name: 'direct network',
    trainable: training.trainable,
    batch: BATCH,
    peakRate: PEAK_RATE,
    minutes,
    report,
    steps: most && Math.ceil(most / BATCH),
    checkpointSeconds,
    checkpoint: join(folder, `${name}.checkpoint`),
    step(rate, steps) {
      return training.step(
        next(Random.stream(seed, 'direct', steps), true),
        batch,
        rate,
        steps >= SETTLE,
        steps % THINNINGS,
      );
    },
  });
  return training.weights();
}

/** From a number in [0, 1) to a variation, each as often as its share says. */
function variationDraw(count: number, shares: DirectRecipe['shares'] = {}): (uniform: number) => number {
  const each = CURVE_VARIATIONS.slice(0, count).map((name) => shares[name] ?? 1);
  const total = each.reduce((sum, share) => sum + share, 0);
  return (uniform) => {
    let left = uniform * total;
    const drawn = each.findIndex((share) => (left -= share) < 0);
    // a rounded sum may leave nothing
    return drawn < 0 ? each.findIndex((share) => share > 0) : drawn;
  };
}
