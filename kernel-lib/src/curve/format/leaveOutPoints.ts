import type { Curve } from '../curve';
import { guinierWindow, isTrustworthy } from '../guinierWindow';
import type { LeftOutPoint } from '../measuredCurve';
import { oddPoints, runningMedian } from '../oddPoints';
import type { CleanPoints } from './cleanPoints';
import { exp, hypot } from '../../elementary';

/** Number of passes: removal of an outlier may reveal another beside it. */
const ROUNDS = 3;
/** A first point belongs to the beam, or the shadow of its stop, at so many times the Guinier line … */
const LEAK = 1.5;
const SHADOW = 0.67;
/** … and a distance from it of so many of its errors, to which a share of the line is added. */
const LEAST_DEVIATIONS = 5;
const SHARE_OF_LINE = 0.05;
/** Without a Guinier line a point is in the shadow below this share of the largest intensity after it. */
const DARK = 0.3;

/** The points except those that disagree with their neighbours (`oddPoints`). */
export function withoutOddPoints(points: CleanPoints): { kept: CleanPoints; leftOut: LeftOutPoint[] } {
  let kept = points;
  const leftOut: LeftOutPoint[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const odd = oddPoints(kept.q, kept.intensity, kept.sigma);
    if (!odd.includes(1)) break;
    leftOut.push(...named(kept, (i) => odd[i] === 1, 'it disagrees with its neighbours'));
    kept = { ...kept, ...chosen(kept, (i) => odd[i] === 0) };
  }
  return { kept, leftOut };
}

/**
 * The part of a curve that belongs to the sample: without its first points up to the last that is 1.5 times the
 * Guinier line or more (the beam beside its stop, or large aggregates) or 0.67 times or less (its shadow).
 */
export function withoutBeamStop(curve: Curve): { kept: Curve; leftOut: LeftOutPoint[] } {
  const window = guinierWindow(curve);
  if (!window) return withoutDarkPoints(curve);
  if (window.first === 0 || !isTrustworthy(window)) return { kept: curve, leftOut: [] };
  const ratio = (i: number): number => {
    const line = exp(window.lnI0 - (curve.q[i] * window.rg) ** 2 / 3);
    const deviation = Math.abs(curve.intensity[i] - line);
    if (deviation < LEAST_DEVIATIONS * hypot(curve.sigma[i], SHARE_OF_LINE * line)) return 1;
    return curve.intensity[i] / line;
  };
  let start = window.first;
  while (start > 0 && ratio(start - 1) < LEAK && ratio(start - 1) > SHADOW) start--;
  return from(curve, start, (i) =>
    ratio(i) >= 1
      ? 'it lies far above the Guinier line of the points after it, as the beam beside its stop or large aggregates'
      : 'it lies far below the Guinier line of the points after it, as in the shadow of the beam stop',
  );
}

/** Without a Guinier range: leaves out points before the largest intensity that are far below it. */
function withoutDarkPoints(curve: Curve): { kept: Curve; leftOut: LeftOutPoint[] } {
  const level = runningMedian(curve.intensity, 2);
  let peak = 0;
  level.forEach((value, i) => (peak = value > level[peak] ? i : peak));
  let start = peak;
  while (start > 0 && !(level[start - 1] < DARK * level[peak])) start--;
  return from(curve, start, () => 'it lies far below the points after it, as in the shadow of the beam stop');
}

function from(
  curve: Curve,
  start: number,
  why: (i: number) => string,
): { kept: Curve; leftOut: LeftOutPoint[] } {
  if (start === 0) return { kept: curve, leftOut: [] };
  const leftOut = Array.from({ length: start }, (_, i) => point(curve, i, why(i)));
  return { kept: { ...chosen(curve, (i) => i >= start), sigma: curve.sigma.slice(start) }, leftOut };
}

type Columns = Pick<CleanPoints, 'q' | 'intensity' | 'sigma'>;

function chosen(columns: Columns, keep: (i: number) => boolean): Columns {
  const pick = (values: Float64Array): Float64Array => values.filter((_, i) => keep(i));
  return {
    q: pick(columns.q),
    intensity: pick(columns.intensity),
    sigma: columns.sigma && pick(columns.sigma),
  };
}

function named(columns: Columns, isLeft: (i: number) => boolean, reason: string): LeftOutPoint[] {
  return Array.from(columns.q.keys())
    .filter(isLeft)
    .map((i) => point(columns, i, reason));
}

function point({ q, intensity, sigma }: Columns, i: number, reason: string): LeftOutPoint {
  return { q: q[i], intensity: intensity[i], ...(sigma ? { sigma: sigma[i] } : {}), reason };
}
