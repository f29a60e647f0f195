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
        const winners = tf.cast(tf.equal(x5, doubled(y5)), 'float32') as Tensor5D;
        const number = tf.mul(tf.avgPool3d(winners, EDGE, EDGE, 'valid'), EDGE ** 3);
        return tf.mul(winners, doubled(tf.div(dy, number) as Tensor5D));
      },
    };
  })(x) as Tensor5D;
}

/** Each value at the eight places of its cube: [batch, d, h, w, channels] → [batch, 2d, 2h, 2w, channels]. */
function doubled(x: Tensor5D): Tensor5D {
  const [batch, d, h, w, channels] = x.shape;
  // row by row, plane by plane: what follows an axis is repeated behind it
  const twice = (rows: Tensor, size: number): Tensor => {
    const flat = tf.reshape(rows, [-1, size]);
    return tf.concat([flat, flat], 1);
  };
  const along = twice(twice(twice(x, channels), EDGE * w * channels), EDGE ** 2 * h * w * channels);
  return tf.reshape(along, [batch, EDGE * d, EDGE * h, EDGE * w, channels]) as Tensor5D;
}
