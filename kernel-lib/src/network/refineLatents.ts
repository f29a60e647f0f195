import { tf } from '../engine/tf';
import { decoderFeatures, type Tensors } from './modeLayers';

type Tensor2D = ReturnType<typeof tf.tensor2d>;

/** Share of a Newton step that is taken, momentum, and a floor of the curvature. */
const DAMPING = 0.3, MOMENTUM = 0.9, FLOOR = 5;
/** Longest step of a latent, and the range in which latents stay: where voxels are certain the curvature vanishes. */
const LONGEST = 0.5, RANGE = 6;

/** How latents are refined. */
export interface Refinement {
  readonly steps: number;
  /**
   * weight ρ of a prior ½ρ|z|² beside the cross-entropy summed over the voxels: 0 for the code under which the
   * shape is most probable, 1 for the most probable code of a whitened latent space
   */
  readonly ridge: number;
}

/**
 * Moves latents towards the code under which a shape is most probable: damped Newton steps with momentum down the
 * cross-entropy of the decoder, with the exact slope and the diagonal of the curvature along the decoder's modes
 * (logistic regression of the voxels on the modes). Of all steps the best is taken, so no latents get worse.
 *
 * @param latents [batch, 200] where to start; not disposed of
 * @param shapes [batch, 14147] of 0 and 1
 * @returns [batch, 200]
 */
export function refineLatents(latents: Tensor2D, shapes: Tensor2D, w: Tensors, { steps, ridge }: Refinement): Tensor2D {
  const modes = w['decoder.modes.weight'] as Tensor2D;
  return tf.tidy(() => {
    const squared = tf.square(modes) as Tensor2D;
    let state = { z: latents.clone(), move: tf.zerosLike(latents), best: latents.clone(), least: tf.fill([latents.shape[0], 1], Infinity) as Tensor2D };
    for (let s = 0; s <= steps; s++) {
      const next = tf.tidy(() => oneStep(state, shapes, w, { modes, squared, ridge }));
      tf.dispose(state);
      state = next;
    }
    return state.best;
  });
}

interface RefinementState {
  [name: string]: Tensor2D;
  readonly z: Tensor2D;
  readonly move: Tensor2D;
  /** latents of the least objective so far, and that objective */
  readonly best: Tensor2D;
  readonly least: Tensor2D;
}

function oneStep(
  { z, move, best, least }: RefinementState, shapes: Tensor2D, w: Tensors,
  { modes, squared, ridge }: { modes: Tensor2D; squared: Tensor2D; ridge: number },
): RefinementState {
  const corrections = w['decoder.correction.weight'] as Tensor2D;
  const features = decoderFeatures(z, w);
  const logits = tf.add(tf.add(tf.matMul(z, modes), w['decoder.modes.bias']), tf.matMul(features, corrections));
  const entropy = tf.sum(tf.sub(tf.softplus(logits), tf.mul(logits, shapes)), 1, true);
  const objective = tf.add(entropy, tf.mul(tf.sum(tf.square(z), 1, true), ridge / 2)) as Tensor2D;
  const better = tf.less(objective, least);
  const p = tf.sigmoid(logits);
  const residual = tf.sub(shapes, p) as Tensor2D;
  const throughFeatures = tf.grad((latents) => decoderFeatures(latents as Tensor2D, w))(z, tf.matMul(residual, corrections, false, true));
  const slope = tf.sub(tf.add(tf.matMul(residual, modes, false, true), throughFeatures), tf.mul(z, ridge));
  const curvature = tf.add(tf.matMul(tf.mul(p, tf.sub(1, p)) as Tensor2D, squared, false, true), FLOOR + ridge);
  const wanted = tf.add(tf.mul(move, MOMENTUM), tf.mul(tf.div(slope, curvature), DAMPING));
  const step = tf.clipByValue(wanted, -LONGEST, LONGEST) as Tensor2D;
  return {
    z: tf.clipByValue(tf.add(z, step), -RANGE, RANGE) as Tensor2D, move: step,
    best: tf.where(tf.tile(better, [1, z.shape[1]]), z, best) as Tensor2D, least: tf.minimum(objective, least) as Tensor2D,
  };
}
