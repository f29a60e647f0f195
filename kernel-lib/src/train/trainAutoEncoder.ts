import { tf } from '../engine/tf';
import { LATENT_SIZE } from '../network/autoEncoder';
import { BALL_POINTS } from '../grid/unitBall';
import { decodeLogits, encodeFields } from '../network/modeLayers';
import { refineLatents, type Refinement } from '../network/refineLatents';
import type { Weight } from '../network/weights';
import type { Random } from '../random';
import { Trainable } from './trainable';

type Tensor2D = ReturnType<typeof tf.tensor2d>;

/**
 * Learning rates relative to the corrections' own: the linear parts start from a solution, and a
 * layer that reads all 14147 voxels moves its output by thousands of small steps at once.
 */
const RATES: Readonly<Record<string, number>> = {
  'encoder.modes.weight': 1 / 100,
  'encoder.modes.bias': 1 / 10,
  'encoder.hidden1.weight': 1 / 60,
  'decoder.modes.weight': 1 / 20,
  'decoder.modes.bias': 1 / 4,
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
    const value = tf.mean(tf.sub(tf.softplus(prediction), tf.mul(prediction, targets))) as ReturnType<
      typeof tf.scalar
    >;
    return {
      value,
      gradFunc: (dy: ReturnType<typeof tf.tensor>, saved: ReturnType<typeof tf.tensor>[]) =>
        tf.mul(tf.sub(tf.sigmoid(saved[0]), targets), tf.div(dy, prediction.size)),
    };
  })(logits) as ReturnType<typeof tf.scalar>;

/**
 * Rates while the decoder learns from refined latents: its modes are then a logistic regression, which allows
 * longer steps.
 */
const REFINED_RATES: Readonly<Record<string, number>> = { ...RATES, 'decoder.modes.weight': 1 / 8 };
/** Refinement of latents in training: few steps, held near the origin so that the space keeps its scale. */
const REFINEMENT: Refinement = { measure: 'likelihood', steps: 6, ridge: 0.3 };

/**
 * Training of the mode network, one batch at a time. At first encoder and decoder learn together; then the decoder
 * learns from latents refined for each shape, as in encoding, and the encoder learns to approach
 * these.
 */
export class AutoEncoderTraining {
  readonly trainable: Trainable;

  /** @param refined true: the decoder learns from refined latents */
  constructor(
    weights: ReadonlyMap<string, Weight>,
    private readonly refined = false,
  ) {
    this.trainable = new Trainable(weights, refined ? REFINED_RATES : RATES, { averaging: 0.998 });
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
    const loss = this.refined
      ? this.refinedStep(fields, targets, noise, rate)
      : this.jointStep(fields, targets, noise, rate);
    tf.dispose([fields, targets]);
    return loss;
  }

  private jointStep(fields: Tensor2D, targets: Tensor2D, noise: Float32Array, rate: number): number {
    const { variables } = this.trainable;
    return this.trainable.descend(() => {
      const latents = tf.add(
        encodeFields(fields, variables),
        tf.tensor2d(noise, [fields.shape[0], LATENT_SIZE]),
      ) as Tensor2D;
      return crossEntropy(decodeLogits(latents, variables), targets);
    }, rate);
  }

  private refinedStep(fields: Tensor2D, targets: Tensor2D, noise: Float32Array, rate: number): number {
    const { variables } = this.trainable;
    const latents = tf.tidy(() =>
      refineLatents(encodeFields(fields, variables), targets, variables, REFINEMENT),
    );
    let entropy: ReturnType<typeof tf.scalar> | undefined;
    this.trainable.descend(() => {
      const noisy = tf.add(latents, tf.tensor2d(noise, [fields.shape[0], LATENT_SIZE])) as Tensor2D;
      const loss = crossEntropy(decodeLogits(noisy, variables), targets);
      entropy = tf.keep(loss.clone());
      return tf.add(loss, tf.mean(tf.square(tf.sub(encodeFields(fields, variables), latents)))) as ReturnType<
        typeof tf.scalar
      >;
    }, rate);
    const value = entropy!.dataSync()[0];
    tf.dispose([latents, entropy!]);
    return value;
  }
}

/** tanh(d/4) from signed bytes: [n, 14147]. */
export function fieldsOf(samples: Int8Array, n: number): Tensor2D {
  const floats = new Float32Array(samples.length);
  for (let i = 0; i < floats.length; i++) floats[i] = samples[i] / 127;
  return tf.tensor2d(floats, [n, BALL_POINTS]);
}
