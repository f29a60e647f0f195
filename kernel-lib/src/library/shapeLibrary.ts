import { pairCount } from '../moments/invariants';
import { LATENT_SIZE } from '../network/autoEncoder';
import { weight, type Weight, type WeightSet } from '../network/weights';

/** Order of the invariants that a library holds. */
export const LIBRARY_ORDER = 20;

/** Real structures as encoded by the network. */
export interface ShapeLibrary {
  readonly count: number;
  /** count × 200 */
  readonly latents: Float32Array;
  /** count × pairCount(20) invariants of the decoded shapes */
  readonly invariants: Float32Array;
  /** radii of the structures in Å */
  readonly rmax: Float32Array;
}

/** A library as arrays, for `writeWeights`. */
export function libraryArrays(library: ShapeLibrary): Map<string, Weight> {
  const { count, latents, invariants, rmax } = library;
  return new Map<string, Weight>([
    ['library.latents', { shape: [count, LATENT_SIZE], values: latents }],
    [
      'library.invariants',
      { shape: [count, pairCount(LIBRARY_ORDER)], values: invariants, precision: 'F32' },
    ],
    ['library.rmax', { shape: [count], values: rmax }],
  ]);
}

/** The library in a set of arrays. @throws InputError when an array is missing */
export function libraryFrom(set: WeightSet): ShapeLibrary {
  const rmax = weight(set, 'library.rmax');
  return {
    count: rmax.values.length,
    latents: weight(set, 'library.latents').values,
    invariants: weight(set, 'library.invariants').values,
    rmax: rmax.values,
  };
}
