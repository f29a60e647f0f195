import type { SymmetricBall } from '../grid/symmetricBall';
import { BALL_INDEX, BALL_POINTS } from '../grid/unitBall';
import { GRID_CENTRE, GRID_SIZE } from '../grid/shapeGrid';
import { minimise } from '../numerics/lbfgs';
import type { CurveMisfit } from '../profile/curveMisfit';
import { voxelDeviation, type DifferenceModes } from './differenceModes';

/** Goal of a refinement. */
export interface RefineGoal {
  /** required radius of gyration of the map in grid steps */
  readonly rg: number;
  /** its standard error as a share of it */
  readonly rgErrorShare: number;
  /** chi² of a density against all measured points, with their measured errors */
  readonly chi2: (ball: Float64Array) => number;
  /** symmetry that mean and map keep; default: none */
  readonly symmetry?: SymmetricBall;
}

/** A refined density. */
export interface RefinedMap {
  /** 14147 densities in the unit ball, 0…1 */
  readonly ball: Float64Array;
  readonly chi2: number;
  /** temperature at which it was found; lower where mean and curve are harder to reconcile */
  readonly temperature: number;
  /** |w|²: squared length of the change in standard deviations of plausible changes */
  readonly change: number;
}

/** How Rg is held: a relative deviation from Guinier's that costs nothing, and the tolerance beyond it. */
interface Hold {
  readonly free: number;
  readonly tolerance: number;
}

interface Stage {
  readonly temperature: number;
  readonly hold: Hold;
}

/** Half of Guinier's usual error, that of its range included, is free at falling temperatures. */
const CLOSE: Hold = { free: 0.01, tolerance: 0.002 };
const TEMPERATURES = [256, 32, 4, 1] as const;
/** Where this does not fit, Guinier's error is free: that of this curve, within these bounds. */
const LEAST_FREE = 0.025,
  MOST_FREE = 0.05,
  FIRM = 0.001;
/** If this does not fit either, the Guinier Rg contradicts the rest of the curve and is no longer required. */
const LAST: Stage = { temperature: 1, hold: { free: 0.01, tolerance: 0.05 } };
/** chi² against the measured errors at which the map fits, and above which the last stage is tried. */
const ENOUGH = 1.25,
  MISFIT = 2;
/** A colder map is kept only where it lowers chi² by this factor; a map without the Guinier Rg only by the second factor. */
const WORTH = 0.97,
  WORTH_RG = 0.5;
/** Largest number of steps at one temperature. */
const STEPS = 40;

/** Weight of densities outside 0…1, and the temperature below which it grows. */
const PENALTY = 50,
  WARM = 64;

/**
 * The mean over plausible shapes with the least plausible change whose profile fits:
 *
 *     ρ = mean + S L w,   S = √(p (1 − p) + 0.01),
 *
 * cut at 0 and 1, w of unit variance, which minimises ½ Σ (deviations/σ)² / T + ½ |w|² + a penalty of what is cut and of another
 * radius of gyration; T falls from 256, each solution the start of the next, until the curve is fitted.
 * Profile and Rg are those of the cut density, as it is written: faint negative densities far outside would hide a larger Rg.
 *
 * @param mean 14147 probabilities in the unit ball, in the canonical pose
 * @param misfit misfit to the binned curve
 */
export function refineMap(
  mean: Float64Array,
  misfit: CurveMisfit,
  difference: DifferenceModes,
  { rg, rgErrorShare, chi2, symmetry }: RefineGoal,
): RefinedMap {
  const problem = new RefineProblem(mean, misfit, difference, rg, symmetry);
  let best: RefinedMap = { ball: mean, chi2: chi2(mean), temperature: Infinity, change: 0 };
  let w: Float64Array = new Float64Array(difference.count);
  const refineAt = (stage: Stage): RefinedMap => {
    w = problem.solve(w, stage);
    const ball = problem.density(w);
    return {
      ball,
      chi2: chi2(ball),
      temperature: stage.temperature,
      change: w.reduce((sum, x) => sum + x * x, 0),
    };
  };
  for (const [i, stage] of stagesFor(rgErrorShare).entries()) {
    const found = refineAt(stage);
    // the first one has the measured Rg, which the mean may not have
    if (i === 0 || found.chi2 < WORTH * best.chi2) best = found;
    if (found.chi2 <= ENOUGH) return best;
  }
  if (best.chi2 <= MISFIT) return best;
  const found = refineAt(LAST);
  return found.chi2 < WORTH_RG * best.chi2 ? found : best;
}

