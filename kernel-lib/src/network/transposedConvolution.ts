import { tf } from '../engine/tf';
import { convolution } from './convolution';

type Tensor = ReturnType<typeof tf.tensor>;
type Tensor5D = ReturnType<typeof tf.tensor5d>;

const STRIDE = 2;
/**
 * Taps of a kernel of five, by the offset −1, 0, 1 of the input and the parity of the output: the output 2j + r is the sum of
 * the inputs i with the tap r + 1 − 2 (i − j). Five stands for a tap that does not exist.
 */
const TAPS = [3, 4, 1, 2, 5, 0];
const OFFSETS = 3;

/**
 * Transposed 3D convolution of stride 2 with SAME padding: the grid doubles in each direction. Each of the eight parities
 * of the output is a convolution of the input with a kernel of three; all of them are made at once and interleaved.
 *
 * @param x [batch, d, h, w, in]
 * @param kernel [5, 5, 5, out, in]
 * @param fixed true where the kernel needs no gradient, the more expensive one
 * @returns [batch, 2d, 2h, 2w, out]
 */
export function transposedConvolution(x: Tensor5D, kernel: Tensor5D, fixed = false): Tensor5D {
  const [batch, d, h, w] = x.shape,
    out = kernel.shape[3];
  const parities = convolution(x, byParity(kernel), fixed);
  const rows = exchanged(parities, [batch * d * h, w, STRIDE ** 2, STRIDE * out]);
  const planes = exchanged(rows, [batch * d, h, STRIDE, STRIDE * STRIDE * w * out]);
  return tf.reshape(planes, [batch, STRIDE * d, STRIDE * h, STRIDE * w, out]) as Tensor5D;
}

/** The kernel of `convolution` that makes all parities: [3, 3, 3, in, parities · out]. */
function byParity(kernel: Tensor5D): Tensor5D {
  const [, , , out, channels] = kernel.shape;
  const more: [number, number] = [0, 1];
  let taps: Tensor = tf.pad(kernel, [more, more, more, [0, 0], [0, 0]]);
  const index = tf.tensor1d(TAPS, 'int32');
  for (const axis of [0, 1, 2]) taps = tf.gather(taps, index, axis);
  // offsets and parities of the axes in turn: the offsets to the front, then the inputs before parities and outputs
  const pair = STRIDE * OFFSETS;
  taps = exchanged(taps, [OFFSETS, STRIDE, OFFSETS, STRIDE * pair * out * channels]);
  taps = exchanged(taps, [OFFSETS ** 2, STRIDE ** 2, OFFSETS, STRIDE * out * channels]);
  taps = exchanged(taps, [OFFSETS ** 3, STRIDE ** 3 * out, channels, 1]);
  return tf.reshape(taps, [OFFSETS, OFFSETS, OFFSETS, channels, STRIDE ** 3 * out]) as Tensor5D;
}

/** A tensor seen in four dimensions, the second and third of which are exchanged. */
function exchanged(x: Tensor, shape: [number, number, number, number]): Tensor {
  return tf.transpose(tf.reshape(x, shape), [0, 2, 1, 3]);
}
