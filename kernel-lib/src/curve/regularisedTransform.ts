import { cholesky, choleskySolve, logDeterminant } from '../numerics/cholesky';
import type { Curve } from './curve';
import { distanceBasis, type DistanceBasis } from './distanceBasis';
import { nonNegativeLeastSquares } from '../numerics/nonNegativeLeastSquares';
import { cos, exp, log, sin } from '../elementary';

/** The smoothest distribution of distances up to `dmax` that the curve allows. */
export interface RegularisedTransform {
  readonly dmax: number;
  /** ln of the evidence of dmax, up to a constant common to all dmax */
  readonly evidence: number;
  /** distances on an even grid from 0 to dmax */
  readonly r: Float64Array;
  /** p(r), with I(q) = 4π ∫ p(r) sin(qr)/(qr) dr */
  readonly p: Float64Array;
  /** its standard error */
  readonly pError: Float64Array;
  readonly rg: number;
  readonly i0: number;
  /** standard errors of rg and i0 at this dmax */
  readonly rgError: number;
  readonly i0Error: number;
  /** mean squared residual in units of sigma */
  readonly chi2: number;
}

interface Problem {
  readonly basis: DistanceBasis;
  readonly step: number;
  /** Σ A A / σ², Σ A I / σ², Σ I² / σ² of the transformed splines A */
  readonly normal: Float64Array;
  readonly right: Float64Array;
  readonly total: number;
  readonly points: number;
}

interface Solution {
  readonly evidence: number;
  readonly coefficients: Float64Array;
  readonly matrix: Float64Array;
  readonly chi2: number;
  /** (χ² + α S) / N: the square of the factor by which sigma is wrong */
  readonly scale: number;
}

/** Evidence of a longest distance, and the size found with it. */
export type DistanceEvidence = Pick<RegularisedTransform, 'dmax' | 'evidence' | 'rg' | 'i0'>;

/** ln of the strength of smoothing, relative to the data: least, largest and initial value of the search. */
const LEAST_LN_STRENGTH = -14;
const LARGEST_LN_STRENGTH = 2;
const FIRST_LN_STRENGTH = -7;
/** ln of the share of the evidence below which strengths are not computed. */
const NEGLIGIBLE = -12;

/**
 * Indirect Fourier transform (Glatter 1977, J. Appl. Cryst. 10, 415) with the strength of smoothing
 * from its Bayesian evidence (Hansen 2000, J. Appl. Cryst. 33, 1415), the scale of the errors
 * integrated out, and p(r) ≥ 0. The evidence takes the determinants of the unconstrained problem.
 *
 * @param curve q in 1/Å, at least 10 points
 * @param dmax longest distance in Å, > 0
 * @param lnStrength ln of the strength of smoothing relative to the data; default the most probable one
 * @returns undefined where only p(r) = 0 is compatible with the curve
 */
export function regularisedTransform(
  curve: Curve,
  dmax: number,
  lnStrength?: number,
): RegularisedTransform | undefined {
  const problem = setUp(curve, dmax);
  const solved = solveProblem(problem, lnStrength);
  return solved && describe(problem, solved.best, dmax, solved.evidence);
}

/** The evidence of a longest distance, without the distribution and its errors; arguments as above. */
export function distanceEvidence(curve: Curve, dmax: number): DistanceEvidence | undefined {
  const problem = setUp(curve, dmax);
  const solved = solveProblem(problem);
  return solved && { dmax, evidence: solved.evidence, ...sizeOf(problem, solved.best) };
}

/** The most probable strength of smoothing, and the evidence of all strengths together. */
function solveProblem(problem: Problem, given?: number): { best: Solution; evidence: number } | undefined {
  const prior = cholesky(problem.basis.curvature, problem.basis.count);
  if (!prior) return undefined;
  const solutions: Solution[] = [];
  let best: Solution | undefined;
  /** those of the strength before: the solution changes little from one to the next */
  let positive: readonly number[] | undefined;
  const walk = (from: number, step: number): void => {
    for (
      let strength = from;
      strength >= LEAST_LN_STRENGTH && strength <= LARGEST_LN_STRENGTH;
      strength += step
    ) {
      const solution = solve(problem, exp(strength), logDeterminant(prior), positive);
      if (!solution) continue;
      solutions.push(solution);
      positive = Array.from(solution.coefficients.keys()).filter((a) => solution.coefficients[a] > 0);
      if (!best || solution.evidence > best.evidence) best = solution;
      else if (solution.evidence < best.evidence + NEGLIGIBLE) return;
    }
  };
  if (given === undefined) {
    walk(FIRST_LN_STRENGTH, 1);
    walk(FIRST_LN_STRENGTH - 1, -1);
  } else best = solve(problem, exp(given), logDeterminant(prior));
  if (!best?.coefficients.some((c) => c > 0)) return undefined;
  const { evidence } = best;
  if (given !== undefined) return { best, evidence };
  const total = solutions.reduce((sum, s) => sum + exp(s.evidence - evidence), 0);
  return { best, evidence: evidence + log(total) };
}

