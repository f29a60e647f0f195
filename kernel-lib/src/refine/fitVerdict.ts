import { residualRuns, type ResidualRuns } from '../curve/residualRuns';
import type { MapFit } from './mapFit';

/** The verdict on a fit. */
export interface FitVerdict {
  readonly kind: 'fits' | 'systematic residuals' | 'errors too small' | 'errors too large';
  /** one sentence for the reader */
  readonly words: string;
  readonly runs: ResidualRuns;
}

/** chi² above which a fit is outside the errors, and below which the errors are too large. */
const OUTSIDE = 1.5,
  TOO_GOOD = 0.5;
/** Probability of the longest run of residuals below which they are systematic. */
const CHANCE = 0.01;

/**
 * The verdict on a fit by chi² and the longest run of residuals of one sign.
 *
 * @param assumed true where the errors were assumed, not measured
 */
export function fitVerdict(
  { chi2, curve, model }: Pick<MapFit, 'chi2' | 'curve' | 'model'>,
  assumed: boolean,
): FitVerdict {
  const runs = residualRuns(curve.intensity.map((I, i) => I - model[i]));
  const chance = runs.p < CHANCE;
  const run = `the longest run of residuals of one sign has ${runs.longest} of ${curve.q.length} points (p ${runs.p < 0.001 ? '< 0.001' : `= ${runs.p.toFixed(3)}`})`;
  const against = assumed ? ' The errors are assumed, not measured: chi² has little meaning.' : '';
  const verdict = (kind: FitVerdict['kind'], sentence: string): FitVerdict => ({
    kind,
    words: sentence + against,
    runs,
  });
  if (chi2 > OUTSIDE && chance)
    return verdict('systematic residuals', `The map does not fit within the errors: ${run}.`);
  if (chi2 > OUTSIDE)
    return verdict(
      'errors too small',
      `Residuals are random but larger than the errors, which are probably too small: ${run}.`,
    );
  if (chance && chi2 >= TOO_GOOD)
    return verdict(
      'systematic residuals',
      `The map fits within the errors, with a systematic deviation: ${run}.`,
    );
  if (chi2 < TOO_GOOD)
    return verdict(
      'errors too large',
      `The residuals are smaller than the errors, which are probably too large: ${run}.`,
    );
  return verdict('fits', `The map fits within the errors: ${run}.`);
}
