import type { Curve } from '../curve/curve';
import { residualRuns, type ResidualRuns } from '../curve/residualRuns';
import { InputError } from '../inputError';
import { nonNegativeLeastSquares } from '../numerics/nonNegativeLeastSquares';
import type { PartialProfiles } from '../scattering/partialProfiles';
import { combineProfiles } from '../scattering/solvatedProfile';
import { fractionErrors } from './mixtureErrors';

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
  /** share of each structure in the mass of all, and its standard error, at most 1 */
  readonly fractions: Float64Array;
  readonly errors: Float64Array;
  /** share of each in the number of particles */
  readonly numbers: Float64Array;
  /** contrast of the hydration layer of all in e/Å³ */
  readonly layer: number;
  /** radius of the displaced groups of all relative to the tabulated one */
  readonly expansion: number;
  readonly background: number;
  /** fitted intensities */
  readonly model: Float64Array;
  readonly runs: ResidualRuns;
}

/** Bounds of the layer's contrast in e/Å³ and of the radius of the displaced groups relative to the tabulated one. */
const BOUNDS = [
  [0, 0.06],
  [0.95, 1.05],
] as const;
/** Values of each per scan, number of scans, and the ratio of the widths of successive scans. */
const SCAN = 7,
  ROUNDS = 6,
  NARROWER = 0.4;
/** Step of the differences for errors, as a share of the bounds. */
const STEP = 0.02;
/** Bound of the constant as a share of the intensity of the first points. */
const BACKGROUND_SHARE = 0.003;

/**
 * Fits a curve by Σ_k w_k I_k(q) + b, w_k ≥ 0 (P. V. Konarev et al., J. Appl. Cryst. 36 (2003) 1277), all structures with
 * one contrast of their layers and one radius of the displaced groups, both fitted. As the profiles are of one particle each,
 * w_k is a number of particles and w_k times the mass a mass. Errors are those of `fractionErrors`, times √chi² where that is
 * above 1, with those of the solvent.
 *
 * @param components two to ten structures
 * @throws InputError with another number of components, or where none fits
 */
export function structureMixture(components: readonly MixtureComponent[], curve: Curve): StructureMixture {
  if (components.length < 2 || components.length > MOST_COMPONENTS) {
    throw new InputError(
      `A mixture of ${components.length} ${components.length === 1 ? 'structure' : 'structures'}: expected 2 to ${MOST_COMPONENTS}, each a file, model or assembly.`,
    );
  }
  const masses = components.map(({ mass }) => mass);
  const at = (solvent: Solvent): Tried => {
    const [layer, expansion] = solvent;
    const profiles = components.map(({ profiles }) => combineProfiles(profiles, { layer, expansion }));
    return { solvent, ...weigh(profiles, curve) };
  };
  const best = leastOf(at);
  const number = best.weights.reduce((sum, w) => sum + w, 0);
  if (!(number > 0)) {
    throw new InputError(
      'None of the structures fits the curve with a weight above 0: expected other structures.',
    );
  }
  const worse = Math.max(1, best.chi2);
  const { matrix, right, solution, scales } = best;
  const statistical = fractionErrors(
    { matrix, right, solution, masses: Float64Array.from(masses, (mass, k) => mass / scales[k]) },
    worse,
  );
  const solvent = solventErrors(at, best, masses, curve.q.length / worse);
  return {
    chi2: best.chi2,
    fractions: massShares(best.weights, masses),
    errors: statistical.map((error, k) => Math.min(1, Math.sqrt(error ** 2 + solvent[k] ** 2))),
    numbers: best.weights.map((w) => w / number),
    layer: best.solvent[0],
    expansion: best.solvent[1],
    background: best.background,
    model: best.model,
    runs: residualRuns(curve.intensity.map((value, i) => value - best.model[i])),
  };
}

/** Contrast of the layer and relative radius of the displaced groups. */
type Solvent = readonly [layer: number, expansion: number];

interface Tried extends Weighed {
  readonly solvent: Solvent;
}

/** The solvent with the least χ²: scans, each narrower about the best of the one before. */
function leastOf(at: (solvent: Solvent) => Tried): Tried {
  let best = at([mean(BOUNDS[0]), mean(BOUNDS[1])]);
  for (let round = 0; round < ROUNDS; round++) {
    const values = BOUNDS.map(([low, high], axis) => {
      const half = ((high - low) * NARROWER ** round) / 2,
        middle = Math.min(high - half, Math.max(low + half, best.solvent[axis]));
      return Array.from({ length: SCAN }, (_, i) => middle + half * ((2 * i) / (SCAN - 1) - 1));
    });
    for (const layer of values[0]) {
      for (const expansion of values[1]) {
        const tried = at([layer, expansion]);
        if (tried.chi2 < best.chi2) best = tried;
      }
    }
  }
  return best;
}

