/** One component of a distribution of latents: independent normals. */
export interface LatentComponent {
  /** weight in the mixture */
  readonly weight: number;
  /** 200 numbers each */
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

/** The prediction of the direct network for a profile. */
export interface DirectShape {
  /** 31³ probabilities in the canonical pose: the mean over shapes that have such a profile */
  readonly map: Float32Array;
  /** the maps of the individual networks, each in the pose of the first; `map` is their mean */
  readonly networks: readonly Float32Array[];
  /** distribution of the latents of such shapes: components by decreasing weight */
  readonly components: readonly LatentComponent[];
  /** 200 latents: mean and standard deviation of that distribution */
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
  /** rmax / Rg of such shapes: median, and standard deviation of its logarithm */
  readonly radiusRatio: number;
  readonly radiusSpread: number;
}
