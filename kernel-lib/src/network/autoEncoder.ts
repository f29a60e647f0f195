import type { ShapeGrid } from '../grid/shapeGrid';

/** Number of latents of a shape. */
export const LATENT_SIZE = 200;

/**
 * Effort of encoding: `full` gives the latents whose map is nearest to the shape, `probable` the most
 * probable latents given the shape (for libraries and priors), `quick` the same with fewer exact digits.
 */
export type Effort = 'full' | 'probable' | 'quick';

/**
 * Compresses 31³ voxel shapes to 200 latents and back. Two definitions stand behind this
 * interface: `ModeNetwork` (the default) and `PaperNetwork` (He, Liu & Liu 2020).
 */
export interface AutoEncoder {
  readonly name: string;
  /** false where there is only a decoder; default true */
  readonly encodes?: boolean;
  /** latents of `count` shapes (31³ each, canonical pose): count × 200; effort `full` unless given */
  encode(grids: ShapeGrid, count: number, effort?: Effort): Float32Array;
  /** probability 0…1 that a voxel belongs to the shape: count × 31³ */
  decode(latents: Float32Array, count: number): Float32Array;
  /** the decoded shapes cut at a probability (default 0.5): count × 31³ of 0 and 1 */
  decodeShapes(latents: Float32Array, count: number, threshold?: number): Uint8Array;
  /**
   * gradient with respect to the 200 latents of one shape of a function of its decoded probabilities: 14147 probabilities in the unit
   * ball and the function's derivative with respect to each; absent where the network cannot compute it
   */
  slopeAlongLatents?(
    latents: Float32Array,
    probabilities: ArrayLike<number>,
    slopes: ArrayLike<number>,
  ): Float64Array;
}
