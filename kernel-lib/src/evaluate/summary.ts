import { expectedCorrelation, MEASURES, type CertaintyMeasures } from '../certainty/expectedCorrelation';
import type { EntryResult } from './entryResult';
import { parseClasses, pooledClasses, probabilityError, type ProbabilityClass } from './probabilityError';

/** Summary of a dataset; means and shares are NaN where no entry has a model. */
export interface DatasetSummary {
  /** entries compared with a model */
  readonly n: number;
  readonly failed: number;
  readonly meanCC: number;
  /** share of the entries above 0.70 */
  readonly above070: number;
  readonly meanTrueScale: number;
  /** of the mean over plausible shapes */
  readonly meanCCMean: number;
  /** of all entries: median chi² of the map, shares of maps at 2 or below, within 3 % of Guinier's Rg */
  readonly medianChi2Map: number;
  readonly fitsWithin2: number;
  readonly rgWithin3: number;
  /** median chi² of the beads, share of them within 1.5 times the map's, median of the members */
  readonly medianChi2Beads: number;
  readonly beadsWithin: number;
  readonly medianChi2Members: number;
  /** shares of entries that lose more than 0.05 of correlation from the mean to the map, and of those with a warning */
  readonly losing: number;
  readonly losingWarned: number;
  /** mean correlations of model and member, and of two members */
  readonly modelToMember: number;
  readonly memberToMember: number;
  /** error of the mean's probabilities: average of the entries, and of all their voxels together */
  readonly meanCalibration: number;
  readonly pooledCalibration: number;
  readonly meanSeeds: number;
  readonly meanLibrary: number;
  /** share of the entries whose radius is within 10 % of the model's */
  readonly radiusWithin10: number;
  /** shares of radii and of longest distances that lie within the stated standard error of the model's; 0.68 if the errors are right */
  readonly radiusWithinError: number;
  readonly dmaxWithinError: number;
  readonly meanSeconds: number;
  /** mean of the correlations expected without the models */
  readonly meanExpectedCC: number;
  /** share of the correlations within the stated deviation of the expected one; 0.68 if both are right */
  readonly withinExpected: number;
  readonly meanResolution: number;
}

/** Summary over the entries that have a model; failures are counted. */
export function summarise(results: readonly EntryResult[]): DatasetSummary {
  const scored = results.filter((r) => r.cc !== undefined);
  const mean = (pick: (r: EntryResult) => number | undefined): number =>
    scored.reduce((sum, r) => sum + (pick(r) ?? NaN), 0) / scored.length;
  const having = (pick: (r: EntryResult) => number | undefined): EntryResult[] =>
    results.filter((r) => pick(r) !== undefined);
  const meanOf = (pick: (r: EntryResult) => number | undefined): number =>
    having(pick).reduce((sum, r) => sum + pick(r)!, 0) / having(pick).length;
  const median = (pick: (r: EntryResult) => number | undefined): number => {
    const sorted = having(pick)
      .map((r) => pick(r)!)
      .sort((a, b) => a - b);
    return sorted.length === 0 ? NaN : (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  };
  const shareOf = (pick: (r: EntryResult) => number | undefined, test: (r: EntryResult) => boolean): number =>
    having(pick).filter(test).length / having(pick).length;
  const stated = scored.filter((r) => r.expectedCC !== undefined);
  const share = (test: (r: EntryResult) => boolean): number => scored.filter(test).length / scored.length;
  return {
    n: scored.length,
    failed: results.filter((r) => r.failure !== undefined).length,
    meanCC: mean((r) => r.cc),
    above070: share((r) => r.cc! > 0.7),
    meanTrueScale: mean((r) => r.ccTrueScale),
    meanCCMean: mean((r) => r.ccMean),
    medianChi2Map: median((r) => r.chi2Map),
    fitsWithin2: shareOf(
      (r) => r.chi2Map,
      (r) => r.chi2Map! <= 2,
    ),
    rgWithin3: shareOf(
      (r) => r.rgMap,
      (r) => Math.abs(r.rgMap! / r.rg! - 1) <= 0.03,
    ),
    medianChi2Beads: median((r) => r.chi2Beads),
    beadsWithin: shareOf(
      (r) => r.chi2Beads,
      (r) => r.chi2Beads! <= 1.5 * r.chi2Map!,
    ),
    medianChi2Members: median((r) => r.chi2Members),
    losing: shareOf(
      (r) => r.ccMean,
      (r) => r.cc! < r.ccMean! - 0.05,
    ),
    losingWarned: shareOf(
      (r) => r.ccMean,
      (r) => r.cc! < r.ccMean! - 0.05 && r.disagree === 1,
    ),
    modelToMember: meanOf((r) => r.ccModelMemberTrue),
    memberToMember: meanOf((r) => r.ccMembersTrue),
    meanCalibration: meanOf((r) => r.calibration),
    pooledCalibration: probabilityError(pooledProbabilities(results)),
    meanSeeds: mean((r) => r.ccSeeds),
    meanLibrary: mean((r) => r.ccLibrary),
    radiusWithin10: share((r) => Math.abs(r.rmax! / r.rmaxModel! - 1) <= 0.1),
    radiusWithinError: shareOf(
      (r) => (r.rmaxModel === undefined ? undefined : r.rmaxError),
      (r) => Math.abs(r.rmax! - r.rmaxModel!) <= r.rmaxError!,
    ),
    dmaxWithinError: shareOf(
      (r) => (r.dmaxModel === undefined ? undefined : r.dmaxError),
      (r) => Math.abs(r.dmax! - r.dmaxModel!) <= r.dmaxError!,
    ),
    meanSeconds: mean((r) => r.seconds),
    meanExpectedCC: mean((r) => r.expectedCC),
    withinExpected:
      stated.filter((r) => Math.abs(r.cc! - r.expectedCC!) <= r.expectedDeviation!).length / stated.length,
    meanResolution: mean((r) => r.resolution),
  };
}

/** The voxels of all mean maps by probability, where they are known. */
export function pooledProbabilities(results: readonly EntryResult[]): ProbabilityClass[] {
  return pooledClasses(
    results.flatMap(({ probabilities = '' }) => {
      const classes = parseClasses(probabilities);
      return classes ? [classes] : [];
    }),
  );
}

/** The measures of a result; undefined where one is missing. */
export function measuresOf(result: Partial<CertaintyMeasures>): CertaintyMeasures | undefined {
  return MEASURES.every((name) => Number.isFinite(result[name])) ? (result as CertaintyMeasures) : undefined;
}

/**
 * A result with the correlation expected from its measures. It is not part of the result kept
 * in a file, so that results stay valid when the formula is fitted again.
 */
export function withExpectation(result: EntryResult): EntryResult {
  const measures = measuresOf(result);
  if (!measures) return result;
  const { cc, deviation } = expectedCorrelation(measures);
  return { ...result, expectedCC: cc, expectedDeviation: deviation };
}
