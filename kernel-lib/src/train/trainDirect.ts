import { tf } from '../engine/tf';
import { BALL_POINTS } from '../network/ball';
import { bestPose, inPose } from '../network/cubeSymmetry';
import { directForward, type DirectOutput } from '../network/directLayers';
import { encodeFields, type Tensors } from '../network/modeLayers';
import { FEATURE_COUNT } from '../network/profileFeatures';
import type { Weight } from '../network/weights';
import { Trainable } from './trainable';
import { crossEntropy, fieldsOf } from './trainAutoEncoder';
import type { TrainingProfiles } from './trainingCurves';

type Tensor2D = ReturnType<typeof tf.tensor2d>;
type Scalar = ReturnType<typeof tf.scalar>;

/** Weights beside the voxels' cross-entropy: of 1 − correlation, of the latents' and of the radius's likelihood. */
const CORRELATION_WEIGHT = 0.5, LATENT_WEIGHT = 0.004, RADIUS_WEIGHT = 0.01;
/** Likelihood a latent by which components must differ to be told apart: lets all of them learn. */
const TEMPERATURE = 0.05;
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

/** 1 − the mean Pearson correlation of maps and shapes over the ball. */
function decorrelation(logits: Tensor2D, targets: Tensor2D): Scalar {
  const centred = (x: Tensor2D): Tensor2D => tf.sub(x, tf.mean(x, 1, true));
  const map = centred(tf.sigmoid(logits)), shape = centred(targets);
  const norm = tf.sqrt(tf.mul(tf.sum(tf.square(map), 1), tf.sum(tf.square(shape), 1)));
  return tf.sub(1, tf.mean(tf.div(tf.sum(tf.mul(map, shape), 1), tf.add(norm, 1e-6))));
}

/** Negative log-likelihood a latent of a mixture of independent normals; components are told apart softly. */
function latentLoss({ weights, means, logDeviation }: DirectOutput, latents: Tensor2D): Scalar {
  const deviation = tf.expandDims(logDeviation, 1);
  const scaled = tf.div(tf.sub(tf.expandDims(latents, 1), means), tf.exp(deviation));
  const likelihood = tf.neg(tf.mean(tf.add(tf.mul(tf.square(scaled), 0.5), deviation), 2));
  const joint = tf.add(tf.div(likelihood, TEMPERATURE), tf.logSoftmax(weights));
  return tf.mul(tf.mean(tf.logSumExp(joint, 1)), -TEMPERATURE);
}

/** Negative log-likelihood of ln(rmax/Rg). */
function radiusLoss(radius: Tensor2D, radii: Float32Array): Scalar {
  const [mean, logDeviation] = tf.split(radius, 2, 1);
  const scaled = tf.div(tf.sub(tf.tensor2d(radii, [radii.length, 1]), mean), tf.exp(logDeviation));
  return tf.mean(tf.add(tf.mul(tf.square(scaled), 0.5), logDeviation));
}
