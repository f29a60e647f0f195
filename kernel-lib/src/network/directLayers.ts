import { tf } from '../engine/tf';
import { LATENT_SIZE } from './autoEncoder';
import { silu, type Tensors } from './modeLayers';

type Tensor2D = ReturnType<typeof tf.tensor2d>;
type Tensor3D = ReturnType<typeof tf.tensor3d>;

/** Number of components of the distribution of the latents. */
export const COMPONENTS = 4;

/** Output of the direct network for a batch of profiles. */
export interface DirectOutput {
  /** [batch, 14147] logits of the voxels in the unit ball */
  readonly logits: Tensor2D;
  /** [batch, 4] logarithm of each component's weight, up to a constant */
  readonly weights: Tensor2D;
  /** [batch, 4, 200] mean of the latents in each component */
  readonly means: Tensor3D;
  /** [batch, 200] logarithm of their standard deviation, the same in all */
  readonly logDeviation: Tensor2D;
  /** [batch, 2] ln(rmax / Rg): mean, and logarithm of its standard deviation */
  readonly radius: Tensor2D;
}

function dense(x: Tensor2D, w: Tensors, name: string): Tensor2D {
  return tf.add(tf.matMul(x, w[`${name}.weight`] as Tensor2D), w[`${name}.bias`]) as Tensor2D;
}

/** Features of the profile: a hidden layer and all residual layers that have weights. */
export function directTrunk(features: Tensor2D, w: Tensors): Tensor2D {
  let h = silu(dense(features, w, 'direct.hidden1'));
  for (let layer = 2; w[`direct.hidden${layer}.weight`]; layer++)
    h = tf.add(h, silu(dense(h, w, `direct.hidden${layer}`)));
  return h;
}

/** Bounds of the logarithm of a standard deviation. */
const NARROWEST = -4,
  WIDEST = 2;

/**
 * From profile features to a shape: voxel logits through modes of shape; the distribution of the latents, a mixture of
 * independent normals, from which a search can start; and the distribution of the radius.
 *
 * @param features [batch, FEATURE_COUNT], see `writeFeatures`
 */
export function directForward(features: Tensor2D, w: Tensors): DirectOutput {
  const h = directTrunk(features, w);
  return { logits: shapeLogits(h, w), ...latentMixture(h, w), radius: radiusDistribution(h, w) };
}

/**
 * Logits of the voxels.
 *
 * @param h [batch, width], see `directTrunk`
 * @returns as many columns as `direct.modes.weight` has
 */
export function shapeLogits(h: Tensor2D, w: Tensors): Tensor2D {
  return dense(dense(h, w, 'direct.features'), w, 'direct.modes');
}

/** The distribution of the latents. */
export function latentMixture(
  h: Tensor2D,
  w: Tensors,
): Pick<DirectOutput, 'weights' | 'means' | 'logDeviation'> {
  return {
    weights: dense(h, w, 'direct.weights'),
    means: tf.reshape(dense(h, w, 'direct.means'), [-1, COMPONENTS, LATENT_SIZE]),
    logDeviation: bounded(dense(h, w, 'direct.deviation')),
  };
}

/** The distribution of ln(rmax / Rg). */
export function radiusDistribution(h: Tensor2D, w: Tensors): Tensor2D {
  const [ratio, deviation] = tf.split(dense(h, w, 'direct.radius'), 2, 1) as Tensor2D[];
  return tf.concat([ratio, bounded(deviation)], 1) as Tensor2D;
}

function bounded(x: Tensor2D): Tensor2D {
  return tf.clipByValue(x, NARROWEST, WIDEST);
}
