import { tf } from '../engine/tf';
import { convolution } from './convolution';
import { evenMaxPool } from './evenMaxPool';
import type { Tensors } from './modeLayers';
import { transposedConvolution } from './transposedConvolution';

type Tensor2D = ReturnType<typeof tf.tensor2d>;
type Tensor5D = ReturnType<typeof tf.tensor5d>;

/** Edge of the padded grid of the paper's network. */
export const PADDED_SIZE = 32;

/** Widths of a network of the paper's form. */
export interface PaperWidths {
  /** channels of the seven convolutions of the encoder; a pooling follows the second and the fourth */
  readonly encoder: readonly number[];
  readonly latents: number;
  /** channels of the 8×8×8 grid that the decoder's dense layer gives */
  readonly dense: number;
  /** channels of the two transposed convolutions */
  readonly up: readonly [number, number];
}

/** The paper's network in its final form (He, Liu & Liu 2020). */
export const PAPER_WIDTHS: PaperWidths = {
  encoder: [64, 64, 128, 128, 128, 128, 128],
  latents: 200,
  dense: 32,
  up: [64, 128],
};
/** Latents of the first of the paper's two stages of training. */
export const FIRST_STAGE_LATENTS = 3000;

/**
 * The paper's network with the n-th part of its filters: as many layers and latents, at an n²-th of the cost.
 *
 * @param n 1 (the paper's own), 2, 4, 8, 16 or 32
 */
export function thinnerWidths(n: number): PaperWidths {
  const { encoder, latents, dense, up } = PAPER_WIDTHS;
  return { encoder: encoder.map((c) => c / n), latents, dense: dense / n, up: [up[0] / n, up[1] / n] };
}

/** Shapes of all weights of an auto-encoder of the paper's form, by name. */
export function paperShapes(widths = PAPER_WIDTHS): ReadonlyMap<string, readonly number[]> {
  const { encoder, latents, dense, up } = widths;
  const shapes = new Map<string, readonly number[]>();
  const layer = (name: string, ...shape: number[]): void => {
    shapes.set(`${name}.weight`, shape);
    shapes.set(`${name}.bias`, [shape[shape.length - 1]]);
  };
  encoder.forEach((to, i) => layer(`paper.conv${i + 1}`, 3, 3, 3, i === 0 ? 1 : encoder[i - 1], to));
  layer('paper.encode', COARSE ** 3 * encoder[encoder.length - 1], latents);
  layer('paper.decode', latents, COARSE ** 3 * dense);
  // a transposed convolution keeps its output channels before its input channels
  shapes.set('paper.up1.weight', [5, 5, 5, up[0], dense]);
  shapes.set('paper.up1.bias', [up[0]]);
  shapes.set('paper.up2.weight', [5, 5, 5, up[1], up[0]]);
  shapes.set('paper.up2.bias', [up[1]]);
  layer('paper.out', 3, 3, 3, up[1], 1);
  return shapes;
}

const CONVOLUTIONS = 7;
/** Convolutions that a pooling follows. */
export const POOLED: readonly number[] = [2, 4];
/** Transposed convolutions of the decoder, in order; each doubles the edge of the grid. */
export const UPSAMPLINGS = ['paper.up1', 'paper.up2'] as const;
/** Edge of the coarse grid between the convolutions and the dense layers. */
const COARSE = 8;

/**
 * Latents of padded grids: seven 3×3×3 convolutions with two poolings, and a dense layer. ReLU follows
 * every layer, so latents are not negative.
 *
 * @param grids [batch, 32, 32, 32, 1]
 * @returns [batch, latents]
 */
export function paperEncode(grids: Tensor5D, w: Tensors): Tensor2D {
  return paperLatents(paperConvolutions(grids, w), w);
}

/** The dense layer of the encoder: latents of what the convolutions gave. */
export function paperLatents(flat: Tensor2D, w: Tensors): Tensor2D {
  return tf.relu(
    tf.add(tf.matMul(flat, w['paper.encode.weight'] as Tensor2D), w['paper.encode.bias']),
  ) as Tensor2D;
}

/** The convolutions of the encoder, flattened: [batch, 8³ × channels]. */
export function paperConvolutions(grids: Tensor5D, w: Tensors, fixed = false): Tensor2D {
  let x = grids;
  for (let layer = 1; layer <= CONVOLUTIONS; layer++) {
    x = tf.relu(
      tf.add(convolution(x, w[`paper.conv${layer}.weight`] as Tensor5D, fixed), w[`paper.conv${layer}.bias`]),
    ) as Tensor5D;
    if (POOLED.includes(layer)) x = evenMaxPool(x);
  }
  return tf.reshape(x, [x.shape[0], -1]);
}

/**
 * Logits of padded grids: a dense layer, two transposed 5×5×5 convolutions of stride 2 and a 3×3×3
 * convolution to one channel.
 *
 * @param latents [batch, latents]
 * @param fixed whether the kernels of the convolutions need no gradients
 * @returns [batch, 32, 32, 32, 1]
 */
export function paperDecode(latents: Tensor2D, w: Tensors, fixed = false): Tensor5D {
  const dense = tf.relu(
    tf.add(tf.matMul(latents, w['paper.decode.weight'] as Tensor2D), w['paper.decode.bias']),
  );
  let x = tf.reshape(dense, [latents.shape[0], COARSE, COARSE, COARSE, -1]) as Tensor5D;
  for (const name of UPSAMPLINGS) {
    x = tf.relu(
      tf.add(transposedConvolution(x, w[`${name}.weight`] as Tensor5D, fixed), w[`${name}.bias`]),
    ) as Tensor5D;
  }
  return tf.add(convolution(x, w['paper.out.weight'] as Tensor5D, fixed), w['paper.out.bias']) as Tensor5D;
}
