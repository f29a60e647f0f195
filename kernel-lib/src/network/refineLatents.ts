import { tf } from '../engine/tf';
import { decodeLogits, type Tensors } from './modeLayers';

type Tensor2D = ReturnType<typeof tf.tensor2d>;

/** Share of a Newton step that is taken, momentum, and a floor of the curvature. */
const DAMPING = 0.3, MOMENTUM = 0.6, RIDGE = 5;
/** Longest step of a latent, and the range in which latents stay: where voxels are certain the curvature vanishes. */
const LONGEST = 0.5, RANGE = 6;

/**
 * Moves latents towards the code under which a shape is most probable: damped Newton steps with the
 * diagonal of the curvature of the cross-entropy, along the decoder's modes (logistic regression of
 * the voxels on the modes). Of all steps the best is taken, so no latents get worse.
 *
 * @param latents [batch, 200] where to start; not disposed of
 * @param shapes [batch, 14147] of 0 and 1
 * @param modes from `refinementModes`
 * @returns [batch, 200]
 */
export function refineLatents(latents: Tensor2D, shapes: Tensor2D, w: Tensors, steps: number, modes: RefinementModes): Tensor2D {
  return tf.tidy(() => {
    let state = { z: latents.clone(), move: tf.zerosLike(latents), best: latents.clone(), least: tf.fill([latents.shape[0], 1], Infinity) as Tensor2D };
    for (let s = 0; s <= steps; s++) {
      const next = tf.tidy(() => oneStep(state, shapes, w, modes));
      tf.dispose(state);
      state = next;
    }
    return state.best;
  });
}

/** The decoder's modes as columns, and their squares: [14147, 200] each. */
export interface RefinementModes {
  readonly modes: Tensor2D;
  readonly squared: Tensor2D;
}

/**
 * The modes of `refineLatents`, to be made once and kept: the wasm backend multiplies by a transposed
 * matrix several times more slowly than by one that stands ready.
 */
export function refinementModes(w: Tensors): RefinementModes {
  return tf.tidy(() => {
    const modes = tf.keep(tf.transpose(w['decoder.modes.weight'] as Tensor2D));
    return { modes, squared: tf.keep(tf.square(modes)) };
  });
}

interface RefinementState {
  [name: string]: Tensor2D;
  readonly z: Tensor2D;
  readonly move: Tensor2D;
  /** latents of the least cross-entropy so far, and that cross-entropy */
  readonly best: Tensor2D;
  readonly least: Tensor2D;
}

function oneStep({ z, move, best, least }: RefinementState, shapes: Tensor2D, w: Tensors, { modes, squared }: RefinementModes): RefinementState {
  const logits = decodeLogits(z, w);
  const entropy = tf.sum(tf.sub(tf.softplus(logits), tf.mul(logits, shapes)), 1, true) as Tensor2D;
  const better = tf.less(entropy, least);
  const p = tf.sigmoid(logits);
  const slope = tf.matMul(tf.sub(shapes, p) as Tensor2D, modes);
  const curvature = tf.matMul(tf.mul(p, tf.sub(1, p)) as Tensor2D, squared);
  const wanted = tf.add(tf.mul(move, MOMENTUM), tf.mul(tf.div(slope, tf.add(curvature, RIDGE)), DAMPING));
  const step = tf.clipByValue(wanted, -LONGEST, LONGEST) as Tensor2D;
  return {
    z: tf.clipByValue(tf.add(z, step), -RANGE, RANGE) as Tensor2D, move: step,
    best: tf.where(tf.tile(better, [1, z.shape[1]]), z, best) as Tensor2D, least: tf.minimum(entropy, least) as Tensor2D,
  };
}
