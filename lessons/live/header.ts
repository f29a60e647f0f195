/** Header of every interactive view. */
interface Header {
  readonly title: string;
  /** block of columns of numbers, one after the other */
  readonly columns: number;
}

/** Bounds, or true or false, as in `FitOptions`. */
type Bounds = boolean | readonly [number, number];

export interface ShapeHeader extends Header {
  readonly kind: 'shape';
  /** name of chi-square, where its errors are not the measured ones */
  readonly quantity: string;
  /** latents that move, and their values after the search */
  readonly count: number;
  readonly found: readonly number[];
  readonly rmax: number;
  readonly layer: number;
  readonly layerBounds?: readonly [number, number];
  readonly nmax: number;
  readonly formFactor?: Bounds;
  readonly background?: Bounds;
  /** log odds per step of a mode's bytes */
  readonly unit: number;
  /** blocks of the log odds where the latents are 0, and of the modes */
  readonly base: number;
  readonly modes: number;
  /** block of the deviation from straight lines at the latents of the search */
  readonly bend: number;
}

export interface DistancesHeader extends Header {
  readonly kind: 'distances';
  readonly dmax: number;
}

/** A block of numbers as columns of equal length. */
export function columnsOf(bytes: Uint8Array, count: number): Float64Array[] {
  const all = new Float64Array(bytes.slice().buffer);
  const length = all.length / count;
  return Array.from({ length: count }, (_, i) => all.slice(i * length, (i + 1) * length));
}
