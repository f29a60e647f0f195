import { currentBackend, tf } from '../engine/tf';

type Tensor5D = ReturnType<typeof tf.tensor5d>;

const STRIDE = 2;

/**
 * Transposed 3D convolution of stride 2 with SAME padding: the grid doubles in each direction. The
 * tensor library has no gradient for it, so it is given here: that of the input is a convolution of
 * stride 2 of the output's gradient, that of the kernel the gradient of this convolution by its kernel.
 *
 * On wasm, whose own transposed convolution is wrong in this version, the input is spread with zeros and
 * convolved, which is the same.
 *
 * @param x [batch, d, h, w, in]
 * @param kernel [k, k, k, out, in]
 * @param fixed true where the kernel needs no gradient, the more expensive one
 * @returns [batch, 2d, 2h, 2w, out]
 */
export function transposedConvolution(x: Tensor5D, kernel: Tensor5D, fixed = false): Tensor5D {
  if (currentBackend() === 'wasm') return spreadConvolution(x, kernel);
  const [batch, d, h, w] = x.shape;
  const outShape: [number, number, number, number, number] = [
    batch,
    STRIDE * d,
    STRIDE * h,
    STRIDE * w,
    kernel.shape[3],
  ];
  if (fixed) {
    return tf.customGrad((input) => ({
      value: tf.conv3dTranspose(input as Tensor5D, kernel, outShape, STRIDE, 'same'),
      gradFunc: (dy: ReturnType<typeof tf.tensor>) => tf.conv3d(dy as Tensor5D, kernel, STRIDE, 'same'),
    }))(x) as Tensor5D;
  }
  const operation = tf.customGrad((input, weights, save) => {
    const [a, b] = [input as Tensor5D, weights as Tensor5D];
    (save as (tensors: Tensor5D[]) => void)([a, b]);
    return {
      value: tf.conv3dTranspose(a, b, outShape, STRIDE, 'same'),
      gradFunc: (dy: ReturnType<typeof tf.tensor>, saved: ReturnType<typeof tf.tensor>[]) => {
        const [in5, kernel5] = saved as Tensor5D[];
        return [
          tf.conv3d(dy as Tensor5D, kernel5, STRIDE, 'same'),
          kernelGradient(dy as Tensor5D, kernel5, in5),
        ];
      },
    };
  });
  return operation(x, kernel) as Tensor5D;
}

/** Gradient of ⟨conv3d(dy, kernel), x⟩ by the kernel. */
function kernelGradient(dy: Tensor5D, kernel: Tensor5D, x: Tensor5D): Tensor5D {
  return tf
    .engine()
    .runKernel(
      'Conv3DBackpropFilterV2',
      { x: dy, dy: x },
      { strides: STRIDE, pad: 'same', filterShape: kernel.shape },
    ) as Tensor5D;
}

/** The same by zeros between the input's points and a plain convolution with the reversed kernel. */
function spreadConvolution(x: Tensor5D, kernel: Tensor5D): Tensor5D {
  return tf.tidy(() => {
    const k = kernel.shape[0];
    let spread: ReturnType<typeof tf.tensor> = x;
    for (const axis of [1, 2, 3]) spread = spreadAxis(spread, axis);
    // SAME with stride 2 pads (k − 2) / 2 before and the rest after; of the adjoint, k − 1 less that
    const before = Math.floor((k - STRIDE) / 2);
    const low = k - 1 - before,
      high = before + 1;
    const padded = tf.pad(spread, [
      [0, 0],
      [low, high - 1],
      [low, high - 1],
      [low, high - 1],
      [0, 0],
    ]) as Tensor5D;
    const turned = tf.transpose(tf.reverse(kernel, [0, 1, 2]), [0, 1, 2, 4, 3]) as Tensor5D;
    return tf.conv3d(padded, turned, 1, 'valid');
  });
}

/** Puts a zero behind each point along an axis. */
function spreadAxis(x: ReturnType<typeof tf.tensor>, axis: number): ReturnType<typeof tf.tensor> {
  const doubled = x.shape.slice();
  doubled[axis] *= STRIDE;
  return tf.reshape(tf.stack([x, tf.zerosLike(x)], axis + 1), doubled);
}
