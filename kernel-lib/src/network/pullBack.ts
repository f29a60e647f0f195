import { tf } from '../engine/tf';
import { BALL_POINTS } from '../grid/unitBall';
import { LATENT_SIZE } from './autoEncoder';
import { decoderFeatures, featuresSlope, type Tensors } from './modeLayers';

type Tensor2D = ReturnType<typeof tf.tensor2d>;

/** Transposed matrices for the gradient with respect to the latents, made once. */
export interface PullBackParts {
  /** [14147, 200 + features + 1]: latents, features and one to logits, transposed */
  readonly output: Tensor2D;
  readonly hidden: Tensors;
}

/**
 * The gradient with respect to the latents of a function of the decoded probabilities (the chain rule through sigmoid, modes and hidden
 * layers).
 *
 * @param latents 200 numbers
 * @param probabilities 14147 decoded probabilities in the unit ball
 * @param slopes the function's derivative with respect to each of them
 */
export function pullBack(
  latents: Float32Array,
  probabilities: ArrayLike<number>,
  slopes: ArrayLike<number>,
  { output, hidden }: PullBackParts,
): Float64Array {
  const byLogit = Float32Array.from({ length: BALL_POINTS }, (_, b) => {
    const p = probabilities[b];
    return slopes[b] * p * (1 - p);
  });
  const result = tf.tidy(() => {
    const z = tf.tensor2d(latents, [1, LATENT_SIZE]);
    const all = tf.matMul(tf.tensor2d(byLogit, [1, BALL_POINTS]), output);
    const features = decoderFeatures(z, hidden).shape[1];
    const direct = tf.slice(all, [0, 0], [1, LATENT_SIZE]);
    const throughFeatures = tf.slice(all, [0, LATENT_SIZE], [1, features]) as Tensor2D;
    return tf.add(direct, featuresSlope(z, throughFeatures, hidden));
  });
  const slope = Float64Array.from(result.dataSync());
  result.dispose();
  return slope;
}
