import { InputError } from '../../inputError';
import type { Curve } from '../curve';
import type { GnomResult } from './gnomResult';
import { isTrustworthy, plainGuinierWindow } from '../guinierWindow';
import { NoParticleError, SMALLEST_RG, withoutFall } from '../particle';
import type { QUnit } from '../measuredCurve';
import { namedUnit } from './namedUnit';
import type { RawCurve } from './rawCurve';
import { exp, log } from '../../elementary';

/** The unit of q in a file, its probability and the reason. */
export interface JudgedUnit {
  readonly unit: QUnit;
  /** probability, 0…1 */
  readonly confidence: number;
  /** one sentence */
  readonly reason: string;
  readonly warnings: readonly string[];
}

/** Below this probability of the unit the file is refused. */
const LEAST_CONFIDENCE = 0.9;
/** Log-odds that the unit in a field or a header is correct. */
const FIELD_TRUST = 5;
const HEADER_TRUST = 3.5;
/** Without a Guinier range, with fewer points or a shorter range, the curve gives no evidence of its unit. */
const FEWEST_POINTS = 30;
const SHORTEST_RANGE = 4;

/** Size, first and last q of biological SAXS curves, in Å and 1/Å: median, spread of ln. */
const USUAL = {
  rg: { median: 28, spread: 0.7, floor: 2e-3 },
  qMin: { median: 0.012, spread: 0.7, floor: 0.03 },
  qMax: { median: 0.35, spread: 0.55, floor: 0.03 },
} as const;

/**
 * Finds the unit of q: the unit in a field or header of the file, weighed against what the curve itself
 * would mean in either unit (its Rg by a Guinier fit, or by GNOM, and its range of q).
 *
 * @param curve points in the unit of the file
 * @throws NoParticleError when the intensity does not fall with q
 * @throws InputError when neither unit reaches a probability of 0.9: a wrong unit would pass unseen
 */
export function findUnit(curve: Curve, raw: RawCurve, name: string): JudgedUnit {
  const rg = sizeOf(curve, raw.gnom);
  const nothing = rg === undefined || 10 * rg < SMALLEST_RG ? withoutFall(curve) : undefined;
  if (nothing) throw new NoParticleError(`There is no particle in ${name}: ${nothing}.`);
  const physical = physicalOdds(curve, rg);
  const stated = statedUnit(raw);
  const trust = raw.unit ? FIELD_TRUST : HEADER_TRUST;
  const said = stated ? (stated.value === '1/A' ? trust : -trust) : 0;
  const odds = said + physical;
  const unit: QUnit = odds >= 0 ? '1/A' : '1/nm';
  const confidence = 1 / (1 + exp(-Math.abs(odds)));
  const meaning = meaningOf(curve, rg, unit);
  if (confidence < LEAST_CONFIDENCE || (stated && stated.value !== unit)) {
    throw new InputError(refusal(name, stated?.from, curve, rg));
  }
  if (!stated)
    return {
      unit,
      confidence,
      reason: `No unit of q is named; in ${unit} ${meaning}, as is usual.`,
      warnings: [],
    };
  const doubt = usualOdds(curve, rg);
  const doubtful = said * doubt < 0 && Math.abs(doubt) > 1;
  return {
    unit,
    confidence,
    reason: `${stated.from} says ${unit}; ${meaning}.`,
    warnings: doubtful
      ? [`The unit of q is ${unit} by ${stated.from}, but ${meaning}, which is unusual.`]
      : [],
  };
}

/** The unit given by the caller, with warnings where the file or the curve contradicts it. */
export function givenUnit(curve: Curve, raw: RawCurve, unit: QUnit): JudgedUnit {
  const rg = sizeOf(curve, raw.gnom);
  const odds = physicalOdds(curve, rg) * (unit === '1/A' ? 1 : -1);
  const stated = statedUnit(raw);
  const warnings: string[] = [];
  if (stated && stated.value !== unit)
    warnings.push(`The caller gave ${unit}, but ${stated.from} says ${stated.value}.`);
  if (odds < -3) warnings.push(`In ${unit}, as given, ${meaningOf(curve, rg, unit)}, which is unusual.`);
  return { unit, confidence: 1, reason: `The caller gave ${unit}.`, warnings };
}

function statedUnit(raw: RawCurve): RawCurve['unit'] {
  return raw.unit ?? namedUnit(raw.caption ? [raw.caption] : []) ?? namedUnit(raw.words);
}

/** Rg in the inverse unit of q in the file. */
function sizeOf(curve: Curve, gnom: GnomResult | undefined): number | undefined {
  if (gnom && gnom.rg > 0) return gnom.rg;
  const window = plainGuinierWindow(curve);
  return window && isTrustworthy(window) ? window.rg : undefined;
}

/** ln of probability in 1/Å over probability in 1/nm, from the curve alone. */
function physicalOdds({ q }: Curve, rg: number | undefined): number {
  const first = q[0];
  const last = q[q.length - 1];
  return q.length < FEWEST_POINTS || last < SHORTEST_RANGE * first ? 0 : usualOdds({ q }, rg);
}

/** The same of a curve however short, which is enough to doubt a unit that is named. */
function usualOdds({ q }: Pick<Curve, 'q'>, rg: number | undefined): number {
  if (rg === undefined) return 0;
  const first = q[0];
  const last = q[q.length - 1];
  let odds = lnUsual(first, USUAL.qMin) - lnUsual(first / 10, USUAL.qMin);
  odds += lnUsual(last, USUAL.qMax) - lnUsual(last / 10, USUAL.qMax);
  return odds + lnUsual(rg, USUAL.rg) - lnUsual(10 * rg, USUAL.rg);
}

/** ln of a log-normal density with a floor for rare values. */
function lnUsual(
  value: number,
  { median, spread, floor }: { median: number; spread: number; floor: number },
): number {
  const z = log(value / median) / spread;
  return log(exp(-0.5 * z * z) + floor);
}

function meaningOf({ q }: Curve, rg: number | undefined, unit: QUnit): string {
  const factor = unit === '1/A' ? 1 : 0.1;
  const range = `q spans ${(q[0] * factor).toPrecision(2)}–${(q[q.length - 1] * factor).toPrecision(2)} 1/Å`;
  return rg === undefined
    ? `${range} (no Guinier range)`
    : `Rg is ${(rg / factor).toPrecision(3)} Å and ${range}`;
}

function refusal(name: string, stated: string | undefined, curve: Curve, rg: number | undefined): string {
  const range = `q ${curve.q[0].toPrecision(3)} to ${curve.q[curve.q.length - 1].toPrecision(3)}`;
  const sizes =
    rg === undefined ? '' : `, Rg ${rg.toPrecision(3)} Å in 1/Å or ${(10 * rg).toPrecision(3)} Å in 1/nm`;
  const problem = stated
    ? `${stated} does not go with the curve`
    : 'the file does not name it and the curve does not determine it';
  return `The unit of q in ${name} is not certain: ${problem} (${range}${sizes}); say 1/A or 1/nm.`;
}