function setUp({ q, intensity, sigma }: Curve, dmax: number): Problem {
  const intervals = Math.max(12, Math.ceil((q[q.length - 1] * dmax) / Math.PI)) + 10;
  const basis = distanceBasis(Math.min(intervals, 80));
  const { count, points, values } = basis;
  const step = dmax / (points - 1);
  const rows = new Float64Array(q.length * count);
  const kernel = new Float64Array(points);
  for (let i = 0; i < q.length; i++) {
    fillKernel(kernel, q[i] * step, (4 * Math.PI * step) / sigma[i]);
    for (let a = 0; a < count; a++) {
      let sum = 0;
      for (let j = 4 * a; j <= 4 * a + 16; j++) sum += values[a * points + j] * kernel[j];
      rows[i * count + a] = sum;
    }
  }
  return {
    basis,
    step,
    points: q.length,
    ...normalEquations(
      rows,
      intensity.map((value, i) => value / sigma[i]),
      count,
    ),
  };
}

/** sin(jx)/(jx) times a factor for j = 0, 1, …; the sines by sin((j+1)x) = 2 cos x sin(jx) − sin((j−1)x). */
function fillKernel(kernel: Float64Array, x: number, factor: number): void {
  const twice = 2 * cos(x);
  let [before, sine] = [0, sin(x)];
  kernel[0] = factor;
  for (let j = 1; j < kernel.length; j++) {
    kernel[j] = (factor * sine) / (j * x);
    [before, sine] = [sine, twice * sine - before];
  }
}

function normalEquations(
  rows: Float64Array,
  y: Float64Array,
  count: number,
): Pick<Problem, 'normal' | 'right' | 'total'> {
  const normal = new Float64Array(count * count);
  const right = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    total += y[i] * y[i];
    for (let a = 0; a < count; a++) {
      const value = rows[i * count + a];
      right[a] += value * y[i];
      for (let b = 0; b <= a; b++) normal[a * count + b] += value * rows[i * count + b];
    }
  }
  for (let a = 0; a < count; a++) for (let b = 0; b < a; b++) normal[b * count + a] = normal[a * count + b];
  return { normal, right, total };
}

function solve(
  { basis, normal, right, total, points }: Problem,
  relative: number,
  priorDeterminant: number,
  positive?: readonly number[],
): Solution | undefined {
  const n = basis.count;
  let trace = 0;
  for (let a = 0; a < n; a++) trace += normal[a * n + a];
  const strength = relative * trace;
  const matrix = normal.map((value, i) => value + strength * basis.curvature[i]);
  const factor = cholesky(matrix, n);
  if (!factor) return undefined;
  const coefficients = nonNegativeLeastSquares(matrix, right, positive);
  const penalised = Math.max(
    total + quadratic(matrix, coefficients) - 2 * dot(right, coefficients),
    1e-12 * total,
  );
  const roughness = quadratic(basis.curvature, coefficients);
  const occam = 0.5 * (n * log(strength) + priorDeterminant - logDeterminant(factor));
  return {
    evidence: occam - 0.5 * points * log(penalised),
    coefficients,
    matrix,
    chi2: Math.max(0, penalised - strength * roughness) / points,
    scale: penalised / points,
  };
}

function describe(
  problem: Problem,
  solution: Solution,
  dmax: number,
  evidence: number,
): RegularisedTransform {
  const { basis, step } = problem;
  const { count, points, values } = basis;
  const combine = (weights: Float64Array, j: number): number => {
    let sum = 0;
    for (let a = 0; a < count; a++) sum += weights[a] * values[a * points + j];
    return sum;
  };
  const r = Float64Array.from({ length: points }, (_, j) => j * step);
  const p = r.map((_, j) => combine(solution.coefficients, j));
  const covariance = covarianceOf(solution, count);
  const integral = momentOf(basis, step, 0);
  const second = momentOf(basis, step, 2);
  const area = dot(integral, solution.coefficients);
  const { rg, i0 } = sizeOf(problem, solution);
  const gradient = second.map((value, a) => (value / (2 * area) - (rg * rg * integral[a]) / area) / (2 * rg));
  return {
    dmax,
    evidence,
    r,
    p,
    pError: r.map((_, j) =>
      Math.sqrt(
        quadratic(
          covariance,
          Float64Array.from({ length: count }, (_v, a) => values[a * points + j]),
        ),
      ),
    ),
    rg,
    i0,
    rgError: Math.sqrt(quadratic(covariance, gradient)),
    i0Error: 4 * Math.PI * Math.sqrt(quadratic(covariance, integral)),
    chi2: solution.chi2,
  };
}

function sizeOf({ basis, step }: Problem, { coefficients }: Solution): { rg: number; i0: number } {
  const area = dot(momentOf(basis, step, 0), coefficients);
  return { rg: Math.sqrt(dot(momentOf(basis, step, 2), coefficients) / (2 * area)), i0: 4 * Math.PI * area };
}

/** Covariance of the coefficients, without its reduction by p(r) ≥ 0. */
function covarianceOf({ matrix, scale }: Solution, n: number): Float64Array {
  const factor = cholesky(matrix, n);
  const covariance = new Float64Array(n * n);
  if (!factor) return covariance;
  for (let column = 0; column < n; column++) {
    const unit = new Float64Array(n);
    unit[column] = 1;
    const solved = choleskySolve(factor, unit);
    for (let row = 0; row < n; row++) covariance[row * n + column] = solved[row] * scale;
  }
  return covariance;
}

function momentOf({ count, points, values }: DistanceBasis, step: number, power: number): Float64Array {
  const moment = new Float64Array(count);
  for (let a = 0; a < count; a++) {
    for (let j = 0; j < points; j++) moment[a] += values[a * points + j] * (j * step) ** power * step;
  }
  return moment;
}

function quadratic(matrix: Float64Array, x: Float64Array): number {
  const n = x.length;
  let sum = 0;
  for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) sum += x[a] * matrix[a * n + b] * x[b];
  return Math.max(0, sum);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
