import { tf } from '../engine/tf';

type Tensor = ReturnType<typeof tf.tensor>;
type Tensor4D = ReturnType<typeof tf.tensor4d>;
type Tensor5D = ReturnType<typeof tf.tensor5d>;

/**
 * 3D convolution of stride 1 with SAME padding and an odd kernel, as a 2D convolution of planes that have their
 * neighbours as further channels. The native engine's own takes several times as long, and so does its gradient with respect to
 * the input, which here is a convolution of the same kind.
 *
 * @param x [batch, d, h, w, in]
 * @param kernel [k, k, k, in, out]
 * @param fixed true where the kernel needs no gradient
 * @returns [batch, d, h, w, out]
 */
export function convolution(x: Tensor5D, kernel: Tensor5D, fixed = false): Tensor5D {
  if (fixed)
    return tf.customGrad((input, save) => {
      (save as (tensors: Tensor5D[]) => void)([kernel]);
      return {
        value: correlate(input as Tensor5D, kernel),
        gradFunc: (dy: Tensor, saved: Tensor[]) => correlate(dy as Tensor5D, reversed(saved[0] as Tensor5D)),
      };
    })(x) as Tensor5D;
  return tf.customGrad((input, weights, save) => {
    const [a, b] = [input as Tensor5D, weights as Tensor5D];
    (save as (tensors: Tensor5D[]) => void)([a, b]);
    return {
      value: correlate(a, b),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [in5, kernel5] = saved as Tensor5D[];
        return [
          correlate(dy as Tensor5D, reversed(kernel5)),
          kernelSlope(in5, dy as Tensor5D, kernel5.shape),
        ];
      },
    };
  })(x, kernel) as Tensor5D;
}

function correlate(x: Tensor5D, kernel: Tensor5D): Tensor5D {
  return tf.tidy(() => {
    const [batch, d, h, w] = x.shape,
      [edge, , , channels, out] = kernel.shape;
    const planes = neighbouringPlanes(x, edge);
    const taps = tf.reshape(tf.transpose(kernel, [1, 2, 0, 3, 4]), [edge, edge, edge * channels, out]);
    return tf.reshape(tf.conv2d(planes, taps as Tensor4D, 1, 'same'), [batch, d, h, w, out]) as Tensor5D;
  });
}

/** Slope along the kernel: for each offset a the sum of shift_a(x) · dy over the grid. */
function kernelSlope(x: Tensor5D, dy: Tensor5D, shape: readonly number[]): Tensor5D {
  const [edge, , , channels, out] = shape;
  // shift_a(x) · dy = x · shift_−a(dy): the side with fewer channels is shifted
  if (channels > out)
    return tf.tidy(() => reversed(kernelSlope(dy, x, [edge, edge, edge, out, channels]))) as Tensor5D;
  return tf.tidy(() => {
    const [batch, d, h, w] = x.shape;
    const slope = tf
      .engine()
      .runKernel(
        'Conv2DBackpropFilter',
        { x: neighbouringPlanes(x, edge), dy: tf.reshape(dy, [batch * d, h, w, out]) },
        { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', filterShape: [edge, edge, edge * channels, out] },
      ) as Tensor;
    return tf.transpose(tf.reshape(slope, [edge, edge, edge, channels, out]), [2, 0, 1, 3, 4]) as Tensor5D;
  });
}

/** Each plane of a grid with its neighbours as further channels: [batch · d, h, w, edge · channels]. */
function neighbouringPlanes(x: Tensor5D, edge: number): Tensor4D {
  const [batch, d, h, w, channels] = x.shape,
    margin: [number, number] = [(edge - 1) / 2, (edge - 1) / 2];
  const padded = tf.pad(x, [[0, 0], margin, [0, 0], [0, 0], [0, 0]]);
  const shifted = Array.from({ length: edge }, (_, a) =>
    tf.slice(padded, [0, a, 0, 0, 0], [batch, d, h, w, channels]),
  );
  return tf.reshape(tf.concat(shifted, 4), [batch * d, h, w, edge * channels]) as Tensor4D;
}

/** The kernel of the adjoint: reversed, inputs and outputs exchanged. */
function reversed(kernel: Tensor5D): Tensor5D {
  return tf.tidy(() => tf.transpose(tf.reverse(kernel, [0, 1, 2]), [0, 1, 2, 4, 3]) as Tensor5D);
}
