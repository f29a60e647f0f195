import { expectedCorrelation, MEASURES, type CertaintyMeasures } from '../certainty/expectedCorrelation';

/**
 * What one entry of a dataset came to, with what the reconstruction knows of its quality (`CertaintyMeasures`). A
 * failed entry keeps its reason and no numbers.
 */
export interface EntryResult extends Partial<CertaintyMeasures> {
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
  /** Å where two half-ensembles correlate by 0.5 and by 0.143, and two shapes by 0.5; the last shell where they do so up to there */
  readonly resolution?: number;
  readonly resolution143?: number;
  readonly resolutionPairs?: number;
  /** correlation that was to be expected, and its standard deviation: see `withExpectation` */
  readonly expectedCC?: number;
  readonly expectedDeviation?: number;
  /** CA atoms or beads of the model */
  readonly pointsModel?: number;
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
  /** of what was to be expected without the models */
  readonly meanExpectedCC: number;
  /** share of the correlations that lie within the stated deviation of what was expected; 0.68 if both are right */
  readonly withinExpected: number;
  readonly meanResolution: number;
}

/** Summary over the entries that have a model; failures are counted. */
export function summarise(results: readonly EntryResult[]): DatasetSummary {
  const scored = results.filter((r) => r.cc !== undefined);
  const mean = (pick: (r: EntryResult) => number | undefined): number =>
    scored.reduce((sum, r) => sum + (pick(r) ?? NaN), 0) / scored.length;
  const stated = scored.filter((r) => r.expectedCC !== undefined);
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
    meanExpectedCC: mean((r) => r.expectedCC),
    withinExpected:
      stated.filter((r) => Math.abs(r.cc! - r.expectedCC!) <= r.expectedDeviation!).length / stated.length,
    meanResolution: mean((r) => r.resolution),
  };
}

/** The measures of a result; undefined where one is missing. */
export function measuresOf(result: Partial<CertaintyMeasures>): CertaintyMeasures | undefined {
  return MEASURES.every((name) => Number.isFinite(result[name])) ? (result as CertaintyMeasures) : undefined;
}

/**
 * A result with the correlation that is to be expected from its measures. It is no part of the result that is kept
 * in a file, so that results need not be made again when the formula is fitted anew.
 */
export function withExpectation(result: EntryResult): EntryResult {
  const measures = measuresOf(result);
  if (!measures) return result;
  const { cc, deviation } = expectedCorrelation(measures);
  return { ...result, expectedCC: cc, expectedDeviation: deviation };
}