function stagesFor(rgErrorShare: number): Stage[] {
  const free = Math.min(MOST_FREE, Math.max(LEAST_FREE, rgErrorShare));
  return [
    ...TEMPERATURES.map((temperature) => ({ temperature, hold: CLOSE })),
    { temperature: 1, hold: { free, tolerance: FIRM } },
  ];
}

/** The function to minimise, and its gradient. */
class RefineProblem {
  private readonly deviation: Float64Array;
  private readonly rho = new Float64Array(BALL_POINTS);
  private readonly cut = new Float64Array(BALL_POINTS);
  private readonly slope = new Float64Array(BALL_POINTS);
  private readonly change = new Float64Array(BALL_POINTS);

  constructor(
    private readonly mean: Float64Array,
    private readonly misfit: CurveMisfit,
    private readonly difference: DifferenceModes,
    private readonly rg: number,
    private readonly symmetry: SymmetricBall | undefined,
  ) {
    this.deviation = mean.map(voxelDeviation);
  }

  /** The density of a change, cut at 0 and 1. */
  density(w: Float64Array): Float64Array {
    this.fill(w);
    return this.cut.slice();
  }

  /** Writes the density of a change to `rho`, and cut at 0 and 1 to `cut`. */
  private fill(w: Float64Array): void {
    const { mean, deviation, rho, cut, slope, difference } = this;
    combine(difference.modes, w, slope);
    if (this.symmetry) {
      // the mean is symmetric as it is
      for (let b = 0; b < BALL_POINTS; b++) this.change[b] = deviation[b] * slope[b];
      this.symmetry.apply(this.change, rho);
      for (let b = 0; b < BALL_POINTS; b++) rho[b] += mean[b];
    } else for (let b = 0; b < BALL_POINTS; b++) rho[b] = mean[b] + deviation[b] * slope[b];
    for (let b = 0; b < BALL_POINTS; b++) cut[b] = Math.min(1, Math.max(0, rho[b]));
  }

  solve(start: Float64Array, stage: Stage): Float64Array {
    return minimise((w, gradient) => this.value(w, gradient, stage), start, {
      steps: STEPS,
      memory: 20,
      tolerance: 1e-5,
    }).x;
  }

  private value(w: Float64Array, gradient: Float64Array, { temperature, hold }: Stage): number {
    const penalty = PENALTY * Math.max(1, WARM / temperature);
    const { rho, cut, slope, deviation, difference, misfit } = this;
    this.fill(w);
    let value = misfit.value(cut, slope) / temperature;
    for (let b = 0; b < BALL_POINTS; b++) slope[b] /= temperature;
    value += rgTerm(cut, slope, this.rg, hold);
    for (let b = 0; b < BALL_POINTS; b++) {
      const outside = rho[b] - cut[b];
      if (outside === 0) continue;
      value += penalty * outside * outside;
      // what is cut changes neither profile nor Rg
      slope[b] = 2 * penalty * outside;
    }
    if (this.symmetry) slope.set(this.symmetry.transposed(slope, this.change));
    for (let b = 0; b < BALL_POINTS; b++) slope[b] *= deviation[b];
    project(difference.modes, slope, gradient);
    for (let k = 0; k < w.length; k++) {
      gradient[k] += w[k];
      value += (w[k] * w[k]) / 2;
    }
    return value;
  }
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
    for (let i = 0; i < n; i++)
      out[i] += a * modes[p + i] + b * modes[q + i] + c * modes[r + i] + d * modes[s + i];
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

/** Adds ½ (d/tolerance)² and its gradient, d how far Rg/wanted − 1 lies outside ± `free`. */
function rgTerm(rho: Float64Array, slope: Float64Array, wanted: number, { free, tolerance }: Hold): number {
  const { rg, mass, centre } = radiusOfDensity(rho);
  const off = rg / wanted - 1;
  const d = (off - Math.min(free, Math.max(-free, off))) / tolerance;
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
