import { BALL_INDEX, BALL_POINTS } from '../grid/unitBall';
import { GRID_CENTRE, GRID_SIZE } from '../grid/shapeGrid';
import { minimise } from '../numerics/lbfgs';
import type { CurveMisfit } from '../profile/curveMisfit';

/** Principal modes of the difference between true shapes and the mean over plausible ones. */
export interface DifferenceModes {
  readonly count: number;
  /** count × 14147, in standard deviations of (truth − mean) / √(p (1 − p) + 0.01), p the mean's probabilities */
  readonly modes: Float32Array;
}

/** Course of a refinement. */
export interface RefineOptions {
  /** chi² of the binned curve at which the map fits; default 1 */
  readonly enough?: number;
  /** radius of gyration that the map has to keep in grid steps, and its tolerance */
  readonly rg: number;
  readonly rgTolerance: number;
  readonly temperatures?: readonly number[];
  readonly steps?: number;
  readonly floor?: number;
  readonly check?: (ball: Float64Array) => number;
}

/** A refined density. */
export interface RefinedMap {
  /** 14147 densities in the unit ball, 0…1 */
  readonly ball: Float64Array;
  /** temperature at which it was found */
  readonly temperature: number;
  /** |w|²: squared length of the change in standard deviations of plausible changes */
  readonly change: number;
  readonly chi2: number;
  readonly evaluations: number;
}

/** Variance that even a certain voxel keeps. */
const FLOOR = 0.01;
const TEMPERATURES: readonly number[] = [1024, 256, 64, 16, 4, 1];
const PENALTY = 50,
  WARM = 64;

/**
 * The mean over plausible shapes, changed as little as plausible until its profile fits:
 *
 *     ρ = mean + S L w,   S = √(p (1 − p) + 0.01),
 *
 * w of unit variance. Smallest is ½ Σ (deviations/σ)² / T + ½ |w|² + a penalty of densities outside 0…1 and of another
 * radius of gyration; T falls from 1024, each solution the start of the next, until the curve is fitted.
 *
 * @param mean 14147 probabilities in the unit ball, in the canonical pose
 */
export function refineMap(
  mean: Float64Array,
  misfit: CurveMisfit,
  { count, modes }: DifferenceModes,
  options: RefineOptions,
): RefinedMap {
  const { floor = FLOOR, temperatures = TEMPERATURES, steps = 80, check } = options;
  const S = mean.map((p) => Math.sqrt(Math.max(0, Math.min(1, p) * (1 - Math.min(1, p))) + floor));
  const rho = new Float64Array(BALL_POINTS),
    slope = new Float64Array(BALL_POINTS);
  const fill = (w: Float64Array): void => {
    combine(modes, w, slope);
    for (let b = 0; b < BALL_POINTS; b++) rho[b] = mean[b] + S[b] * slope[b];
  };
  let w: Float64Array = new Float64Array(count);
  let best: RefinedMap | undefined;
  let evaluations = 0;
  for (const T of temperatures) {
    const penalty = PENALTY * Math.max(1, WARM / T);
    const objective = (x: Float64Array, gradient: Float64Array): number => {
      fill(x);
      let value = misfit.value(rho, slope) / T;
      for (let b = 0; b < BALL_POINTS; b++) {
        const r = rho[b];
        let g = slope[b] / T;
        const outside = r < 0 ? r : r > 1 ? r - 1 : 0;
        if (outside !== 0) {
          value += penalty * outside * outside;
          g += 2 * penalty * outside;
        }
        slope[b] = g;
      }
      value += rgTerm(rho, slope, options.rg, options.rgTolerance);
      for (let b = 0; b < BALL_POINTS; b++) slope[b] *= S[b];
      project(modes, slope, gradient);
      for (let k = 0; k < count; k++) {
        gradient[k] += x[k];
        value += (x[k] * x[k]) / 2;
      }
      return value;
    };
    const found = minimise(objective, w, { steps, memory: 20, tolerance: 1e-5 });
    evaluations += found.evaluations;
    w = found.x;
    fill(w);
    const ball = rho.map((r) => Math.min(1, Math.max(0, r)));
    const chi2 = check ? check(ball) : (2 * misfit.value(ball)) / misfit.points;
    if (!best || chi2 < 0.97 * best.chi2)
      best = { ball, temperature: T, change: w.reduce((s, v) => s + v * v, 0), chi2, evaluations };
    if (chi2 <= (options.enough ?? 1.25)) break;
  }
  return { ...best!, evaluations };
}

