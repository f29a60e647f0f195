import { tf } from '../engine/tf';
import { GRID_POINTS, GRID_SIZE, type ShapeGrid } from '../grid/shapeGrid';
import type { AutoEncoder } from './autoEncoder';
import { PADDED_SIZE, paperDecode, paperEncode, paperShapes } from './paperLayers';
import { weight, type WeightSet } from './weights';

type Tensor5D = ReturnType<typeof tf.tensor5d>;

/** Shapes per batch: the widest layer takes 17 MB per shape. */
const BATCH = 8;
/** Value above which a decoded voxel belongs to the shape (He, Liu & Liu 2020). */
export const PAPER_THRESHOLD = 0.1;

/**
 * The auto-encoder of the paper: VGG-like convolutions to 200 latents and transposed convolutions back,
 * 20 million weights and 11.5 thousand million multiply-adds per shape. It serves for comparison,
 * and can be trained on a GPU; the default is `ModeNetwork`.
 */
export class PaperNetwork implements AutoEncoder {
  readonly name = 'paper';
  /** 200, or 3000 after the first stage of training */
  readonly latentSize: number;
  private readonly tensors: Record<string, ReturnType<typeof tf.tensor>> = {};

  /** @throws InputError when the weights belong to another network */
  constructor(readonly weights: WeightSet) {
    for (const name of paperShapes().keys()) {
      const { shape, values } = weight(weights, name);
      this.tensors[name] = tf.keep(tf.tensor(values, [...shape]));
    }
    this.latentSize = weight(weights, 'paper.encode.bias').values.length;
  }

  encode(grids: ShapeGrid, count: number): Float32Array {
    const latents = new Float32Array(count * this.latentSize);
    for (let first = 0; first < count; first += BATCH) {
      const n = Math.min(BATCH, count - first);
      const result = tf.tidy(() =>
        paperEncode(
          padGrids(grids.subarray(first * GRID_POINTS, (first + n) * GRID_POINTS), n),
          this.tensors,
        ),
      );
      latents.set(result.dataSync(), first * this.latentSize);
      result.dispose();
    }
    return latents;
  }

  decode(latents: Float32Array, count: number): Float32Array {
    const grids = new Float32Array(count * GRID_POINTS);
    for (let first = 0; first < count; first += BATCH) {
      const n = Math.min(BATCH, count - first);
      const result = tf.tidy(() => {
        const z = tf.tensor2d(latents.subarray(first * this.latentSize, (first + n) * this.latentSize), [
          n,
          this.latentSize,
        ]);
        return tf.slice(
          tf.sigmoid(paperDecode(z, this.tensors)) as Tensor5D,
          [0, 0, 0, 0, 0],
          [n, GRID_SIZE, GRID_SIZE, GRID_SIZE, 1],
        );
      });
      grids.set(result.dataSync(), first * GRID_POINTS);
      result.dispose();
    }
    return grids;
  }

  decodeShapes(latents: Float32Array, count: number, threshold = PAPER_THRESHOLD): Uint8Array {
    return Uint8Array.from(this.decode(latents, count), (p) => (p > threshold ? 1 : 0));
  }

  /** Frees the tensors. */
  dispose(): void {
    tf.dispose(Object.values(this.tensors));
  }
}

/** True where the weights are those of a `PaperNetwork`. */
export function holdsPaperNetwork(weights: WeightSet): boolean {
  return weights.arrays.has('paper.encode.weight');
}

/** Grids of 31³ padded with zeros at the high end of each axis: [count, 32, 32, 32, 1]. */
export function padGrids(grids: ShapeGrid, count: number): Tensor5D {
  const plain = tf.tensor5d(Float32Array.from(grids), [count, GRID_SIZE, GRID_SIZE, GRID_SIZE, 1]);
  const more: [number, number] = [0, PADDED_SIZE - GRID_SIZE];
  return tf.pad(plain, [[0, 0], more, more, more, [0, 0]]) as Tensor5D;
}
