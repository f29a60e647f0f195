import { InputError } from '../inputError';
import type { Curve } from './curve';
import { concentrationTrend, SAME_HEIGHT } from './concentrationTrend';
import { guinier } from './guinier';
import { residualRuns, type ResidualRuns } from './residualRuns';
import { hypot } from '../elementary';

/** Size of one curve of a series. */
export interface SeriesMember {
  /** Å, with standard errors; undefined where the curve shows no size */
  readonly rg?: number;
  readonly rgError?: number;
  /** in the unit of the curve */
  readonly i0?: number;
  readonly i0Error?: number;
}

/** Comparison of two curves of a series. */
export interface PairComparison {
  readonly first: number;
  readonly second: number;
  /** CorMap: longest run of differences of one sign and its probability; small where the curves differ */
  readonly runs: ResidualRuns;
  /** the same, corrected for the number of pairs (Bonferroni) */
  readonly adjustedP: number;
}

/** Curves of one sample, frames or a series of concentrations. */
export interface CurveSeries {
  readonly members: readonly SeriesMember[];
  readonly pairs: readonly PairComparison[];
  /** curves that agree with each other, the largest such set that grows from one curve */
  readonly alike: readonly number[];
  readonly warnings: readonly string[];
}

/** Options of `curveSeries`. */
export interface SeriesOptions {
  /** each curve is scaled onto the first before comparison, as for concentrations; default false, as for frames */
  readonly scale?: boolean;
  /** adjusted probability below which two curves differ; default 0.01 */
  readonly significance?: number;
}

const SIGNIFICANCE = 0.01;
/**
 * Compares curves with each other: sizes, CorMap of each pair (Franke et al. 2015), and which agree.
 *
 * @throws InputError with fewer than two curves, or where two have no q in common
 */
export function curveSeries(curves: readonly Curve[], options: SeriesOptions = {}): CurveSeries {
  if (curves.length < 2) throw new InputError(`There is ${curves.length} curve: expected two or more.`);
  const common = onCommonPoints(curves);
  const scaled = options.scale ? common.map((curve) => scaledOnto(curve, common[0])) : common;
  const count = (curves.length * (curves.length - 1)) / 2;
  const pairs: PairComparison[] = [];
  for (let a = 0; a < scaled.length; a++) {
    for (let b = a + 1; b < scaled.length; b++) {
      const runs = residualRuns(scaled[a].intensity.map((value, i) => value - scaled[b].intensity[i]));
      pairs.push({ first: a, second: b, runs, adjustedP: Math.min(1, runs.p * count) });
    }
  }
  const members = curves.map(sizeOf);
  return {
    members,
    pairs,
    alike: alikeOf(curves.length, pairs, options.significance ?? SIGNIFICANCE),
    warnings: [
      ...sameCurves(scaled),
      ...(options.scale ? [] : heights(members)),
      ...concentrationTrend(common, members),
    ],
  };
}

/**
 * The mean of curves on one set of points, each point weighted by its errors: σ = 1 / √Σσ⁻².
 *
 * @throws InputError as `curveSeries`
 */
export function averageCurves(curves: readonly Curve[], options: Pick<SeriesOptions, 'scale'> = {}): Curve {
  const same = onCommonPoints(curves);
  const common = options.scale ? same.map((curve) => scaledOnto(curve, same[0])) : same;
  const { q } = common[0];
  const weight = q.map((_, i) => common.reduce((sum, { sigma }) => sum + sigma[i] ** -2, 0));
  return {
    q,
    intensity: q.map(
      (_, i) =>
        common.reduce((sum, { intensity, sigma }) => sum + intensity[i] / sigma[i] ** 2, 0) / weight[i],
    ),
    sigma: weight.map((value) => 1 / Math.sqrt(value)),
  };
}

