import { InputError } from '../inputError';
import shipped from './expectedCorrelation.json';

/** Measures of the quality of a reconstruction without a model. */
export interface CertaintyMeasures {
  /** contrast between inside and outside of the map, see `sharpness` */
  readonly sharpness: number;
  /** relative shape anisotropy κ² of the map's body: 0 ball, 1 rod */
  readonly anisotropy: number;
  /** mean correlation of the averaged shapes with their mean */
  readonly agreement: number;
  /** 1 − mean correlation of two shapes of the search, as superposed: 0 when all are equal */
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

/** A linear formula of the expected correlation. */
export interface Expectation {
  readonly constant: number;
  readonly terms: readonly { readonly measure: keyof CertaintyMeasures; readonly coefficient: number }[];
  /** root mean square deviation of correlations from the expected ones, over entries not used for the formula */
  readonly deviation: number;
}

/** An expected correlation with the true structure. */
export interface ExpectedCorrelation {
  readonly cc: number;
  /** two of three true correlations lie within this of `cc`, for curves similar to those of the fit */
  readonly deviation: number;
}

/**
 * The formula of this library: fitted to curves simulated from deposited models. The file
 * expectedCorrelation.json names its source, and `decodesaxs calibration --fit` makes it again.
 */
export const EXPECTATION: Expectation & { readonly source: Readonly<Record<string, unknown>> } =
  shipped as Expectation & { source: Record<string, unknown> };

/** Measures available to a formula. */
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
 * The expected correlation with the true structure,
 *
 *     CC = constant + Σ coefficient · measure,  limited to 0 … 1.
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
