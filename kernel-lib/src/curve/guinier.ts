import { InputError } from '../inputError';
import type { Curve } from './curve';
import { GUINIER_LIMIT, type GuinierWindow } from './guinierLine';
import { systematicError } from './guinierSystematic';
import { guinierWindow } from './guinierWindow';
import { pairDistance } from './pairDistance';
import { NoParticleError, requireParticle, withoutFall } from './particle';
import { exp, hypot } from '../elementary';

/** Radius of gyration and forward scattering of a curve. */
export interface GuinierFit {
  /** radius of gyration in Å and its standard error, that of the choice of the range included */
  readonly rg: number;
  readonly rgError: number;
  /** I(0) in the unit of the intensity and its standard error */
  readonly i0: number;
  readonly i0Error: number;
  /** indices of the first and last point of the fit */
  readonly first: number;
  readonly last: number;
  /** q·Rg at these points */
  readonly qRgMin: number;
  readonly qRgMax: number;
  /** reduced chi-square of the line */
  readonly chi2: number;
  /** source: the fitted line, or p(r) where the curve begins too late for a line */
  readonly method: 'guinier' | 'pairDistance';
  /**
   * 0…1: the product of four shares, each 1 where all is well: range (q·Rg from below 0.7), number of
   * points (8), relative error of Rg (below 3 %), straightness
   */
  readonly quality: number;
  readonly warnings: readonly string[];
}

/** A larger share of Rg as its error is said in words. */
const LARGE_ERROR = 0.1;

/**
 * Guinier fit ln I = ln I(0) − q²Rg²/3 (Guinier 1939, Ann. Phys. 12, 161) weighted by the errors, on a
 * range found automatically with q·Rg ≤ 1.3. A curve that begins too late for a line gets Rg and I(0)
 * from its pair-distance distribution, with a warning.
 *
 * @throws InputError when the curve has fewer than 5 points or shows no size
 * @throws NoParticleError when the intensity does not fall or Rg is below 5 Å
 */
export function guinier(curve: Curve): GuinierFit {
  if (curve.q.length < 5)
    throw new InputError(`The curve has ${curve.q.length} points; a Guinier fit needs at least 5.`);
  const window = guinierWindow(curve);
  const fit = window ? fromWindow(curve, window) : fromPairDistance(curve);
  requireParticle(curve, fit.rg);
  return fit;
}

function fromWindow(curve: Curve, window: GuinierWindow): GuinierFit {
  const { first, last, rg, rgError } = window;
  const i0 = exp(window.lnI0);
  const systematic = systematicError(curve, window);
  return {
    rg,
    rgError: hypot(rgError, systematic.rg),
    i0,
    i0Error: i0 * hypot(window.lnI0Error, systematic.lnI0),
    first,
    last,
    qRgMin: curve.q[first] * rg,
    qRgMax: curve.q[last] * rg,
    chi2: window.chi2,
    method: 'guinier',
    quality: qualityOf(curve, window),
    warnings: [...warningsOf(curve, window), ...uncertain(rg, hypot(rgError, systematic.rg))],
  };
}

function uncertain(rg: number, rgError: number): string[] {
  if (rgError < LARGE_ERROR * rg) return [];
  return [
    `Rg is uncertain by ${((100 * rgError) / rg).toFixed(0)} %: the curve is too noisy or has too few points.`,
  ];
}

function fromPairDistance(curve: Curve): GuinierFit {
  const nothing = withoutFall(curve);
  if (nothing) throw new NoParticleError(`There is no particle in this curve: ${nothing}.`);
  const { rg, rgError, i0, i0Error, chi2, quality } = pairDistance(curve);
  let last = 0;
  while (last + 1 < curve.q.length && curve.q[last + 1] * rg <= GUINIER_LIMIT) last++;
  return {
    rg,
    rgError,
    i0,
    i0Error,
    first: 0,
    last,
    qRgMin: curve.q[0] * rg,
    qRgMax: curve.q[last] * rg,
    chi2,
    method: 'pairDistance',
    quality: 0.5 * quality,
    warnings: [
      `The curve has no Guinier range (its first point lies at q·Rg = ${(curve.q[0] * rg).toFixed(2)}); Rg and I(0) come from p(r).`,
    ],
  };
}

function qualityOf({ q }: Curve, { first, last, rg, rgError, bend, bendError }: GuinierWindow): number {
  const start = q[first] * rg;
  const range = start <= 0.7 ? 1 : Math.max(0, 1 - (start - 0.7));
  const points = Math.min(1, (last - first + 1) / 8);
  const precision = 1 / (1 + (rgError / rg / 0.03) ** 2);
  const bent = Math.max(0, Math.abs(bend) - 2 * bendError) / rg;
  return range * points * precision * exp(-bent / 0.1);
}

function warningsOf(curve: Curve, window: GuinierWindow): string[] {
  const { first, last, rg, bend, bendError } = window;
  const warnings: string[] = [];
  if (first > 0) warnings.push(skippedPoints(curve, window));
  const start = curve.q[first] * rg;
  if (start > 0.8)
    warnings.push(`The Guinier range begins at q·Rg = ${start.toFixed(2)}, late for a reliable Rg.`);
  if (last - first + 1 < 8) warnings.push(`The Guinier range has only ${last - first + 1} points.`);
  if (Math.abs(bend) > 3 * bendError && Math.abs(bend) > 0.05 * rg) {
    warnings.push(
      `The Guinier plot bends ${bend > 0 ? 'up: elongated, aggregated or attracting particles' : 'down: repulsion between particles or too much background subtracted'}.`,
    );
  }
  return warnings;
}

function skippedPoints({ q, intensity, sigma }: Curve, { first, rg, lnI0 }: GuinierWindow): string {
  let deviation = 0;
  for (let i = 0; i < first; i++) deviation += (intensity[i] - exp(lnI0 - (q[i] * rg) ** 2 / 3)) / sigma[i];
  const mean = deviation / Math.sqrt(first);
  const [subject, lie, scatter] =
    first === 1
      ? ['point was', 'it lies', 'it scatters']
      : [`${first} points were`, 'they lie', 'they scatter'];
  const how =
    mean > 3
      ? `${lie} above the line, as with aggregates`
      : mean < -3
        ? `${lie} below the line, as behind a beamstop or with repulsion`
        : `${scatter} about the line more than the rest`;
  return `The first ${subject} left out of the Guinier fit: ${how}.`;
}
