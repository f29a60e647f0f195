/** Points of a known model in Å and their vicinity. */
export interface ModelPoints {
  readonly xyz: Float64Array;
  readonly radius: number;
  readonly kind: string;
}
