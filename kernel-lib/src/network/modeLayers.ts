import { tf } from '../engine/tf';

type Tensor2D = ReturnType<typeof tf.tensor2d>;
/** Weights of a network as tensors (or variables, in training), by name. */
export type Tensors = Readonly<Record<string, ReturnType<typeof tf.tensor>>>;

/** x · sigmoid(x). */
export function silu<T extends ReturnType<typeof tf.tensor>>(x: T): T {
  return tf.mul(x, tf.sigmoid(x));
}

function dense(x: Tensor2D, w: Tensors, name: string): Tensor2D {
  return tf.add(tf.matMul(x, w[`${name}.weight`] as Tensor2D), w[`${name}.bias`]) as Tensor2D;
}

/**
 * Latents of squashed distance fields tanh(d/4) in the unit ball: a linear projection on the modes
 * plus a small correction by two hidden layers.
 *
 * @param fields [batch, 14147]
 * @returns [batch, 200]
 */
export function encodeFields(fields: Tensor2D, w: Tensors): Tensor2D {
  const hidden = silu(dense(silu(dense(fields, w, 'encoder.hidden1')), w, 'encoder.hidden2'));
  return tf.add(
    dense(fields, w, 'encoder.modes'),
    tf.matMul(hidden, w['encoder.correction.weight'] as Tensor2D),
  ) as Tensor2D;
}

/** Hidden features from which the decoder draws what the modes alone cannot: [batch, features]. */
export function decoderFeatures(latents: Tensor2D, w: Tensors): Tensor2D {
  return silu(dense(silu(dense(latents, w, 'decoder.hidden1')), w, 'decoder.hidden2'));
}

/**
 * Logits of the voxels in the unit ball: modes times latents plus features times their own modes.
 *
 * @param latents [batch, 200]
 * @returns [batch, 14147]
 */
export function decodeLogits(latents: Tensor2D, w: Tensors): Tensor2D {
  const features = decoderFeatures(latents, w);
  return tf.add(
    dense(latents, w, 'decoder.modes'),
    tf.matMul(features, w['decoder.correction.weight'] as Tensor2D),
  ) as Tensor2D;
}
