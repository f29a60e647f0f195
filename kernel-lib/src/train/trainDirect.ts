import { tf } from '../engine/tf';
import { BALL_POINTS } from '../network/ball';
import { bestPose, inPose } from '../network/cubeSymmetry';
import { directForward } from '../network/directLayers';
import { encodeFields, type Tensors } from '../network/modeLayers';
import { FEATURE_COUNT } from '../network/profileFeatures';
import type { Weight } from '../network/weights';
import { Trainable } from './trainable';
import { crossEntropy, fieldsOf } from './trainAutoEncoder';

type Tensor2D = ReturnType<typeof tf.tensor2d>;

/** Weight of the latents' likelihood beside the voxels' cross-entropy. */
const LATENT_WEIGHT = 0.004;
const RATES: Readonly<Record<string, number>> = { 'direct.modes.weight': 1 / 10, 'direct.modes.bias': 1 / 4 };

/**
 * Training of the direct network. A shape that is nearly symmetric has several poses that are as
 * canonical as its own: each sample is turned to the one that agrees best with what the network
 * says, so that it need not blur over them.
 */
export class DirectTraining {
  readonly trainable: Trainable;
  private readonly encoder: Record<string, ReturnType<typeof tf.tensor>> = {};

  /** @param autoEncoder its encoder gives the latents to learn */
  constructor(weights: ReadonlyMap<string, Weight>, autoEncoder: ReadonlyMap<string, Weight>) {
    this.trainable = new Trainable(weights, RATES, { averaging: 0.999, decay: 0.02 });
    for (const [name, { shape, values }] of autoEncoder) {
      if (name.startsWith('encoder.')) this.encoder[name] = tf.keep(tf.tensor(values, [...shape]));
    }
  }

  /**
   * One gradient step.
   *
   * @param features n × FEATURE_COUNT
   * @param samples n × 14147 signed bytes: the shapes behind the profiles
   * @param choosePose whether each sample is turned to its best pose first
   * @returns the cross-entropy of the batch
   */
  step(features: Float32Array, samples: Int8Array, rate: number, choosePose: boolean): number {
    const n = samples.length / BALL_POINTS;
    const input = tf.tensor2d(features, [n, FEATURE_COUNT]);
    const posed = choosePose ? this.posed(input, samples) : samples;
    const fields = tf.tidy(() => fieldsOf(posed, n));
    const targets = tf.tidy(() => tf.cast(tf.greater(fields, 0), 'float32') as Tensor2D);
    const latents = tf.tidy(() => encodeFields(fields, this.encoder as Tensors));
    let shapeLoss: ReturnType<typeof tf.scalar> | undefined;
    this.trainable.descend(() => {
      const { logits, mean, logDeviation } = directForward(input, this.trainable.variables);
      const entropy = crossEntropy(logits, targets);
      shapeLoss = tf.keep(entropy.clone());
      // negative log-likelihood of independent normals
      const scaled = tf.div(tf.sub(latents, mean), tf.exp(logDeviation));
      const likelihood = tf.mean(tf.add(tf.mul(tf.square(scaled), 0.5), logDeviation));
      return tf.add(entropy, tf.mul(likelihood, LATENT_WEIGHT)) as ReturnType<typeof tf.scalar>;
    }, rate);
    const loss = shapeLoss!.dataSync()[0];
    tf.dispose([input, fields, targets, latents, shapeLoss!]);
    return loss;
  }

  private posed(input: Tensor2D, samples: Int8Array): Int8Array {
    const logits = tf.tidy(() => directForward(input, this.trainable.variables).logits);
    const values = logits.dataSync() as Float32Array;
    logits.dispose();
    const out = new Int8Array(samples.length);
    for (let start = 0; start < samples.length; start += BALL_POINTS) {
      const sample = samples.subarray(start, start + BALL_POINTS);
      inPose(sample, bestPose(sample, values, start), out.subarray(start, start + BALL_POINTS));
    }
    return out;
  }
}
