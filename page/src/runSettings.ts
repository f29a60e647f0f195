/** Settings of a run that a visitor may choose; together with the curve they repeat it. */
export interface RunSettings {
  /** seed of all random numbers */
  readonly seed: number;
  /** radius in Å, if known */
  readonly rmax?: number;
  /** generations of the search; default those of the library */
  readonly generations?: number;
}
