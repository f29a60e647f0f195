import type { Curve } from '../curve/curve';
import { InputError } from '../inputError';
import { FORM_FACTOR_BOUNDS, formFactor } from './solvent';

/** What is fitted beside the scale. */
export interface FitOptions {
  /** a constant added to the model: true for any, or its bounds in the unit of the observed intensity; default none */
  readonly background?: boolean | readonly [min: number, max: number];
  /** s² of exp(−s² q²) in Å²: true for −1 … 9, or its bounds; default 0 */
  readonly formFactor?: boolean | readonly [min: number, max: number];
}

/** A model profile fitted to a curve: scale · model · exp(−s2 q²) + background. */
export interface Fit {
  /** mean squared deviation in units of the errors */
  readonly chi2: number;
  /** factor of the model, ≥ 0 */
  readonly scale: number;
  /** constant in the unit of the observed intensity */
  readonly background: number;
  /** s² in Å² */
  readonly s2: number;
}

/** The fits of many models, in their order. */
export interface Fits {
  readonly chi2: Float64Array;
  readonly scale: Float64Array;
  readonly background: Float64Array;
  readonly s2: Float64Array;
}

/**
 * The reduced chi-square of a model profile against a curve (He, Liu & Liu 2020, eq. 4),
 *
 *     chi² = 1/N Σ_i [(I_obs(q_i) − c · I(q_i) · exp(−s² q_i²) − b) / σ_i]²,
 *
 * smallest over the scale c ≥ 0 and, where asked for, the background b and the form factor s² within their bounds.
 * c and b are solved for; s² is scanned over 21 values and refined by a parabola.
 *
 * @param model intensities at observed.q
 * @throws InputError when lengths differ, an error is not above 0, or a value is not finite
 */
export function chiSquare(observed: Curve, model: Float64Array, options: FitOptions = {}): Fit {
  const fits = chiSquareBatch(observed, model, 1, options);
  return { chi2: fits.chi2[0], scale: fits.scale[0], background: fits.background[0], s2: fits.s2[0] };
}

/**
 * `chiSquare` of many models at once.
 *
 * @param models count × observed.q.length intensities
 * @throws InputError as `chiSquare`
 */
export function chiSquareBatch(
  observed: Curve, models: Float64Array, count: number, options: FitOptions = {},
): Fits {
  const points = observed.q.length;
  requireCurve(observed);
  if (models.length !== count * points) {
    throw new InputError(`${models.length} intensities for ${count} models of ${points} points; ${points} a model would do.`);
  }
  const problem = prepare(observed, options);
  const fits: Fits = {
    chi2: new Float64Array(count), scale: new Float64Array(count),
    background: new Float64Array(count), s2: new Float64Array(count),
  };
  for (let i = 0; i < count; i++) {
    const model = models.subarray(i * points, (i + 1) * points);
    const s2 = problem.scan.length > 1 ? bestFormFactor(problem, model) : problem.scan[0];
    formFactor(s2, observed.q, problem.factor);
    const { scale, background } = solve(problem, model, problem.factor);
    const chi2 = deviation(observed, model, problem.factor, scale, background);
    if (!Number.isFinite(chi2)) throw new InputError(`Model ${i + 1} has intensities that are no numbers; finite ones would do.`);
    fits.chi2[i] = chi2;
    fits.scale[i] = scale;
    fits.background[i] = background;
    fits.s2[i] = s2;
  }
  return fits;
}

/** The curve of a fit: scale · model · exp(−s2 q²) + background. */
export function fittedProfile(fit: Fit, model: Float64Array, q: Float64Array): Float64Array {
  return formFactor(fit.s2, q).map((factor, i) => fit.scale * model[i] * factor + fit.background);
}

/** Values of s² that are tried before the parabola. */
const SCAN = 21;

/** A curve made ready for many models. */
interface Problem {
  /** 1/σ² */
  readonly weight: Float64Array;
  /** I/σ² */
  readonly weighted: Float64Array;
  readonly sums: { readonly w: number; readonly wy: number; readonly wyy: number };
  readonly bounds: readonly [number, number];
  /** values of s², and exp(−s² q²) for each */
  readonly scan: Float64Array;
  readonly factors: readonly Float64Array[];
  readonly scanned: Float64Array;
  /** room for one form factor */
  readonly factor: Float64Array;
}

