import type { Curve } from './curve';
import { oddPoints, runningMedian } from './oddPoints';
import { PolynomialSums } from '../numerics/polynomialSums';
import { log } from '../elementary';

/** A straight piece of the Guinier plot ln I against q². */
export interface GuinierWindow {
  /** indices of its first and last point */
  readonly first: number;
  readonly last: number;
  readonly rg: number;
  /** standard error of rg from the scatter about the line, at least that from the errors of the curve */
  readonly rgError: number;
  /** ln I(0) and its standard error */
  readonly lnI0: number;
  readonly lnI0Error: number;
  /** reduced chi-square of the line */
  readonly chi2: number;
  /** rg from a parabola at q = 0 minus rg from the line, and its standard error */
  readonly bend: number;
  readonly bendError: number;
  /** ln I(0) from that parabola minus that from the line */
  readonly bendOfLnI0: number;
}

/** Largest q·Rg of a Guinier fit. */
export const GUINIER_LIMIT = 1.3;
/** … and its fewest points. */
export const FEWEST_POINTS = 5;

/** A curve prepared for fits to its windows. */
export interface GuinierPlot {
  readonly curve: Curve;
  readonly sums: PolynomialSums;
  readonly scale: number;
  /** running median of the intensity */
  readonly level: Float64Array;
  /** 1 for points without weight */
  readonly odd: Uint8Array;
}

/** By the column of q, which curves share that differ in name and other words alone. */
const plots = new WeakMap<Float64Array, GuinierPlot>();

/** The plot of a curve, made once for all who ask. */
export function guinierPlot(curve: Curve): GuinierPlot {
  const known = plots.get(curve.q);
  if (known && known.curve.intensity === curve.intensity && known.curve.sigma === curve.sigma) return known;
  const plot = makePlot(curve);
  plots.set(curve.q, plot);
  return plot;
}

function makePlot(curve: Curve): GuinierPlot {
  const { q, intensity, sigma } = curve;
  const odd = oddPoints(q, intensity, sigma);
  const level = runningMedian(intensity, 2);
  const scale = largest(level, 0);
  return { curve, sums: guinierSums(curve, scale, odd), scale, level, odd };
}

/** The line through points first…last of the plot; undefined where it does not fall. */
export function fitGuinierLine(
  { curve, sums, scale }: GuinierPlot,
  first: number,
  last: number,
): GuinierWindow | undefined {
  const unit = curve.q[curve.q.length - 1];
  const line = sums.fit(first, last, 1);
  if (!line || !(line.coefficients[1] < 0)) return undefined;
  const rg = Math.sqrt(-3 * line.coefficients[1]) / unit;
  const chi2 = line.chi2 / (last - first - 1);
  const inflation = Math.max(1, chi2);
  /** d rg / d slope, absolute */
  const sensitivity = rg / (2 * Math.abs(line.coefficients[1]));
  const parabola = sums.fit(first, last, 2);
  const bend = parabola ? -(parabola.coefficients[1] - line.coefficients[1]) * sensitivity : 0;
  const bendVariance = parabola ? parabola.variances[1] - line.variances[1] : 0;
  return {
    first,
    last,
    rg,
    rgError: Math.sqrt(line.variances[1] * inflation) * sensitivity,
    lnI0: line.coefficients[0] + log(scale),
    lnI0Error: Math.sqrt(line.variances[0] * inflation),
    chi2,
    bend,
    bendError: Math.sqrt(Math.max(0, bendVariance) * inflation) * sensitivity,
    bendOfLnI0: parabola ? parabola.coefficients[0] - line.coefficients[0] : 0,
  };
}

/** The largest of the values from an index on, 0 at least. */
export function largest(values: Float64Array, start: number): number {
  let most = 0;
  for (let i = start; i < values.length; i++) most = Math.max(most, values[i]);
  return most;
}

/** x = (q/q_last)², y = ln I/scale, weight (I/σ)²; odd points and those without a logarithm have no weight. */
function guinierSums({ q, intensity, sigma }: Curve, scale: number, odd: Uint8Array): PolynomialSums {
  const unit = q[q.length - 1];
  return new PolynomialSums(
    q.map((value) => (value / unit) ** 2),
    intensity.map((value) => (value > 0 ? log(value / scale) : 0)),
    intensity.map((value, i) => (value > 0 && !odd[i] ? (value / sigma[i]) ** 2 : 0)),
  );
}
