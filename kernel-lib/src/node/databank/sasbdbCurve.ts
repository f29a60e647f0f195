import { guinier } from '../../curve/guinier';
import type { MeasuredCurve, QUnit } from '../../curve/measuredCurve';
import { parseCurve, type ParseCurveOptions } from '../../curve/format/parseCurve';
import { InputError } from '../../inputError';

/** Largest ratio of the Rg of a curve and the reported one; a wrong unit gives a factor of ten. */
const AGREEMENT = 2;

/**
 * The curve of an entry, with its unit of q checked against the Rg reported by the depositors.
 *
 * @param rg reported radius of gyration in Å, if there is one
 * @param options unit of q, if given by the caller, and whether all points are kept
 * @throws InputError as `parseCurve`
 */
export function sasbdbCurve(
  bytes: Uint8Array,
  code: string,
  rg: number | undefined,
  options: Pick<ParseCurveOptions, 'unit' | 'keepPoints'> = {},
): MeasuredCurve {
  const { unit, keepPoints } = options;
  if (unit || rg === undefined) return parseCurve(bytes, { name: code, unit, keepPoints });
  const agreeing = (['1/nm', '1/A'] as const).filter((each) => agrees(bytes, each, rg));
  if (agreeing.length !== 1) return parseCurve(bytes, { name: code, keepPoints });
  const curve = parseCurve(bytes, { name: code, unit: agreeing[0], keepPoints });
  return {
    ...curve,
    unitReason: `In ${agreeing[0]} the curve has the Rg of ${rg.toPrecision(3)} Å that the entry reports.`,
  };
}

function agrees(bytes: Uint8Array, unit: QUnit, rg: number): boolean {
  try {
    const ratio = guinier(parseCurve(bytes, { unit })).rg / rg;
    return ratio < AGREEMENT && ratio > 1 / AGREEMENT;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
