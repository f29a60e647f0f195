import { tf } from '../engine/tf';
import { decodeLogits, type Tensors } from './modeLayers';

type Tensor2D = ReturnType<typeof tf.tensor2d>;

/** Share of a Newton step that is taken, momentum, and a floor of the curvature. */
const DAMPING = 0.3, MOMENTUM = 0.6, RIDGE = 5;
/** Weight of the prior |z|²/2: latents of modes that the voxels hardly determine stay small. */
const PRIOR = 0.5;
/** Longest step of a latent, and the range in which latents stay: where voxels are certain the curvature vanishes. */
const LONGEST = 0.5, RANGE = 6;

/**
 * Moves latents towards the code under which a shape is most probable: damped Newton steps with the
 * diagonal of the curvature of the cross-entropy, along the decoder's modes (logistic regression of
 * the voxels on the modes, with a weak normal prior).
 *
 * @param latents [batch, 200] where to start; not disposed of
 * @param shapes [batch, 14147] of 0 and 1
 * @returns [batch, 200]
 */
export function refineLatents(latents: Tensor2D, shapes: Tensor2D, w: Tensors, steps: number): Tensor2D {
  const modes = w['decoder.modes.weight'] as Tensor2D;
  return tf.tidy(() => {
    const squared = tf.square(modes);
    let z: Tensor2D = latents.clone();
    let move: Tensor2D = tf.zerosLike(z);
    for (let s = 0; s < steps; s++) {
      const [nextZ, nextMove] = tf.tidy(() => {
        const p = tf.sigmoid(decodeLogits(z, w));
        const slope = tf.sub(tf.matMul(tf.sub(shapes, p) as Tensor2D, modes, false, true), tf.mul(z, PRIOR));
        const curvature = tf.matMul(tf.mul(p, tf.sub(1, p)) as Tensor2D, squared, false, true);
        const wanted = tf.add(tf.mul(move, MOMENTUM), tf.mul(tf.div(slope, tf.add(curvature, RIDGE)), DAMPING));
        const step = tf.clipByValue(wanted, -LONGEST, LONGEST) as Tensor2D;
        return [tf.clipByValue(tf.add(z, step), -RANGE, RANGE) as Tensor2D, step];
      });
      tf.dispose([z, move]);
      z = nextZ;
      move = nextMove;
    }
    return z;
  });
}
