import type { Curve } from '../curve/curve';
import { residualRuns, type ResidualRuns } from '../curve/residualRuns';
import { InputError } from '../inputError';
import { cholesky, choleskySolve } from '../numerics/cholesky';
import { nonNegativeLeastSquares } from '../numerics/nonNegativeLeastSquares';
import type { PartialProfiles } from '../scattering/partialProfiles';
import { combineProfiles, MEAN_LAYER } from '../scattering/solvatedProfile';

/** Largest number of components of a mixture. */
export const MOST_COMPONENTS = 10;

/** One structure of a mixture. */
export interface MixtureComponent {
  /** partial profiles at the q of the curve */
  readonly profiles: PartialProfiles;
  /** mass, in one unit for all components */
  readonly mass: number;
}

/** A curve as a sum of the profiles of given structures. */
export interface StructureMixture {
  readonly chi2: number;
  /** share of each structure in the mass of all, and its standard error */
  readonly fractions: Float64Array;
  readonly errors: Float64Array;
  /** share of each in the number of particles */
  readonly numbers: Float64Array;
  /** contrast of the hydration layer of all in e/Å³ */
  readonly layer: number;
  readonly background: number;
  /** fitted intensities */
  readonly model: Float64Array;
  readonly runs: ResidualRuns;
}

/** Contrasts of the layer in the scan, in e/Å³. */
const LAYERS = [0, 0.5, 1, 1.5, 2, 3, 4].map((factor) => factor * MEAN_LAYER);
/** Bound of the constant as a share of the intensity of the first points. */
const BACKGROUND_SHARE = 0.003;

/**
 * Fits a curve by Σ_k w_k I_k(q) + b, w_k ≥ 0 (P. V. Konarev et al., J. Appl. Cryst. 36 (2003) 1277), all structures with
 * one contrast of their layers. As the profiles are of one particle each, w_k is a number of particles and w_k times
 * the mass a mass. Errors are those of the least squares among the weights above 0, times √chi² where that is above 1.
 *
 * @param components two to ten structures
 * @throws InputError with another number of components, or where none fits
 */
export function structureMixture(components: readonly MixtureComponent[], curve: Curve): StructureMixture {
  if (components.length < 2 || components.length > MOST_COMPONENTS) {
    throw new InputError(
      `A mixture of ${components.length} structures: expected 2 to ${MOST_COMPONENTS}, each a file, model or assembly.`,
    );
  }
  const tried = LAYERS.map((layer) => {
    const profiles = components.map(({ profiles }) => combineProfiles(profiles, { layer }));
    return { layer, ...weigh(profiles, curve) };
  });
  const best = tried.reduce((one, other) => (other.chi2 < one.chi2 ? other : one));
  const number = best.weights.reduce((sum, w) => sum + w, 0);
  if (!(number > 0)) {
    throw new InputError(
      'None of the structures fits the curve with a weight above 0: expected other structures.',
    );
  }
  const masses = best.weights.map((w, k) => w * components[k].mass),
    mass = masses.reduce((sum, m) => sum + m, 0);
  const fractions = masses.map((m) => m / mass);
  return {
    chi2: best.chi2,
    fractions,
    errors: fractionErrors(best.covariance, components, fractions, mass, Math.max(1, best.chi2)),
    numbers: best.weights.map((w) => w / number),
    layer: best.layer,
    background: best.background,
    model: best.model,
    runs: residualRuns(curve.intensity.map((value, i) => value - best.model[i])),
  };
}

interface Weighed {
  readonly chi2: number;
  readonly weights: Float64Array;
  readonly background: number;
  readonly model: Float64Array;
  /** of the weights, n × n; 0 for those that are 0 */
  readonly covariance: Float64Array;
}

/** Weights ≥ 0 and constant within its bounds by least squares. */
function weigh(profiles: readonly Float64Array[], curve: Curve): Weighed {
  const { intensity } = curve;
  const first = intensity.subarray(0, Math.min(5, intensity.length));
  const bound = BACKGROUND_SHARE * Math.abs(first.reduce((sum, value) => sum + value, 0) / first.length);
  const free = solve(profiles, curve, undefined);
  return Math.abs(free.background) <= bound
    ? free
    : solve(profiles, curve, Math.sign(free.background) * bound);
}

/** @param background held at this value; undefined: free, taken out by means of the points */
function solve(profiles: readonly Float64Array[], curve: Curve, background: number | undefined): Weighed {
  const { intensity, sigma } = curve,
    n = profiles.length;
  const w = sigma.map((s) => 1 / (s * s)),
    total = w.reduce((sum, value) => sum + value, 0);
  const mean = (values: Float64Array): number =>
    background === undefined ? values.reduce((sum, value, i) => sum + w[i] * value, 0) / total : 0;
  /** profiles scaled to similar magnitude, so that the equations are well conditioned */
  const scales = profiles.map((values) => Math.sqrt(values.reduce((sum, v, i) => sum + w[i] * v * v, 0)));
  const columns = profiles.map((values, k) => {
    const level = mean(values);
    return values.map((value) => (value - level) / scales[k]);
  });
  const level = background ?? mean(intensity);
  const matrix = new Float64Array(n * n),
    right = new Float64Array(n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      for (let i = 0; i < w.length; i++) matrix[a * n + b] += w[i] * columns[a][i] * columns[b][i];
    }
    matrix[a * n + a] *= 1 + 1e-12;
    for (let i = 0; i < w.length; i++) right[a] += w[i] * columns[a][i] * (intensity[i] - level);
  }
  const scaled = nonNegativeLeastSquares(matrix, right);
  const weights = scaled.map((x, k) => x / scales[k]);
  const sum = intensity.map((_, i) => profiles.reduce((s, values, k) => s + weights[k] * values[i], 0));
  const constant = background ?? level - mean(sum);
  const model = sum.map((value) => value + constant);
  const chi2 = model.reduce((s, value, i) => s + w[i] * (intensity[i] - value) ** 2, 0) / intensity.length;
  return { chi2, weights, background: constant, model, covariance: inverse(matrix, scaled, scales) };
}

/** Covariance of the weights above 0: the inverse of their part of the matrix. */
function inverse(matrix: Float64Array, scaled: Float64Array, scales: readonly number[]): Float64Array {
  const n = scaled.length,
    used = Array.from(scaled.keys()).filter((k) => scaled[k] > 0);
  const part = new Float64Array(used.length ** 2);
  used.forEach((a, i) => used.forEach((b, j) => (part[i * used.length + j] = matrix[a * n + b])));
  const factor = cholesky(part, used.length),
    covariance = new Float64Array(n * n);
  if (!factor) return covariance;
  used.forEach((a, i) => {
    const column = choleskySolve(
      factor,
      Float64Array.from(used, (_, j) => (i === j ? 1 : 0)),
    );
    used.forEach((b, j) => (covariance[a * n + b] = column[j] / (scales[a] * scales[b])));
  });
  return covariance;
}

/** Standard errors of f_k = w_k m_k / Σ w m, with ∂f_k/∂w_j = m_j (δ_kj − f_k) / Σ w m. */
function fractionErrors(
  covariance: Float64Array,
  components: readonly MixtureComponent[],
  fractions: Float64Array,
  mass: number,
  chi2: number,
): Float64Array {
  const n = components.length;
  return fractions.map((fraction, k) => {
    const slope = components.map((one, j) => (one.mass * ((j === k ? 1 : 0) - fraction)) / mass);
    let variance = 0;
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++) variance += slope[a] * slope[b] * covariance[a * n + b];
    }
    return Math.sqrt(Math.max(0, variance) * chi2);
  });
}
