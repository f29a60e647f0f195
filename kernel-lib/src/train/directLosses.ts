import { tf } from '../engine/tf';
import type { DirectOutput } from '../network/directLayers';

type Tensor2D = ReturnType<typeof tf.tensor2d>;
type Scalar = ReturnType<typeof tf.scalar>;

/** Likelihood a latent by which components must differ to be told apart: lets all of them learn. */
const TEMPERATURE = 0.05;
/** 1 − the mean Pearson correlation of maps and shapes over the ball. */
export function decorrelation(logits: Tensor2D, targets: Tensor2D): Scalar {
  const centred = (x: Tensor2D): Tensor2D => tf.sub(x, tf.mean(x, 1, true));
  const map = centred(tf.sigmoid(logits)), shape = centred(targets);
  const norm = tf.sqrt(tf.mul(tf.sum(tf.square(map), 1), tf.sum(tf.square(shape), 1)));
  return tf.sub(1, tf.mean(tf.div(tf.sum(tf.mul(map, shape), 1), tf.add(norm, 1e-6))));
}

/** Negative log-likelihood a latent of a mixture of independent normals; components are told apart softly. */
export function latentLoss({ weights, means, logDeviation }: Pick<DirectOutput, 'weights' | 'means' | 'logDeviation'>, latents: Tensor2D): Scalar {
  const deviation = tf.expandDims(logDeviation, 1);
  const scaled = tf.div(tf.sub(tf.expandDims(latents, 1), means), tf.exp(deviation));
  const likelihood = tf.neg(tf.mean(tf.add(tf.mul(tf.square(scaled), 0.5), deviation), 2));
  const joint = tf.add(tf.div(likelihood, TEMPERATURE), tf.logSoftmax(weights));
  return tf.mul(tf.mean(tf.logSumExp(joint, 1)), -TEMPERATURE);
}

/** Negative log-likelihood of ln(rmax/Rg). */
export function radiusLoss(radius: Tensor2D, radii: Float32Array): Scalar {
  const [mean, logDeviation] = tf.split(radius, 2, 1);
  const scaled = tf.div(tf.sub(tf.tensor2d(radii, [radii.length, 1]), mean), tf.exp(logDeviation));
  return tf.mean(tf.add(tf.mul(tf.square(scaled), 0.5), logDeviation));
}
