import { tf } from '../engine/tf';
import type { DirectOutput } from '../network/directLayers';

type Tensor2D = ReturnType<typeof tf.tensor2d>;
type Scalar = ReturnType<typeof tf.scalar>;

/** Log-likelihood per latent by which components must differ to be distinguished, so that all of them learn. */
const TEMPERATURE = 0.05;
/** Added to variances, so that a shape with all points or none does not divide by zero. */
const LEAST = 1e-6;

/**
 * Mean binary cross-entropy of the voxels plus `weight` times 1 − the mean Pearson correlation of maps and shapes. The
 * gradient is written out: with a = p − p̄, b = t − t̄ and c their correlation, ∂c/∂p = b/(|a||b|) − c a/|a|².
 *
 * @param logits [batch, points]
 * @param targets [batch, points] of 0 and 1
 */
export function shapeLoss(logits: Tensor2D, targets: Tensor2D, weight: number): Scalar {
  const [batch, points] = logits.shape;
  return tf.customGrad((input, save) => {
    const l = input as Tensor2D;
    const p = tf.sigmoid(l) as Tensor2D;
    const sum = (x: Tensor2D): Tensor2D => tf.sum(x, 1, true);
    const pSum = sum(p),
      tSum = sum(targets),
      joint = sum(tf.mul(p, targets));
    const variance = (squares: Tensor2D, total: Tensor2D): Tensor2D =>
      tf.add(tf.sub(squares, tf.div(tf.square(total), points)), LEAST);
    // t² = t
    const aa = variance(sum(tf.square(p)), pSum),
      bb = variance(tSum, tSum);
    const ab = tf.sub(joint, tf.div(tf.mul(pSum, tSum), points));
    const norm = tf.sqrt(tf.mul(aa, bb)) as Tensor2D;
    const c = tf.div(ab, norm) as Tensor2D;
    const entropy = tf.div(tf.sub(tf.sum(tf.softplus(l)), tf.sum(tf.mul(l, targets))), batch * points);
    (save as (tensors: ReturnType<typeof tf.tensor>[]) => void)([
      p,
      tf.div(1, norm),
      tf.div(c, aa),
      tf.div(pSum, points),
      tf.div(tSum, points),
    ]);
    return {
      value: tf.add(entropy, tf.mul(tf.sub(1, tf.mean(c)), weight)) as Scalar,
      gradFunc: (dy: ReturnType<typeof tf.tensor>, saved: ReturnType<typeof tf.tensor>[]) => {
        const [p, perNorm, perVariance, pMean, tMean] = saved as Tensor2D[];
        // −weight/batch · ∂c/∂p as A t + B p + C
        const A = tf.mul(perNorm, -weight / batch),
          B = tf.mul(perVariance, weight / batch);
        const C = tf.neg(tf.add(tf.mul(A, tMean), tf.mul(B, pMean)));
        const ofCorrelation = tf.mul(
          tf.add(tf.add(tf.mul(targets, A), tf.mul(p, B)), C),
          tf.mul(p, tf.sub(1, p)),
        );
        return tf.mul(tf.add(ofCorrelation, tf.mul(tf.sub(p, targets), 1 / (batch * points))), dy);
      },
    };
  })(logits) as Scalar;
}

/** Negative log-likelihood per latent of a mixture of independent normals, with soft assignment to components. */
export function latentLoss(
  { weights, means, logDeviation }: Pick<DirectOutput, 'weights' | 'means' | 'logDeviation'>,
  latents: Tensor2D,
): Scalar {
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
