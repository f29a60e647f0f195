import { tf } from '../engine/tf';

type Tensor = ReturnType<typeof tf.tensor>;
type Tensor2D = ReturnType<typeof tf.tensor2d>;
type Tensor5D = ReturnType<typeof tf.tensor5d>;

/** Inputs of one matrix product: enough for its speed, few enough for memory. */
const COLUMNS = 64;

/**
 * 3D convolution of stride 1 with SAME padding and an odd kernel, as products of matrices: with the grid shifted by each
 * offset of the kernel, y = Σ_a shift_a(x) · K_a. The native engine's own takes ten times as long with few channels, and
 * its gradient with respect to the input as well, which here is a convolution of the same kind.
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
      out = kernel.shape[4];
    const rows = tf.reshape(kernel, [-1, out]) as Tensor2D;
    let sum: Tensor2D | undefined;
    for (const { first, columns } of shiftedColumns(x, kernel.shape)) {
      const part = tf.matMul(columns, tf.slice(rows, [first, 0], [columns.shape[1], out]));
      const total = (sum ? tf.add(sum, part) : part) as Tensor2D;
      tf.dispose(sum ? [columns, sum, part] : [columns]);
      sum = total;
    }
    return tf.reshape(sum as Tensor2D, [batch, d, h, w, out]) as Tensor5D;
  });
}

/** Slope along the kernel: shift_a(x)ᵀ · dy for each offset. */
function kernelSlope(x: Tensor5D, dy: Tensor5D, shape: readonly number[]): Tensor5D {
  return tf.tidy(() => {
    const flat = tf.reshape(dy, [-1, shape[4]]) as Tensor2D;
    const parts = [...shiftedColumns(x, shape)].map(({ columns }) => {
      const part = tf.matMul(columns, flat, true, false);
      columns.dispose();
      return part;
    });
    return tf.reshape(tf.concat(parts, 0), [...shape] as Tensor5D['shape']) as Tensor5D;
  });
}

/** The grid shifted by the offsets of a kernel, several side by side: [batch · d · h · w, offsets · in], in the kernel's order. */
function* shiftedColumns(
  x: Tensor5D,
  [edge, , , channels]: readonly number[],
): Generator<{ first: number; columns: Tensor2D }> {
  const [batch, d, h, w] = x.shape,
    margin: [number, number] = [(edge - 1) / 2, (edge - 1) / 2];
  const padded = tf.pad(x, [[0, 0], margin, margin, margin, [0, 0]]);
  const together = Math.max(1, Math.floor(COLUMNS / channels));
  for (let first = 0; first < edge ** 3; first += together) {
    const offsets = Array.from({ length: Math.min(together, edge ** 3 - first) }, (_, i) => first + i);
    const columns = tf.tidy(() => {
      const shifted = offsets.map((e) =>
        tf.slice(
          padded,
          [0, Math.floor(e / edge ** 2), Math.floor(e / edge) % edge, e % edge, 0],
          [batch, d, h, w, channels],
        ),
      );
      return tf.reshape(shifted.length > 1 ? tf.concat(shifted, 4) : shifted[0], [
        batch * d * h * w,
        -1,
      ]) as Tensor2D;
    });
    yield { first: first * channels, columns };
  }
  padded.dispose();
}

/** The kernel of the adjoint: reversed, inputs and outputs exchanged. */
function reversed(kernel: Tensor5D): Tensor5D {
  return tf.tidy(() => tf.transpose(tf.reverse(kernel, [0, 1, 2]), [0, 1, 2, 4, 3]) as Tensor5D);
}