/** Σ_k w_k · mode k, four modes at a time. */
function combine(modes: Float32Array, w: Float64Array, out: Float64Array): void {
  const n = BALL_POINTS;
  out.fill(0);
  for (let k = 0; k < w.length; k += 4) {
    const a = w[k],
      b = k + 1 < w.length ? w[k + 1] : 0,
      c = k + 2 < w.length ? w[k + 2] : 0,
      d = k + 3 < w.length ? w[k + 3] : 0;
    const p = k * n,
      q = Math.min(k + 1, w.length - 1) * n,
      r = Math.min(k + 2, w.length - 1) * n,
      s = Math.min(k + 3, w.length - 1) * n;
    for (let i = 0; i < n; i++) out[i] += a * modes[p + i] + b * modes[q + i] + c * modes[r + i] + d * modes[s + i];
  }
}

/** Σ_b values_b · mode k at b, for every k: the transpose of `combine`. */
function project(modes: Float32Array, values: Float64Array, out: Float64Array): void {
  const n = BALL_POINTS;
  const last = out.length - 1;
  for (let k = 0; k <= last; k += 4) {
    const p = k * n,
      q = Math.min(k + 1, last) * n,
      r = Math.min(k + 2, last) * n,
      s = Math.min(k + 3, last) * n;
    let a = 0,
      b = 0,
      c = 0,
      d = 0;
    for (let i = 0; i < n; i++) {
      const v = values[i];
      a += v * modes[p + i];
      b += v * modes[q + i];
      c += v * modes[r + i];
      d += v * modes[s + i];
    }
    out[k] = a;
    if (k + 1 <= last) out[k + 1] = b;
    if (k + 2 <= last) out[k + 2] = c;
    if (k + 3 <= last) out[k + 3] = d;
  }
}

/** x, y, z of the ball points in grid steps. */
const PLACE = Float64Array.from(
  Array.from(BALL_INDEX).flatMap((p) => [
    Math.floor(p / GRID_SIZE ** 2) - GRID_CENTRE,
    (Math.floor(p / GRID_SIZE) % GRID_SIZE) - GRID_CENTRE,
    (p % GRID_SIZE) - GRID_CENTRE,
  ]),
);

/** Adds ½ ((Rg/wanted − 1)/tolerance)² and its slope. */
function rgTerm(rho: Float64Array, slope: Float64Array, wanted: number, tolerance: number): number {
  const { rg, mass, centre } = radiusOfDensity(rho);
  const d = (rg / wanted - 1) / tolerance;
  const factor = d / (tolerance * wanted) / (2 * rg * mass);
  for (let b = 0; b < BALL_POINTS; b++) {
    const x = PLACE[3 * b] - centre[0],
      y = PLACE[3 * b + 1] - centre[1],
      z = PLACE[3 * b + 2] - centre[2];
    slope[b] += factor * (x * x + y * y + z * z - rg * rg);
  }
  return (d * d) / 2;
}

/** Radius of gyration of a density in grid steps, its mass and its centre. */
export function radiusOfDensity(ball: ArrayLike<number>): { rg: number; mass: number; centre: number[] } {
  let m = 0,
    x = 0,
    y = 0,
    z = 0,
    rr = 0;
  for (let b = 0; b < BALL_POINTS; b++) {
    const v = ball[b],
      i = PLACE[3 * b],
      j = PLACE[3 * b + 1],
      k = PLACE[3 * b + 2];
    m += v;
    x += v * i;
    y += v * j;
    z += v * k;
    rr += v * (i * i + j * j + k * k);
  }
  const centre = [x / m, y / m, z / m];
  return { rg: Math.sqrt(rr / m - centre.reduce((s, c) => s + c * c, 0)), mass: m, centre };
}
