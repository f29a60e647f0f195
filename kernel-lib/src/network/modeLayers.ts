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

/** Hidden features from which the decoder adds details that the modes cannot represent: [batch, features]. */
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

/**
 * The gradient with respect to the latents, from that with respect to the decoder's features. Written out, because gradients of tensors are not
 * registered with the wasm backend alone.
 */
export function featuresSlope(z: Tensor2D, slope: Tensor2D, w: Tensors): Tensor2D {
  const [weight1, weight2] = ['decoder.hidden1.weight', 'decoder.hidden2.weight'].map(
    (name) => w[name] as Tensor2D,
  );
  const before1 = tf.add(tf.matMul(z, weight1), w['decoder.hidden1.bias']) as Tensor2D;
  const before2 = tf.add(tf.matMul(silu(before1), weight2), w['decoder.hidden2.bias']) as Tensor2D;
  const along1 = tf.matMul(tf.mul(slope, siluSlope(before2)) as Tensor2D, tf.transpose(weight2));
  return tf.matMul(tf.mul(along1, siluSlope(before1)) as Tensor2D, tf.transpose(weight1));
}

/** The derivative of `silu`: s (1 + x (1 − s)), s the sigmoid of x. */
function siluSlope(x: Tensor2D): Tensor2D {
  const s = tf.sigmoid(x);
  return tf.mul(s, tf.add(tf.mul(x, tf.sub(1, s)), 1));
}
