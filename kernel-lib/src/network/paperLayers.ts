import { tf } from '../engine/tf';
import type { Tensors } from './modeLayers';
import { transposedConvolution } from './transposedConvolution';

type Tensor2D = ReturnType<typeof tf.tensor2d>;
type Tensor5D = ReturnType<typeof tf.tensor5d>;

/** Edge of the padded grid of the paper's network. */
export const PADDED_SIZE = 32;

/** Shapes of all weights of the paper's auto-encoder, by name (He, Liu & Liu 2020). */
export function paperShapes(latents = 200): ReadonlyMap<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>();
  const layer = (name: string, ...shape: number[]): void => {
    shapes.set(`${name}.weight`, shape);
    shapes.set(`${name}.bias`, [shape[shape.length - 1]]);
  };
  ENCODER_CHANNELS.forEach((to, i) => layer(`paper.conv${i + 1}`, 3, 3, 3, i === 0 ? 1 : ENCODER_CHANNELS[i - 1], to));
  layer('paper.encode', 8 * 8 * 8 * 128, latents);
  layer('paper.decode', latents, 8 * 8 * 8 * 32);
  // a transposed convolution keeps its output channels before its input channels
  shapes.set('paper.up1.weight', [5, 5, 5, 64, 32]);
  shapes.set('paper.up1.bias', [64]);
  shapes.set('paper.up2.weight', [5, 5, 5, 128, 64]);
  shapes.set('paper.up2.bias', [128]);
  layer('paper.out', 3, 3, 3, 128, 1);
  return shapes;
}

/** Channels of the seven convolutions; a pooling follows the second and the fourth. */
export const ENCODER_CHANNELS = [64, 64, 128, 128, 128, 128, 128] as const;
export const POOLED: readonly number[] = [2, 4];
/** Transposed convolutions of the decoder, in order; each doubles the edge of the grid. */
export const UPSAMPLINGS = ['paper.up1', 'paper.up2'] as const;

/**
 * Latents of padded grids: seven 3×3×3 convolutions with two poolings, and a dense layer. ReLU follows
 * every layer, so latents are not negative.
 *
 * @param grids [batch, 32, 32, 32, 1]
 * @returns [batch, latents]
 */
export function paperEncode(grids: Tensor5D, w: Tensors): Tensor2D {
  const flat = paperConvolutions(grids, w);
  return tf.relu(tf.add(tf.matMul(flat, w['paper.encode.weight'] as Tensor2D), w['paper.encode.bias'])) as Tensor2D;
}

/** The convolutions of the encoder, flattened: [batch, 65536]. */
export function paperConvolutions(grids: Tensor5D, w: Tensors): Tensor2D {
  let x = grids;
  for (let layer = 1; layer <= ENCODER_CHANNELS.length; layer++) {
    x = tf.relu(tf.add(tf.conv3d(x, w[`paper.conv${layer}.weight`] as Tensor5D, 1, 'same'), w[`paper.conv${layer}.bias`])) as Tensor5D;
    if (POOLED.includes(layer)) x = tf.maxPool3d(x, 2, 2, 'valid');
  }
  return tf.reshape(x, [x.shape[0], -1]);
}

/**
 * Logits of padded grids: a dense layer, two transposed 5×5×5 convolutions of stride 2 and a 3×3×3
 * convolution to one channel.
 *
 * @param latents [batch, latents]
 * @returns [batch, 32, 32, 32, 1]
 */
export function paperDecode(latents: Tensor2D, w: Tensors): Tensor5D {
  const dense = tf.relu(tf.add(tf.matMul(latents, w['paper.decode.weight'] as Tensor2D), w['paper.decode.bias']));
  let x = tf.reshape(dense, [latents.shape[0], 8, 8, 8, 32]) as Tensor5D;
  for (const name of UPSAMPLINGS) {
    x = tf.relu(tf.add(transposedConvolution(x, w[`${name}.weight`] as Tensor5D), w[`${name}.bias`])) as Tensor5D;
  }
  return tf.add(tf.conv3d(x, w['paper.out.weight'] as Tensor5D, 1, 'same'), w['paper.out.bias']) as Tensor5D;
}
