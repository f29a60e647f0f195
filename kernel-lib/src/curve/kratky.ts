import type { Curve } from './curve';
import type { GuinierFit } from './guinier';
import { rebin } from './rebin';

/** Class of a particle by its dimensionless Kratky plot. */
export type KratkyClass = 'compact' | 'elongated or flexible' | 'unfolded' | 'undetermined';

/** The dimensionless Kratky plot of a curve. */
export interface KratkyPlot {
  /** q·Rg of every point of the curve */
  readonly x: Float64Array;
  /** (q·Rg)² I/I(0) and its standard error from that of the intensity */
  readonly y: Float64Array;
  readonly yError: Float64Array;
  /** the maximum of the plot: √3 and 3/e = 1.104 for a compact globular particle */
  readonly peak: { readonly x: number; readonly y: number; readonly yError: number };
  /** y at the end of the plot's reliable range divided by that of the peak: 0 compact, 1 a plateau */
  readonly tail: number;
  readonly class: KratkyClass;
  /** one sentence: the reason for the class */
  readonly reason: string;
}

/** Largest q·Rg that is used; beyond it proteins show their internal structure. */
const READ_TO = 6;
const LEAST_REACH = 3.5;
/** Share of its plateau that the plot of a chain has reached here, where that of a rod or a string of domains still rises. */
const RISEN_AT = 2.5;
const RISEN = 0.8;

/**
 * Dimensionless Kratky plot (Durand et al. 2010, J. Struct. Biol. 169, 45; Receveur-Bréchot & Durand
 * 2012, Curr. Protein Pept. Sci. 13, 55): a compact particle has a bell with its maximum 1.1 at
 * q·Rg = 1.73, an elongated or flexible one a later and higher maximum, a chain climbs to a plateau
 * before q·Rg = 3, and a rod or a string of domains keeps rising there.
 */
export function kratky(curve: Curve, fit: Pick<GuinierFit, 'rg' | 'i0'>): KratkyPlot {
  const { rg, i0 } = fit;
  const plot = (part: Curve): { x: Float64Array; y: Float64Array; yError: Float64Array } => {
    const x = part.q.map((q) => q * rg);
    return {
      x,
      y: x.map((value, i) => (value * value * part.intensity[i]) / i0),
      yError: x.map((value, i) => (value * value * part.sigma[i]) / i0),
    };
  };
  const smooth = plot(rebin(curve, { qMax: Math.max(READ_TO / rg, curve.q[0]), points: 40 }));
  const sure = reach(smooth);
  const peak = peakOf(smooth, sure);
  const tail = tailOf(smooth, sure) / peak.y;
  const rise = around(smooth.y, nearest(smooth.x, RISEN_AT), sure) / peak.y;
  return { ...plot(curve), peak, tail, ...classify(peak, tail, rise, smooth.x[sure]) };
}

type Plot = Pick<KratkyPlot, 'x' | 'y' | 'yError'>;

/** Index of the last point before the noise passes a third of the largest y so far. */
function reach({ y, yError }: Plot): number {
  let most = 0;
  let last = 0;
  for (let i = 0; i < y.length; i++) {
    if (yError[i] < 0.3 * Math.max(most, y[i])) last = i;
    else if (i > last + 2) break;
    most = Math.max(most, y[i] - yError[i]);
  }
  return last;
}

function peakOf({ x, y, yError }: Plot, last: number): KratkyPlot['peak'] {
  let best = 0;
  for (let i = 1; i <= last; i++) if (around(y, i, last) > around(y, best, last)) best = i;
  return { x: x[best], y: around(y, best, last), yError: yError[best] };
}

function tailOf({ y }: Plot, last: number): number {
  return around(y, last, last);
}

/** Mean of a point and its neighbours up to `last`. */
function around(values: Float64Array, i: number, last: number): number {
  const part = values.slice(Math.max(0, i - 1), Math.min(last, i + 1) + 1);
  return part.reduce((sum, value) => sum + value, 0) / part.length;
}

/** Index of the value nearest to a target, of ascending values. */
function nearest(values: Float64Array, wanted: number): number {
  let best = 0;
  values.forEach(
    (value, i) => (best = Math.abs(value - wanted) < Math.abs(values[best] - wanted) ? i : best),
  );
  return best;
}

function classify(
  peak: KratkyPlot['peak'],
  tail: number,
  rise: number,
  end: number,
): Pick<KratkyPlot, 'class' | 'reason'> {
  const where = `maximum ${peak.y.toFixed(2)} at q·Rg = ${peak.x.toFixed(2)} (1.10 at 1.73 for a globule)`;
  if (end < LEAST_REACH) {
    return {
      class: 'undetermined',
      reason: `The plot is reliable only to q·Rg = ${end.toFixed(1)}; ${LEAST_REACH} is needed.`,
    };
  }
  if (tail > 0.8 && peak.y > 1.4 && rise > RISEN)
    return {
      class: 'unfolded',
      reason: `The plot climbs to a plateau: ${where}, ${(100 * tail).toFixed(0)} % of it at q·Rg = ${end.toFixed(1)}.`,
    };
  if (peak.x < 2.2 && peak.y < 1.3 && tail < 0.75)
    return {
      class: 'compact',
      reason: `The plot is a bell: ${where}, ${(100 * tail).toFixed(0)} % of it at q·Rg = ${end.toFixed(1)}.`,
    };
  return {
    class: 'elongated or flexible',
    reason: `The maximum is shifted or broad: ${where}, ${(100 * tail).toFixed(0)} % of it at q·Rg = ${end.toFixed(1)}.`,
  };
}
