import { cholesky, choleskySolve } from '../numerics/cholesky';
import { InputError } from '../inputError';
import type { Random } from '../random';

/** An ensemble and the predictions of its members. */
export interface Ensemble {
  readonly count: number;
  /** count × unknowns */
  readonly states: Float64Array;
  /** count × points, in units of the errors */
  readonly predicted: Float64Array;
}

/**
 * One update of an ensemble smoother with multiple data assimilation (Emerick & Reynolds 2013, Computers & Geosciences 55,
 * 3–15): each member moves by its misfit, weighted with the covariances of the ensemble,
 *
 *     x ← x + C_xd (C_dd + α 1)⁻¹ (y + √α ε − d),   ε normal.
 *
 * Where unknowns and data are normal and d is linear in x, updates with Σ 1/α = 1 lead from samples of the prior to
 * samples of the posterior.
 *
 * @param observed y, in units of the errors
 * @param inflation α ≥ 1, by which the errors are enlarged
 * @returns the new states, count × unknowns
 * @throws InputError when lengths do not match or a prediction is no number
 */
export function smootherUpdate(
  { count, states, predicted }: Ensemble,
  observed: Float64Array,
  inflation: number,
  random: Random,
): Float64Array {
  const points = observed.length,
    unknowns = states.length / count;
  if (count < 2 || !Number.isInteger(unknowns) || predicted.length !== count * points) {
    throw new InputError(
      `${states.length} unknowns and ${predicted.length} predictions for ${count} members and ${points} points: expected the same number for each of at least two members.`,
    );
  }
  const x = centred(states, count),
    d = centred(predicted, count);
  const covariance = new Float64Array(points * points);
  for (let m = 0; m < count; m++) {
    const row = m * points;
    for (let a = 0; a < points; a++)
      for (let b = 0; b <= a; b++) covariance[a * points + b] += (d[row + a] * d[row + b]) / (count - 1);
  }
  for (let a = 0; a < points; a++) covariance[a * points + a] += inflation;
  const factor = cholesky(covariance, points);
  if (!factor)
    throw new InputError('Some predictions of the ensemble are not finite: expected finite numbers.');
  const moved = Float64Array.from(states);
  const misfit = new Float64Array(points);
  for (let m = 0; m < count; m++) {
    for (let k = 0; k < points; k++)
      misfit[k] = observed[k] + Math.sqrt(inflation) * random.normal() - predicted[m * points + k];
    const weighted = choleskySolve(factor, misfit);
    for (let other = 0; other < count; other++) {
      let share = 0;
      for (let k = 0; k < points; k++) share += d[other * points + k] * weighted[k];
      share /= count - 1;
      for (let u = 0; u < unknowns; u++) moved[m * unknowns + u] += share * x[other * unknowns + u];
    }
  }
  return moved;
}

/** Rows less their mean. */
function centred(rows: Float64Array, count: number): Float64Array {
  const width = rows.length / count;
  const mean = new Float64Array(width);
  for (let i = 0; i < rows.length; i++) mean[i % width] += rows[i] / count;
  return rows.map((v, i) => v - mean[i % width]);
}
