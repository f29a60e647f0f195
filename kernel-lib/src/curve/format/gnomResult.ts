/** The indirect transform stated in a GNOM output file; lengths in Å, q in 1/Å. */
export interface GnomResult {
  /** end of the real-space range in Å */
  readonly dmax: number;
  /** radius of gyration from p(r) in Å and its error as printed */
  readonly rg: number;
  readonly rgError: number;
  /** forward scattering from p(r) and its error as printed */
  readonly i0: number;
  readonly i0Error: number;
  /** GNOM's total estimate, 0…1 */
  readonly totalEstimate: number;
  /** distances in Å */
  readonly r: Float64Array;
  /** pair-distance distribution at r */
  readonly p: Float64Array;
  /** its standard error */
  readonly pError: Float64Array;
  /** q in 1/Å of the regularised curve, from 0 */
  readonly q: Float64Array;
  /** regularised intensity at q */
  readonly regularised: Float64Array;
}