/** The curves at those q of the first that all cover; curves with other points are interpolated. */
function onCommonPoints(curves: readonly Curve[]): Curve[] {
  const low = Math.max(...curves.map(({ q }) => q[0])),
    high = Math.min(...curves.map(({ q }) => q[q.length - 1]));
  const slack = 1e-6 * high;
  const q = curves[0].q.filter((value) => value >= low - slack && value <= high + slack);
  if (q.length < 10) {
    throw new InputError(
      `The curves have ${q.length} points in common: expected at least 10 in one range of q.`,
    );
  }
  return curves.map((curve) => interpolated(curve, q));
}

function interpolated(curve: Curve, q: Float64Array): Curve {
  const intensity = new Float64Array(q.length),
    sigma = new Float64Array(q.length);
  let j = 0;
  for (let i = 0; i < q.length; i++) {
    while (j < curve.q.length - 2 && curve.q[j + 1] < q[i]) j++;
    const width = curve.q[j + 1] - curve.q[j];
    const raw = width > 0 ? (q[i] - curve.q[j]) / width : 0;
    // points that are the same but for rounding are taken as they are
    const t = Math.abs(raw) < 1e-3 ? 0 : Math.abs(raw - 1) < 1e-3 ? 1 : raw;
    intensity[i] = (1 - t) * curve.intensity[j] + t * curve.intensity[j + 1];
    sigma[i] = hypot((1 - t) * curve.sigma[j], t * curve.sigma[j + 1]);
  }
  return { q, intensity, sigma };
}

/** A curve times the factor that brings it nearest to another. */
function scaledOnto(curve: Curve, target: Curve): Curve {
  let product = 0,
    square = 0;
  for (let i = 0; i < curve.q.length; i++) {
    const weight = 1 / (curve.sigma[i] ** 2 + target.sigma[i] ** 2);
    product += weight * curve.intensity[i] * target.intensity[i];
    square += weight * curve.intensity[i] ** 2;
  }
  const factor = square > 0 && product > 0 ? product / square : 1;
  return {
    q: curve.q,
    intensity: curve.intensity.map((value) => factor * value),
    sigma: curve.sigma.map((value) => factor * value),
  };
}

function sizeOf(curve: Curve): SeriesMember {
  try {
    const { rg, rgError, i0, i0Error } = guinier(curve);
    return { rg, rgError, i0, i0Error };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return {};
  }
}

/** The largest of the sets grown from each curve, in order, of curves that agree with all in the set. */
function alikeOf(count: number, pairs: readonly PairComparison[], significance: number): number[] {
  const differ = new Set(
    pairs
      .filter(({ adjustedP }) => adjustedP < significance)
      .map(({ first, second }) => `${first} ${second}`),
  );
  const agrees = (a: number, b: number): boolean => !differ.has(`${Math.min(a, b)} ${Math.max(a, b)}`);
  let best: number[] = [];
  for (let start = 0; start < count; start++) {
    const set = [start];
    for (let k = 0; k < count; k++) if (k !== start && set.every((one) => agrees(one, k))) set.push(k);
    if (set.length > best.length) best = set;
  }
  return best.sort((a, b) => a - b);
}

/** A warning for each pair of curves that are the same to the last digit. */
function sameCurves(curves: readonly Curve[]): string[] {
  return curves.flatMap(({ intensity }, b) => {
    const a = curves.findIndex((other) => other.intensity.every((value, i) => value === intensity[i]));
    return a < b ? [`Curves ${a + 1} and ${b + 1} are the same: a mean counts that measurement twice.`] : [];
  });
}

/** A warning where curves that are compared as they are have different heights. */
function heights(members: readonly SeriesMember[]): string[] {
  const known = members.map(({ i0 }) => i0).filter((i0) => i0 !== undefined && i0 > 0) as number[];
  const ratio = Math.max(...known) / Math.min(...known);
  return known.length > 1 && ratio > SAME_HEIGHT
    ? [
        `I(0) differs by a factor of ${ratio.toPrecision(2)}: curves of several concentrations are compared with the option scale.`,
      ]
    : [];
}
