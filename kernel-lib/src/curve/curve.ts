/**
 * A profile: intensity against momentum transfer. The three arrays have one length; q ascends.
 * Used for measured points, rebinned points and (with sigma 0 nowhere) simulated ones.
 */
export interface Curve {
  /** momentum transfer q = 4π sin θ / λ in 1/Å, ascending */
  readonly q: Float64Array;
  /** intensity, arbitrary unit */
  readonly intensity: Float64Array;
  /** standard error of the intensity, same unit, > 0 */
  readonly sigma: Float64Array;
}
