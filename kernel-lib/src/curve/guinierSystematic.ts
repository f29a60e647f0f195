import type { Curve } from './curve';
import { FEWEST_POINTS, fitGuinierLine, guinierPlot, type GuinierWindow } from './guinierLine';
import { hypot } from '../elementary';

/** Ends of other ranges in q·Rg, and how many eighths of the points their starts leave out. */
const ENDS = [0.85, 1, 1.15, Infinity] as const;
const STARTS = [0, 1, 2, 3] as const;
/** A range has to hold this share of the points. */
const LEAST_SHARE = 1 / 3;
/** Deviation of the law of Guinier itself at q·Rg up to 1.3, as a share of Rg: a globule 2 %, a chain 7 %. */
const USUAL_BIAS = 0.03;

/** Errors of a Guinier fit that its scatter about the line does not show. */
export interface SystematicError {
  /** of rg in Å */
  readonly rg: number;
  /** of ln I(0) */
  readonly lnI0: number;
}

/**
 * Effect of the choice of the range on a Guinier fit: the root mean square over shorter ranges inside it of their
 * difference to it, weighted by their errors (after AutoRG, Petoukhov et al. 2007, J. Appl. Cryst. 40, s223) and
 * without what noise makes of it, and
 * the difference to a parabola through the same points, as far as the errors let that be known.
 */
export function systematicError(curve: Curve, window: GuinierWindow): SystematicError {
  const plot = guinierPlot(curve);
  const others = ranges(curve, window).flatMap(([first, last]) => fitGuinierLine(plot, first, last) ?? []);
  let total = 0;
  let rg = 0;
  let lnI0 = 0;
  for (const other of others) {
    const weight = 1 / other.rgError ** 2;
    if (!Number.isFinite(weight)) continue;
    total += weight;
    rg += weight * beyond(other.rg - window.rg, other.rgError, window.rgError);
    lnI0 += weight * beyond(other.lnI0 - window.lnI0, other.lnI0Error, window.lnI0Error);
  }
  const known = 1 / (1 + (window.bendError / (USUAL_BIAS * window.rg)) ** 2);
  const scatter = (sum: number): number => (total > 0 ? Math.sqrt(Math.max(0, sum) / total) : 0);
  return {
    rg: hypot(scatter(rg), known * window.bend),
    lnI0: hypot(scatter(lnI0), known * window.bendOfLnI0),
  };
}

/** The square of a difference beyond what noise alone makes of it: the variance of the part less that of the whole. */
function beyond(difference: number, error: number, whole: number): number {
  return difference ** 2 - Math.max(0, error ** 2 - whole ** 2);
}

function ranges({ q }: Curve, { first, last, rg }: GuinierWindow): [first: number, last: number][] {
  const points = last - first + 1;
  const least = Math.max(FEWEST_POINTS, LEAST_SHARE * points);
  return ENDS.flatMap((end) => {
    let to = last;
    while (to > first && q[to] * rg > end) to--;
    return STARTS.map((share): [number, number] => [first + Math.floor((share * points) / 8), to]);
  }).filter(([from, to]) => to - from + 1 >= least && to - from + 1 < points);
}
