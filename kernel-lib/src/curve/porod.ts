import { InputError } from '../inputError';
import type { Curve } from './curve';
import type { GuinierFit } from './guinier';
import { selectRange } from './rebin';
import { exp, hypot } from '../elementary';

/** Porod invariant and volume of a curve. */
export interface PorodVolume {
  /** ∫ q² I dq from 0 to ∞, and its standard error */
  readonly invariant: number;
  readonly invariantError: number;
  /** excluded volume in Å³, 2π² I(0)/invariant, and its standard error */
  readonly volume: number;
  readonly volumeError: number;
  /** K of the tail I = K q⁻⁴ beyond the range */
  readonly porodConstant: number;
  /** end of the range that was integrated as measured, in 1/Å */
  readonly qMax: number;
  readonly warnings: readonly string[];
}

/** Options of `porod`. */
export interface PorodOptions {
  /** end of the range in 1/Å; by default 8/Rg, but no more than 0.25 (or 5/Rg): beyond, proteins are not uniform */
  readonly qMax?: number;
}

/** The tail is fitted from here to the end of the range, in q·Rg; the range ends at 8/Rg … */
const TAIL_FROM = 4;
const RANGE_TO = 8;
/** … but no later than here in 1/Å, or at 5/Rg if that is later. */
const Q_LIMIT = 0.25;
const LEAST_RANGE_TO = 5;

/**
 * Porod volume V = 2π² I(0)/Q with the invariant Q = ∫ q² I dq (Porod 1951, Kolloid-Z. 124, 83): the
 * Guinier law below the first point, the measured points, and the tail K q⁻⁴ beyond, K being the mean of
 * I q⁴ from q·Rg = 4 on. No constant is subtracted: a wrong background causes a wrong volume.
 *
 * @param fit of `guinier`
 * @throws InputError when the curve ends before q·Rg = 3 or its invariant is not positive
 */
export function porod(
  curve: Curve,
  fit: Pick<GuinierFit, 'rg' | 'i0' | 'i0Error' | 'first'>,
  options: PorodOptions = {},
): PorodVolume {
  const { rg, i0 } = fit;
  const wanted = options.qMax ?? Math.max(Math.min(RANGE_TO / rg, Q_LIMIT), LEAST_RANGE_TO / rg);
  const qMax = Math.min(curve.q[curve.q.length - 1], wanted);
  if (qMax * rg < 3)
    throw new InputError(`The curve ends at q·Rg = ${(qMax * rg).toFixed(1)}; a Porod volume needs 3.`);
  const part = selectRange(curve, curve.q[fit.first], qMax);
  const tail = tailOf(selectRange(part, Math.min(TAIL_FROM / rg, 0.7 * part.q[part.q.length - 1])));
  const middle = measuredPart(part);
  const beyond = tail.constant / qMax;
  const invariant = guinierPart(part.q[0], rg, i0) + middle.value + beyond;
  if (!(invariant > 0))
    throw new InputError(
      'The Porod invariant is not positive; too much background was subtracted from the curve.',
    );
  const invariantError = hypot(middle.error, tail.error / qMax);
  const volume = (2 * Math.PI ** 2 * i0) / invariant;
  const warnings =
    beyond > 0.35 * invariant
      ? [
          `${((100 * beyond) / invariant).toFixed(0)} % of the Porod invariant lies beyond the measured range.`,
        ]
      : [];
  return {
    invariant,
    invariantError,
    volume,
    volumeError: volume * hypot(fit.i0Error / i0, invariantError / invariant),
    porodConstant: tail.constant,
    qMax,
    warnings,
  };
}

/** Weighted mean of I q⁴, at least 0, with the scatter about it as its error: a tail is rarely ideal. */
function tailOf({ q, intensity, sigma }: Curve): { constant: number; error: number } {
  let weights = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < q.length; i++) {
    const value = q[i] ** 4 * intensity[i];
    const weight = 1 / (q[i] ** 4 * sigma[i]) ** 2;
    weights += weight;
    sum += weight * value;
    squares += weight * value * value;
  }
  const mean = sum / weights;
  return { constant: Math.max(0, mean), error: Math.sqrt(Math.max(0, squares / weights - mean * mean)) };
}

/** ∫ q² I(0) exp(−q²Rg²/3) dq from 0 to the first point, by Simpson's rule. */
function guinierPart(end: number, rg: number, i0: number): number {
  const steps = 20;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const q = (end * i) / steps;
    const weight = i === 0 || i === steps ? 1 : i % 2 ? 4 : 2;
    sum += weight * q * q * i0 * exp((-q * q * rg * rg) / 3);
  }
  return (sum * end) / steps / 3;
}

/** ∫ q² I dq over the points by trapezoids. */
function measuredPart({ q, intensity, sigma }: Curve): { value: number; error: number } {
  let value = 0;
  let variance = 0;
  for (let i = 0; i < q.length; i++) {
    const weight = 0.5 * ((q[i + 1] ?? q[i]) - (q[i - 1] ?? q[i])) * q[i] ** 2;
    value += weight * intensity[i];
    variance += (weight * sigma[i]) ** 2;
  }
  return { value, error: Math.sqrt(variance) };
}
