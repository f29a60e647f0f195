import type { ShapeGrid } from '../grid/shapeGrid';

/** Numbers that describe a shape. */
export const LATENT_SIZE = 200;

/**
 * How shapes are encoded: `full` gives the latents whose map is nearest to the shape, `probable` the most
 * probable latents given the shape (for libraries and priors), `quick` the same with less care for the last digits.
 */
export type Effort = 'full' | 'probable' | 'quick';

/**
 * Compresses 31³ voxel shapes to 200 latents and back. Two definitions stand behind this
 * interface: `ModeNetwork` (the default) and `PaperNetwork` (He, Liu & Liu 2020).
 */
export interface AutoEncoder {
  readonly name: string;
  /** false where only the decoder is there; default true */
  readonly encodes?: boolean;
  /** latents of `count` shapes (31³ each, canonical pose): count × 200; effort `full` unless given */
  encode(grids: ShapeGrid, count: number, effort?: Effort): Float32Array;
  /** probability 0…1 that a voxel belongs to the shape: count × 31³ */
  decode(latents: Float32Array, count: number): Float32Array;
  /** the decoded shapes cut at a probability (default 0.5): count × 31³ of 0 and 1 */
  decodeShapes(latents: Float32Array, count: number, threshold?: number): Uint8Array;
  /**
   * slope along the 200 latents of one shape of a function of its decoded probabilities: 14147 probabilities in the unit
   * ball and the function's slope along each; absent where the network cannot tell it
   */
  slopeAlongLatents?(
    latents: Float32Array,
    probabilities: ArrayLike<number>,
    slopes: ArrayLike<number>,
  ): Float64Array;
}
