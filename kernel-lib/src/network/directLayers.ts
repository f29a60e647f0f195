import { tf } from '../engine/tf';
import { silu, type Tensors } from './modeLayers';

type Tensor2D = ReturnType<typeof tf.tensor2d>;

/** What the direct network says of a batch of profiles. */
export interface DirectOutput {
  /** [batch, 14147] logits of the voxels in the unit ball */
  readonly logits: Tensor2D;
  /** [batch, 200] mean of the latents */
  readonly mean: Tensor2D;
  /** [batch, 200] logarithm of their standard deviation */
  readonly logDeviation: Tensor2D;
}

function dense(x: Tensor2D, w: Tensors, name: string): Tensor2D {
  return tf.add(tf.matMul(x, w[`${name}.weight`] as Tensor2D), w[`${name}.bias`]) as Tensor2D;
}

/** Features of the profile: a hidden layer and two residual ones. */
function trunk(features: Tensor2D, w: Tensors): Tensor2D {
  let h = silu(dense(features, w, 'direct.hidden1'));
  h = tf.add(h, silu(dense(h, w, 'direct.hidden2')));
  return tf.add(h, silu(dense(h, w, 'direct.hidden3')));
}

/**
 * From profile features to a shape: voxel logits through modes of shape, and the distribution of
 * the latents (independent normals) from which a search can start.
 *
 * @param features [batch, FEATURE_COUNT], see `writeFeatures`
 */
export function directForward(features: Tensor2D, w: Tensors): DirectOutput {
  const h = trunk(features, w);
  const logits = dense(dense(h, w, 'direct.features'), w, 'direct.modes');
  const mean = dense(h, w, 'direct.mean');
  const logDeviation = tf.clipByValue(dense(h, w, 'direct.deviation'), -4, 2) as Tensor2D;
  return { logits, mean, logDeviation };
}
