/** Mean and standard deviation of each latent: the distribution from which genes are drawn. */
export interface LatentPrior {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}
