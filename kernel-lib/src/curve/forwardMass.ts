import { hypot } from '../elementary';
import { InputError } from '../inputError';

/** A concentration in mg/mL. */
export interface Concentration {
  readonly milligrams: number;
  /** standard error in mg/mL; default a tenth, usual for absorbance and refraction */
  readonly error?: number;
}

/** Relative error of a concentration without a stated one. */
const USUAL_ERROR = 0.1;

const NUMBER = '(\\d*\\.?\\d+(?:e[+-]?\\d+)?)',
  PER = '(?:\\s*\\/\\s*|[\\s·.*]*)',
  UNIT = `(mg${PER}ml|g${PER}l|kg${PER}m3|[µμu]g${PER}[µμu]?l|[µμu]g${PER}ml|mg${PER}l)(?:\\^?-1|⁻¹|-3)?`;
const CONCENTRATION = new RegExp(
  `^\\s*${NUMBER}(?:\\s*(?:±|\\+-|\\+\\/-)\\s*${NUMBER})?\\s*${UNIT}\\s*$`,
  'i',
);

/**
 * Reads a concentration: "3.2 mg/mL", "3.2 ± 0.1 mg/mL", "3.2 g/L", "3200 µg/mL" or "3.2 mg mL-1".
 *
 * @throws InputError without a unit, or with a number that is not above 0
 */
export function parseConcentration(text: string): Concentration {
  if (/^\s*\d*\.?\d+\s*$/.test(text) && Number(text) > 0)
    throw new InputError(`The concentration ${text.trim()} has no unit: expected one such as "3.2 mg/mL".`);
  const found = CONCENTRATION.exec(text.replace(/m³/, 'm3'));
  const value = Number(found?.[1]);
  if (!found || !(value > 0)) {
    throw new InputError(
      `The concentration is ${JSON.stringify(text)}: expected mass by volume, a number with its unit such as "3.2 mg/mL".`,
    );
  }
  const [, , error, unit] = found;
  const factor = /^(?:[µμu]g.*ml|mg[^m]*l$)/i.test(unit) ? 1e-3 : 1;
  return {
    milligrams: factor * value,
    ...(error === undefined ? {} : { error: factor * Number(error) }),
  };
}

/** Excess scattering length of protein per mass in cm/g: Δρ_M = (ρ_M,prot − ρ_solv · v̄) r_0 (Mylonas & Svergun 2007). */
const SCATTERING_LENGTH_PER_GRAM = (3.22e23 - 3.34e23 * 0.7425) * 2.8179e-13;
const AVOGADRO = 6.02214e23;

/**
 * Mass in kDa by the forward scattering on absolute scale, M = N_A I(0) / (c Δρ_M²) (E. Mylonas & D. I. Svergun,
 * J. Appl. Cryst. 40 (2007) s245), for protein in water.
 *
 * The error holds that of the concentration, a tenth where it is not stated.
 *
 * @param i0 I(0) in 1/cm, as is its error
 * @throws InputError when I(0) is not above 0
 */
export function forwardMass(
  i0: number,
  i0Error: number,
  { milligrams, error = USUAL_ERROR * milligrams }: Concentration,
): { readonly mw: number; readonly mwError: number } {
  if (!(i0 > 0)) throw new InputError(`I(0) is ${i0}: expected a number above 0, in 1/cm.`);
  const mw = (AVOGADRO * i0) / (milligrams * 1e-3 * SCATTERING_LENGTH_PER_GRAM ** 2) / 1000;
  return { mw, mwError: mw * hypot(i0Error / i0, error / milligrams) };
}
