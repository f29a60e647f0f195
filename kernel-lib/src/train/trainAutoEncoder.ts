import { tf } from '../engine/tf';
import { LATENT_SIZE } from '../network/autoEncoder';
import { BALL_POINTS } from '../network/ball';
import { decodeLogits, encodeFields } from '../network/modeLayers';
import type { Weight } from '../network/weights';
import type { Random } from '../random';
import { Trainable } from './trainable';

type Tensor2D = ReturnType<typeof tf.tensor2d>;

/**
 * Learning rates relative to the corrections' own: the linear parts start from a solution, and a
 * layer that reads all 14147 voxels moves its output by thousands of small steps at once.
 */
const RATES: Readonly<Record<string, number>> = {
  'encoder.modes.weight': 1 / 100, 'encoder.modes.bias': 1 / 10, 'encoder.hidden1.weight': 1 / 60,
  'decoder.modes.weight': 1 / 20, 'decoder.modes.bias': 1 / 4,
};
/** Standard deviation of the noise on latents in training: neighbours decode to neighbours. */
export const LATENT_NOISE = 0.05;

/**
 * Mean binary cross-entropy of logits against 0/1 targets, with its gradient in one step.
 */
export const crossEntropy = (logits: Tensor2D, targets: Tensor2D): ReturnType<typeof tf.scalar> =>
  tf.customGrad((l, save) => {
    const prediction = l as Tensor2D;
    (save as (tensors: ReturnType<typeof tf.tensor>[]) => void)([prediction]);
    const value = tf.mean(tf.sub(tf.softplus(prediction), tf.mul(prediction, targets))) as ReturnType<typeof tf.scalar>;
    return {
      value,
      gradFunc: (dy: ReturnType<typeof tf.tensor>, saved: ReturnType<typeof tf.tensor>[]) =>
        tf.mul(tf.sub(tf.sigmoid(saved[0]), targets), tf.div(dy, prediction.size)),
    };
  })(logits) as ReturnType<typeof tf.scalar>;

/** Training of the mode network, encoder and decoder together, one batch at a time. */
export class AutoEncoderTraining {
  readonly trainable: Trainable;

  constructor(weights: ReadonlyMap<string, Weight>) {
    this.trainable = new Trainable(weights, RATES, { averaging: 0.998 });
  }

  /**
   * One gradient step.
   *
   * @param samples batch × 14147 signed bytes, see `makeSamples`
   * @returns the loss of the batch before the step
   */
  step(samples: Int8Array, rate: number, random: Random): number {
    const n = samples.length / BALL_POINTS;
    const noise = Float32Array.from({ length: n * LATENT_SIZE }, () => random.normal() * LATENT_NOISE);
    const fields = tf.tidy(() => fieldsOf(samples, n));
    const targets = tf.tidy(() => tf.cast(tf.greater(fields, 0), 'float32') as Tensor2D);
    const { variables } = this.trainable;
    const loss = this.trainable.descend(() => {
      const latents = tf.add(encodeFields(fields, variables), tf.tensor2d(noise, [n, LATENT_SIZE])) as Tensor2D;
      return crossEntropy(decodeLogits(latents, variables), targets);
    }, rate);
    tf.dispose([fields, targets]);
    return loss;
  }
}

/** tanh(d/4) from signed bytes: [n, 14147]. */
export function fieldsOf(samples: Int8Array, n: number): Tensor2D {
  const floats = new Float32Array(samples.length);
  for (let i = 0; i < floats.length; i++) floats[i] = samples[i] / 127;
  return tf.tensor2d(floats, [n, BALL_POINTS]);
}