const mean = ([low, high]: readonly [number, number]): number => (low + high) / 2;

function massShares(weights: Float64Array, masses: readonly number[]): Float64Array {
  const total = weights.reduce((sum, w, k) => sum + w * masses[k], 0);
  return weights.map((w, k) => (total > 0 ? (w * masses[k]) / total : 0));
}

/**
 * Standard errors of the fractions by those of the solvent: of its two numbers by the curvature of χ² about the least and by
 * their bounds (a uniform distribution's variance), times the change of the fractions with them.
 *
 * @param points number of points over the χ² that counts as 1
 */
function solventErrors(
  at: (solvent: Solvent) => Tried,
  best: Tried,
  masses: readonly number[],
  points: number,
): Float64Array {
  const step = BOUNDS.map(([low, high]) => STEP * (high - low));
  const centre = BOUNDS.map(([low, high], axis) =>
    Math.min(high - step[axis], Math.max(low + step[axis], best.solvent[axis])),
  );
  const tried = (a: number, b: number): Tried => at([centre[0] + a * step[0], centre[1] + b * step[1]]);
  const [middle, left, right, down, up, ...corners] = [
    ...[tried(0, 0), tried(-1, 0), tried(1, 0), tried(0, -1), tried(0, 1)],
    ...[tried(1, 1), tried(-1, -1), tried(1, -1), tried(-1, 1)],
  ];
  // in steps; χ² N / 2 is minus the logarithm of the probability; the bounds add 12 steps² / width²
  const half = points / 2,
    bounded = 12 * STEP ** 2;
  const h00 = half * Math.max(0, left.chi2 + right.chi2 - 2 * middle.chi2) + bounded,
    h11 = half * Math.max(0, down.chi2 + up.chi2 - 2 * middle.chi2) + bounded,
    cross = (half * (corners[0].chi2 + corners[1].chi2 - corners[2].chi2 - corners[3].chi2)) / 4;
  const limit = Math.sqrt((h00 - bounded) * (h11 - bounded));
  const h01 = Math.min(limit, Math.max(-limit, cross)),
    determinant = h00 * h11 - h01 ** 2;
  const slopes = [
    [left, right],
    [down, up],
  ].map(([a, b]) => {
    const [from, to] = [massShares(a.weights, masses), massShares(b.weights, masses)];
    return to.map((value, k) => (value - from[k]) / 2);
  });
  return slopes[0].map((a, k) => {
    const b = slopes[1][k];
    return Math.sqrt(Math.max(0, (h11 * a * a - 2 * h01 * a * b + h00 * b * b) / determinant));
  });
}

interface Weighed {
  readonly chi2: number;
  readonly weights: Float64Array;
  readonly background: number;
  readonly model: Float64Array;
  /** normal equations of the scaled profiles, and their solution: weights times scales */
  readonly matrix: Float64Array;
  readonly right: Float64Array;
  readonly solution: Float64Array;
  readonly scales: readonly number[];
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
  const weightedMean = (values: Float64Array): number =>
    background === undefined ? values.reduce((sum, value, i) => sum + w[i] * value, 0) / total : 0;
  /** profiles scaled to similar magnitude, so that the equations are well conditioned */
  const scales = profiles.map((values) => Math.sqrt(values.reduce((sum, v, i) => sum + w[i] * v * v, 0)));
  const columns = profiles.map((values, k) => {
    const level = weightedMean(values);
    return values.map((value) => (value - level) / scales[k]);
  });
  const level = background ?? weightedMean(intensity);
  const matrix = new Float64Array(n * n),
    right = new Float64Array(n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      for (let i = 0; i < w.length; i++) matrix[a * n + b] += w[i] * columns[a][i] * columns[b][i];
    }
    matrix[a * n + a] *= 1 + 1e-12;
    for (let i = 0; i < w.length; i++) right[a] += w[i] * columns[a][i] * (intensity[i] - level);
  }
  const solution = nonNegativeLeastSquares(matrix, right);
  const weights = solution.map((x, k) => x / scales[k]);
  const sum = intensity.map((_, i) => profiles.reduce((s, values, k) => s + weights[k] * values[i], 0));
  const constant = background ?? level - weightedMean(sum);
  const model = sum.map((value) => value + constant);
  const chi2 = model.reduce((s, value, i) => s + w[i] * (intensity[i] - value) ** 2, 0) / intensity.length;
  return { chi2, weights, background: constant, model, matrix, right, solution, scales };
}
