import { InputError } from '../inputError';
import shipped from './expectedCorrelation.json';

/** What a reconstruction knows of its own quality without a model. */
export interface CertaintyMeasures {
  /** how far the map tells inside from outside, see `sharpness` */
  readonly sharpness: number;
  /** relative shape anisotropy κ² of the map's body: 0 ball, 1 rod */
  readonly anisotropy: number;
  /** mean correlation of the averaged shapes with their mean */
  readonly agreement: number;
  /** 1 − mean correlation of two shapes of the search, as superposed: 0 when all are the same */
  readonly variation: number;
  /** correlation of the averages of the two half-ensembles */
  readonly halfAgreement: number;
  /** mean correlation of the maps of two direct networks; 1 when there is one network */
  readonly directAgreement: number;
  /** mean standard deviation of the voxels of the body over the averaged shapes */
  readonly meanSpread: number;
  /** log10 of the library's shapes that agree with the curve, see `curveAmbiguity` */
  readonly ambiguity: number;
  /** ln of the measured Rg in Å */
  readonly logRg: number;
}

/** A linear formula of the correlation that is to be expected. */
export interface Expectation {
  readonly constant: number;
  readonly terms: readonly { readonly measure: keyof CertaintyMeasures; readonly coefficient: number }[];
  /** root mean square deviation of correlations from what was expected of entries not used for the formula */
  readonly deviation: number;
}

/** A correlation with the true structure as it is to be expected. */
export interface ExpectedCorrelation {
  readonly cc: number;
  /** two of three true correlations lie within this of `cc`, where curves are like those of the fit */
  readonly deviation: number;
}

/**
 * The formula that comes with the library: fitted to curves simulated from deposited models. The file
 * expectedCorrelation.json names its source, and `decodesaxs calibration --fit` makes it anew.
 */
export const EXPECTATION: Expectation & { readonly source: Readonly<Record<string, unknown>> } =
  shipped as Expectation & { source: Record<string, unknown> };

/** Measures that a formula can be made of. */
export const MEASURES: readonly (keyof CertaintyMeasures)[] = [
  'sharpness',
  'anisotropy',
  'agreement',
  'variation',
  'halfAgreement',
  'directAgreement',
  'meanSpread',
  'ambiguity',
  'logRg',
];

/**
 * The correlation with the true structure that is to be expected,
 *
 *     CC = constant + Σ coefficient · measure,  held within 0 … 1.
 *
 * @throws InputError when a measure of the formula is not a number
 */
export function expectedCorrelation(
  measures: CertaintyMeasures,
  { constant, terms, deviation }: Expectation = EXPECTATION,
): ExpectedCorrelation {
  const cc = terms.reduce((sum, { measure, coefficient }) => sum + coefficient * measures[measure], constant);
  if (!Number.isFinite(cc))
    throw new InputError(
      `The expected correlation is ${cc}: ${terms.map(({ measure }) => measure).join(', ')} must be numbers.`,
    );
  return { cc: Math.min(1, Math.max(0, cc)), deviation };
}
