/** What one entry of a dataset came to. A failed entry keeps its reason and no numbers. */
export interface EntryResult {
  readonly id: string;
  readonly seed: number;
  /** why the entry failed; absent when it went through */
  readonly failure?: string;
  /** correlation with the model, each body at its own radius, mirror images allowed */
  readonly cc?: number;
  /** the same in one frame in Å */
  readonly ccTrueScale?: number;
  /** correlation of the seeds: the direct network's map before the search */
  readonly ccSeeds?: number;
  /** correlation of the mean shape of the library: the zero of the scale */
  readonly ccLibrary?: number;
  readonly chi2?: number;
  /** radius found and that of the model in Å */
  readonly rmax?: number;
  readonly rmaxModel?: number;
  /** radii of gyration: of the curve and of the model in Å */
  readonly rg?: number;
  readonly rgModel?: number;
  /** longest distances: of the curve's p(r) and of the model in Å */
  readonly dmax?: number;
  readonly dmaxModel?: number;
  /** relative shape anisotropy of the model: 0 ball, 1 rod */
  readonly anisotropyModel?: number;
  readonly modelKind?: string;
  /** CA atoms or beads of the model */
  readonly pointsModel?: number;
  readonly agreement?: number;
  readonly seconds?: number;
  readonly backend: string;
  /** of the library and of the weights */
  readonly version: string;
  readonly weights: string;
}

/** What a dataset came to; means and shares are NaN where no entry has a model. */
export interface DatasetSummary {
  /** entries compared with a model */
  readonly n: number;
  readonly failed: number;
  readonly meanCC: number;
  /** share of the entries above 0.70 */
  readonly above070: number;
  readonly meanTrueScale: number;
  readonly meanSeeds: number;
  readonly meanLibrary: number;
  /** share of the entries whose radius is within 10 % of the model's */
  readonly radiusWithin10: number;
  readonly meanSeconds: number;
}

/** Summary over the entries that have a model; failures are counted. */
export function summarise(results: readonly EntryResult[]): DatasetSummary {
  const scored = results.filter((r) => r.cc !== undefined);
  const mean = (pick: (r: EntryResult) => number | undefined): number =>
    scored.reduce((sum, r) => sum + (pick(r) ?? NaN), 0) / scored.length;
  const share = (test: (r: EntryResult) => boolean): number => scored.filter(test).length / scored.length;
  return {
    n: scored.length,
    failed: results.filter((r) => r.failure !== undefined).length,
    meanCC: mean((r) => r.cc),
    above070: share((r) => r.cc! > 0.7),
    meanTrueScale: mean((r) => r.ccTrueScale),
    meanSeeds: mean((r) => r.ccSeeds),
    meanLibrary: mean((r) => r.ccLibrary),
    radiusWithin10: share((r) => Math.abs(r.rmax! / r.rmaxModel! - 1) <= 0.1),
    meanSeconds: mean((r) => r.seconds),
  };
}
