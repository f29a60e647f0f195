import { tf } from '../engine/tf';

type Tensor = ReturnType<typeof tf.tensor>;
type Tensor5D = ReturnType<typeof tf.tensor5d>;

const EDGE = 2;

/**
 * Largest value of each 2×2×2 cube. Where several values are the largest they share the gradient evenly. The native
 * engine's own gradient goes to each of them in full, up to eight times too much inside a body or outside it,
 * where a layer gives the same value everywhere.
 *
 * @param x [batch, 2d, 2h, 2w, channels]
 * @returns [batch, d, h, w, channels]
 */
export function evenMaxPool(x: Tensor5D): Tensor5D {
  return tf.customGrad((input, save) => {
    const value = tf.maxPool3d(input as Tensor5D, EDGE, EDGE, 'valid');
    (save as (tensors: Tensor[]) => void)([input as Tensor5D, value]);
    return {
      value,
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [x5, y5] = saved as Tensor5D[];
        const winners = poolGradient(tf.onesLike(y5), x5, y5);
        const number = tf.mul(tf.avgPool3d(winners, EDGE, EDGE, 'valid'), EDGE ** 3);
        return poolGradient(tf.div(dy, number), x5, y5);
      },
    };
  })(x) as Tensor5D;
}

function poolGradient(dy: Tensor, input: Tensor5D, output: Tensor5D): Tensor5D {
  return tf
    .engine()
    .runKernel(
      'MaxPool3DGrad',
      { dy, input, output },
      { filterSize: EDGE, strides: EDGE, pad: 'valid' },
    ) as Tensor5D;
}
