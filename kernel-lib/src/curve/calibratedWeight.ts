import { exp, hypot, log } from '../elementary';

/** A weight in kDa by one method, with the part of its relative error that the curve's own errors make. */
export interface MethodWeight {
  readonly mw: number;
  readonly statistical: number;
}

/** A weight in kDa from all methods. */
export interface CalibratedWeight {
  readonly mw: number;
  /** standard error in kDa */
  readonly mwError: number;
  /** interval that contains the weight with a probability of 90 %, in kDa */
  readonly interval: readonly [low: number, high: number];
  /** ln of the ratio of the calibrated weights of the methods; 0 for one method */
  readonly disagreement: number;
}

/**
 * ln M = ln m + offset + slope · ln min(m, 100 kDa), fitted per method to 59 measured curves of proteins of
 * known structure, 6 to 620 kDa (`npm run bench:indirect -- weights`): m by the published formula is too small for
 * small proteins. Above 100 kDa the factor stays that of 100 kDa.
 */
const CALIBRATION = {
  vc: { offset: 0.39, slope: -0.088 },
  porod: { offset: 0.502, slope: -0.148 },
} as const;
const CONSTANT_FROM = 100;
/**
 * Variances of ln M about that, and their covariance, for the two methods err together: 0.0129, 0.0132 and 0.0103 as
 * measured, less the mean square 0.005 of what the errors of those curves add.
 */
const VARIANCE = { vc: 0.0079, porod: 0.0082, both: 0.0053 } as const;
/** Normal deviate of the 90 % interval. */
const NINETY = 1.645;

/**
 * The most probable weight and its error (flat prior of ln M, normal errors of the calibrated methods with their
 * covariance). Where the methods disagree by more than they do on the measured curves, the error grows in proportion.
 *
 * @param vc weight from the volume of correlation
 * @param porod weight from the Porod volume, where there is one
 */
export function calibratedWeight(vc: MethodWeight, porod?: MethodWeight): CalibratedWeight {
  const fromVc = calibrated(vc.mw, CALIBRATION.vc);
  if (!porod) return describe(fromVc, hypot(Math.sqrt(VARIANCE.vc), vc.statistical), 0);
  const fromPorod = calibrated(porod.mw, CALIBRATION.porod);
  const total = VARIANCE.vc + VARIANCE.porod - 2 * VARIANCE.both;
  const share = (VARIANCE.porod - VARIANCE.both) / total;
  const variance = (VARIANCE.vc * VARIANCE.porod - VARIANCE.both ** 2) / total;
  const disagreement = fromVc - fromPorod;
  const inflation = Math.max(1, Math.abs(disagreement) / (2 * Math.sqrt(total)));
  const statistical = Math.max(vc.statistical, porod.statistical);
  const error = hypot(Math.sqrt(variance) * inflation, statistical);
  return describe(share * fromVc + (1 - share) * fromPorod, error, disagreement);
}

function calibrated(mw: number, { offset, slope }: { offset: number; slope: number }): number {
  return log(mw) + offset + slope * log(Math.min(mw, CONSTANT_FROM));
}

function describe(lnMw: number, error: number, disagreement: number): CalibratedWeight {
  const mw = exp(lnMw);
  const reach = exp(NINETY * error);
  return { mw, mwError: mw * error, interval: [mw / reach, mw * reach], disagreement };
}
