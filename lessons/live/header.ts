/** What every view to drag and see is told. */
interface Header {
  readonly title: string;
  /** block of columns of numbers, one after the other */
  readonly columns: number;
}

/** Bounds or a plain yes or no, as `FitOptions` has them. */
type Bounds = boolean | readonly [number, number];

export interface ShapeHeader extends Header {
  readonly kind: 'shape';
  /** latents that move, and where the search left them */
  readonly count: number;
  readonly found: readonly number[];
  readonly rmax: number;
  readonly layer: number;
  readonly layerBounds?: readonly [number, number];
  readonly nmax: number;
  readonly formFactor?: Bounds;
  readonly background?: Bounds;
  /** log odds for each step of a mode's bytes */
  readonly unit: number;
  /** blocks of the log odds where the latents are 0, and of the modes */
  readonly base: number;
  readonly modes: number;
  /** block of what straight lines lack where the search left the latents */
  readonly bend: number;
}

export interface DistancesHeader extends Header {
  readonly kind: 'distances';
  readonly dmax: number;
}

/** A block of numbers as so many columns of equal length. */
export function columnsOf(bytes: Uint8Array, count: number): Float64Array[] {
  const all = new Float64Array(bytes.slice().buffer);
  const length = all.length / count;
  return Array.from({ length: count }, (_, i) => all.slice(i * length, (i + 1) * length));
}
