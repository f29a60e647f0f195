import type { CurveAnalysis } from '../analyseCurve';
import type { MeasuredCurve } from '../measuredCurve';

/** Contents of a sasCIF file beside the curve. */
export interface SasCifOptions {
  readonly analysis?: CurveAnalysis;
  /** name and version */
  readonly software: string;
  /** true where I is in 1/cm; default: in an arbitrary unit */
  readonly absolute?: boolean;
  readonly model?: FittedModel;
}

/** A model with its fit to the curve. */
export interface FittedModel {
  /** as in the dictionary */
  readonly type: 'atomic' | 'dummy' | 'other';
  readonly software: string;
  /** point group, where one was imposed */
  readonly symmetry?: string;
  readonly chi2: number;
  /** probability of the longest run of residuals */
  readonly p: number;
  /** points of the fit: q in 1/Å, measured and fitted intensities in the unit of the curve */
  readonly q: Float64Array;
  readonly intensity: Float64Array;
  readonly model: Float64Array;
}

/**
 * A curve and its analysis as sasCIF (M. Kachala, J. Westbrook & D. Svergun, J. Appl. Cryst. 49 (2016) 302), which
 * `parseCurve` reads back: q in 1/Å, I in the unit of the curve.
 */
export function writeSasCif(
  curve: MeasuredCurve,
  { analysis = { warnings: [] }, software, absolute = false, model }: SasCifOptions,
): string {
  const { guinier, pairDistance, porod, molecularWeight } = analysis;
  const { q } = curve;
  const items: readonly (readonly [string, string | number | undefined])[] = [
    ['_sas_sample.name', quoted(curve.title ?? curve.name)],
    ['_sas_scan.scan_id', 1],
    ['_sas_scan.unit', "'1/A'"],
    ['_sas_scan.intensity_units', quoted(absolute ? '1/cm' : 'arbitrary')],
    ['_sas_result.id', 1],
    ['_sas_result.Rg_from_Guinier', guinier?.rg],
    ['_sas_result.Rg_from_Guinier_error', guinier?.rgError],
    ['_sas_result.I0_from_Guinier', guinier?.i0],
    ['_sas_result.I0_from_Guinier_error', guinier?.i0Error],
    ['_sas_result.Rg_from_PR', pairDistance?.rg],
    ['_sas_result.Rg_from_PR_error', pairDistance?.rgError],
    ['_sas_result.I0_from_PR', pairDistance?.i0],
    ['_sas_result.D_max', pairDistance?.dmax],
    ['_sas_result.D_max_error', pairDistance?.dmaxError],
    ['_sas_result.Porod_volume', porod?.volume],
    ['_sas_result.MW_Porod', molecularWeight?.fromPorod && 1000 * molecularWeight.fromPorod.mw],
    ['_sas_result.experimental_MW', molecularWeight && 1000 * molecularWeight.mw],
    ['_sas_result.experimental_MW_error', molecularWeight && 1000 * molecularWeight.mwError],
    ['_sas_p_of_R_details.id', pairDistance && 1],
    ['_sas_p_of_R_details.software_p_of_R', pairDistance && quoted(software)],
    ['_sas_p_of_R_details.qmin', pairDistance && q[0]],
    ['_sas_p_of_R_details.qmax', pairDistance?.qMax],
    ['_sas_model.id', model && 1],
    ['_sas_model.type_of_model', model?.type],
    ['_sas_model.software', model && quoted(model.software)],
    ['_sas_model.symmetry', model?.symmetry],
    ['_sas_model.fitting_id', model && 1],
    ['_sas_model_fitting_details.id', model && 1],
    ['_sas_model_fitting_details.chi_square', model?.chi2],
    ['_sas_model_fitting_details.p_value', model?.p],
  ];
  const lines = [
    `data_${(curve.name.replace(/[^A-Za-z0-9_.-]/g, '_') || 'curve').slice(0, 70)}`,
    '#',
    ...items
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name.padEnd(40)} ${typeof value === 'number' ? number(value) : value}`),
    '#',
    ...loop(
      '_sas_scan_intensity',
      ['id', 'scan_id', 'momentum_transfer', 'intensity', 'intensity_su_counting'],
      Array.from(q, (value, i) => [i + 1, 1, value, curve.intensity[i], curve.sigma[i]]),
    ),
    ...(pairDistance
      ? loop(
          '_sas_p_of_R',
          ['id', 'ordinal', 'r', 'P', 'P_error'],
          Array.from(pairDistance.r, (value, i) => [
            1,
            i + 1,
            value,
            pairDistance.p[i],
            pairDistance.pError[i],
          ]),
        )
      : []),
    ...(model
      ? loop(
          '_sas_model_fitting',
          ['id', 'ordinal', 'momentum_transfer', 'intensity', 'fit'],
          Array.from(model.q, (value, i) => [1, i + 1, value, model.intensity[i], model.model[i]]),
        )
      : []),
    '',
  ];
  return lines.join('\n');
}

function loop(category: string, items: readonly string[], rows: readonly (readonly number[])[]): string[] {
  return [
    'loop_',
    ...items.map((item) => `${category}.${item}`),
    ...rows.map((row) => row.map(number).join(' ')),
    '#',
  ];
}

/** Eight digits; whole numbers unchanged. */
function number(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e9 ? String(value) : value.toExponential(7);
}

/** A text between quotes, without characters that would end the quotes or the line. */
function quoted(text: string): string {
  return `'${text.replace(/[\r\n]+/g, ' ').replace(/'/g, '’')}'`;
}