function prepare(observed: Curve, options: FitOptions): Problem {
  const { q, intensity, sigma } = observed;
  const weight = sigma.map((s) => 1 / (s * s));
  const weighted = weight.map((w, i) => w * intensity[i]);
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const [low, high] = boundsOf(options.formFactor, FORM_FACTOR_BOUNDS);
  const scan = high > low ? Float64Array.from({ length: SCAN }, (_, i) => low + ((high - low) * i) / (SCAN - 1)) : Float64Array.of(low);
  return {
    weight, weighted, scan,
    sums: { w: sum(weight), wy: sum(weighted), wyy: sum(weighted.map((wy, i) => wy * intensity[i])) },
    bounds: boundsOf(options.background, [-Infinity, Infinity]),
    factors: Array.from(scan, (s2) => formFactor(s2, q)),
    scanned: new Float64Array(scan.length),
    factor: new Float64Array(q.length),
  };
}

function boundsOf(
  option: boolean | readonly [number, number] | undefined, all: readonly [number, number],
): readonly [number, number] {
  if (typeof option !== 'object') return option ? all : [0, 0];
  if (!(option[0] <= option[1])) {
    throw new InputError(`The bounds are ${option[0]} and ${option[1]}; the smaller one first would do.`);
  }
  return option;
}

/** Scale ≥ 0 and background within its bounds that minimise chi², and that minimum times N. */
function solve(
  problem: Problem, model: Float64Array, factor: Float64Array,
): { scale: number; background: number; least: number } {
  const { weight, weighted, sums, bounds } = problem;
  let m = 0, mm = 0, my = 0;
  for (let i = 0; i < model.length; i++) {
    const value = model[i] * factor[i];
    const wm = weight[i] * value;
    m += wm;
    mm += wm * value;
    my += weighted[i] * value;
  }
  const clamp = (b: number): number => Math.min(bounds[1], Math.max(bounds[0], b));
  const alone = clamp(sums.wy / sums.w);
  let scale = 0;
  let background = alone;
  if (mm > 0) {
    const determinant = sums.w * mm - m * m;
    const free = determinant > 1e-12 * sums.w * mm ? (sums.wy * mm - m * my) / determinant : 0;
    background = clamp(free);
    scale = (my - background * m) / mm;
    if (!(scale > 0)) {
      scale = 0;
      background = alone;
    }
  }
  const fitted = scale * (scale * mm + 2 * background * m - 2 * my);
  return { scale, background, least: sums.wyy + background * (background * sums.w - 2 * sums.wy) + fitted };
}

/** The s² of least chi²: the best of the scan, moved to the vertex of the parabola through it and its neighbours. */
function bestFormFactor(problem: Problem, model: Float64Array): number {
  const { scan, factors, scanned } = problem;
  let best = 0;
  for (let g = 0; g < scan.length; g++) {
    scanned[g] = solve(problem, model, factors[g]).least;
    if (scanned[g] < scanned[best]) best = g;
  }
  if (best === 0 || best === scan.length - 1) return scan[best];
  const before = scanned[best - 1] - scanned[best];
  const after = scanned[best + 1] - scanned[best];
  const curvature = before + after;
  return curvature > 0 ? scan[best] + ((scan[1] - scan[0]) * (before - after)) / (2 * curvature) : scan[best];
}

function deviation(
  observed: Curve, model: Float64Array, factor: Float64Array, scale: number, background: number,
): number {
  const { intensity, sigma } = observed;
  let sum = 0;
  for (let i = 0; i < model.length; i++) {
    const d = (intensity[i] - scale * model[i] * factor[i] - background) / sigma[i];
    sum += d * d;
  }
  return sum / model.length;
}

function requireCurve({ q, intensity, sigma }: Curve): void {
  if (q.length === 0 || intensity.length !== q.length || sigma.length !== q.length) {
    throw new InputError(
      `The curve has ${q.length} q, ${intensity.length} intensities and ${sigma.length} errors; as many of each, and one at least, would do.`);
  }
  for (let i = 0; i < q.length; i++) {
    if (!(Number.isFinite(q[i]) && Number.isFinite(intensity[i]) && sigma[i] > 0 && sigma[i] < Infinity)) {
      throw new InputError(
        `Point ${i + 1} of the curve is q ${q[i]}, I ${intensity[i]} ± ${sigma[i]}; finite numbers and an error above 0 would do.`);
    }
  }
}
