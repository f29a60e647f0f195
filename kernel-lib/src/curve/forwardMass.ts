import { InputError } from '../inputError';

/** A concentration in mg/mL. */
export interface Concentration {
  readonly milligrams: number;
}

/**
 * Reads a concentration: "3.2 mg/mL", "3.2 g/L" or "3200 µg/mL".
 *
 * @throws InputError without a unit, or with a number that is not above 0
 */
export function parseConcentration(text: string): Concentration {
  const found = /^\s*([\d.]+(?:e[+-]?\d+)?)\s*(mg\s*\/\s*ml|g\s*\/\s*l|(?:µ|μ|u)g\s*\/\s*ml)?\s*$/i.exec(
    text,
  );
  const value = Number(found?.[1]);
  if (!(value > 0)) {
    throw new InputError(
      `The concentration is ${JSON.stringify(text)}: expected a number with its unit, such as "3.2 mg/mL".`,
    );
  }
  if (found![2] === undefined) {
    throw new InputError(`The concentration ${text.trim()} has no unit: expected one such as "3.2 mg/mL".`);
  }
  const micro = /^(?:µ|μ|u)/i.test(found![2]);
  return { milligrams: micro ? value / 1000 : value };
}

/** Excess scattering length of protein per mass in cm/g: Δρ_M = (ρ_M,prot − ρ_solv · v̄) r_0 (Mylonas & Svergun 2007). */
const SCATTERING_LENGTH_PER_GRAM = (3.22e23 - 3.34e23 * 0.7425) * 2.8179e-13;
const AVOGADRO = 6.02214e23;

/**
 * Mass in kDa by the forward scattering on absolute scale, M = N_A I(0) / (c Δρ_M²) (E. Mylonas & D. I. Svergun,
 * J. Appl. Cryst. 40 (2007) s245), for protein in water.
 *
 * @param i0 I(0) in 1/cm, as is its error
 * @throws InputError when I(0) is not above 0
 */
export function forwardMass(
  i0: number,
  i0Error: number,
  { milligrams }: Concentration,
): { readonly mw: number; readonly mwError: number } {
  if (!(i0 > 0)) throw new InputError(`I(0) is ${i0}: expected a number above 0, in 1/cm.`);
  const mw = (AVOGADRO * i0) / (milligrams * 1e-3 * SCATTERING_LENGTH_PER_GRAM ** 2) / 1000;
  return { mw, mwError: mw * (i0Error / i0) };
}
