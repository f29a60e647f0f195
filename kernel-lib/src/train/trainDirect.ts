import { tf } from '../engine/tf';
import { BALL_POINTS } from '../network/ball';
import { bestPose, inPose } from '../network/cubeSymmetry';
import { directForward } from '../network/directLayers';
import { encodeFields, type Tensors } from '../network/modeLayers';
import { FEATURE_COUNT } from '../network/profileFeatures';
import type { Weight } from '../network/weights';
import { decorrelation, latentLoss, radiusLoss } from './directLosses';
import { Trainable } from './trainable';
import { crossEntropy, fieldsOf } from './trainAutoEncoder';
import type { TrainingProfiles } from './trainingCurves';

type Tensor2D = ReturnType<typeof tf.tensor2d>;
type Scalar = ReturnType<typeof tf.scalar>;

/** Weights beside the voxels' cross-entropy: of 1 − correlation, of the latents' and of the radius's likelihood. */
const CORRELATION_WEIGHT = 0.5, LATENT_WEIGHT = 0.004, RADIUS_WEIGHT = 0.01;
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
   * @param profiles n simulated curves
   * @param samples n × 14147 signed bytes: the shapes behind the profiles
   * @param choosePose whether each sample is turned to its best pose first
   * @returns the cross-entropy of the batch
   */
  step({ features, radii }: TrainingProfiles, samples: Int8Array, rate: number, choosePose: boolean): number {
    const n = samples.length / BALL_POINTS;
    const input = tf.tensor2d(features, [n, FEATURE_COUNT]);
    const posed = choosePose ? this.posed(input, samples) : samples;
    const fields = tf.tidy(() => fieldsOf(posed, n));
    const targets = tf.tidy(() => tf.cast(tf.greater(fields, 0), 'float32') as Tensor2D);
    const latents = tf.tidy(() => encodeFields(fields, this.encoder as Tensors));
    let shapeLoss: Scalar | undefined;
    this.trainable.descend(() => {
      const output = directForward(input, this.trainable.variables);
      const entropy = crossEntropy(output.logits, targets);
      shapeLoss = tf.keep(entropy.clone());
      return tf.addN([
        entropy,
        tf.mul(decorrelation(output.logits, targets), CORRELATION_WEIGHT),
        tf.mul(latentLoss(output, latents), LATENT_WEIGHT),
        tf.mul(radiusLoss(output.radius, radii), RADIUS_WEIGHT),
      ]) as Scalar;
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
