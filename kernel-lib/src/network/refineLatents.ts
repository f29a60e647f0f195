import { tf } from '../engine/tf';
import { decodeLogits, type Tensors } from './modeLayers';

type Tensor2D = ReturnType<typeof tf.tensor2d>;

/** Share of a Newton step that is taken, momentum, and a floor of the curvature. */
const DAMPING = 0.3, MOMENTUM = 0.6, RIDGE = 5;

/**
 * Moves latents towards the code under which a shape is most probable: damped Newton steps with the
 * diagonal of the curvature of the cross-entropy, along the decoder's modes (logistic regression of
 * the voxels on the modes).
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
        const slope = tf.matMul(tf.sub(shapes, p) as Tensor2D, modes, false, true);
        const curvature = tf.matMul(tf.mul(p, tf.sub(1, p)) as Tensor2D, squared, false, true);
        const step = tf.add(tf.mul(move, MOMENTUM), tf.mul(tf.div(slope, tf.add(curvature, RIDGE)), DAMPING)) as Tensor2D;
        return [tf.add(z, step) as Tensor2D, step];
      });
      tf.dispose([z, move]);
      z = nextZ;
      move = nextMove;
    }
    return z;
  });
}
