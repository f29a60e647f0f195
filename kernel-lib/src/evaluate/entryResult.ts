import type { CertaintyMeasures } from '../certainty/expectedCorrelation';

/**
 * Results of one entry of a dataset, with its measures of certainty (`CertaintyMeasures`). A
 * failed entry keeps its reason and no numbers.
 */
export interface EntryResult extends Partial<CertaintyMeasures> {
  readonly id: string;
  readonly seed: number;
  /** why the entry failed; absent when it succeeded */
  readonly failure?: string;
  /** correlation with the model, each body at its own radius, mirror images allowed */
  readonly cc?: number;
  /** the same in one frame in Å */
  readonly ccTrueScale?: number;
  /** correlation of the seeds: the direct network's map before the search */
  readonly ccSeeds?: number;
  /** correlation of the mean shape of the library: the zero of the scale */
  readonly ccLibrary?: number;
  /** correlation of the mean over plausible shapes, before refinement */
  readonly ccMean?: number;
  /** chi² against the measured errors of map, mean, beads, and the median of the members */
  readonly chi2Map?: number;
  readonly chi2Mean?: number;
  readonly chi2Beads?: number;
  readonly chi2Members?: number;
  /** radii of gyration in Å of map and beads */
  readonly rgMap?: number;
  readonly rgBeads?: number;
  /** correlation of map and mean, and 1 where the report says that prior and curve disagree */
  readonly likeness?: number;
  readonly disagree?: number;
  /** mean correlation of the model with the members, and of two members, at own radius and at true scale */
  readonly ccModelMember?: number;
  readonly ccModelMemberTrue?: number;
  readonly ccMembers?: number;
  readonly ccMembersTrue?: number;
  /** mean difference of the mean map's probabilities from the share of the model in them */
  readonly calibration?: number;
  /** the voxels of the mean by probability, see `formatClasses`: what the error of several entries together needs */
  readonly probabilities?: string;
  /** radius found and that of the model in Å */
  readonly rmax?: number;
  readonly rmaxModel?: number;
  /** standard errors of radius and longest distance as stated, in Å */
  readonly rmaxError?: number;
  readonly dmaxError?: number;
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
  /** expected correlation, and its standard deviation: see `withExpectation` */
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
