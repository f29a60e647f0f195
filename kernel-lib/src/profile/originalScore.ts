import type { Curve } from '../curve/curve';
import { InputError } from '../inputError';

/**
 * The score that the original program computes in place of chi-square: the unweighted norm
 *
 *     √ Σ_i [I_obs(q_i)/I_obs(q_0) − I(q_i)/I(q_0)]²,   q_0 the first q of the curve.
 *
 * Only for comparison with that program; errors do not enter, and the first points dominate.
 *
 * @param models count × observed.q.length intensities
 * @returns one score per model
 * @throws InputError when lengths do not match or the first observed intensity is not above 0
 */
export function originalScore(observed: Curve, models: Float64Array, count = 1): Float64Array {
  const { intensity } = observed;
  const points = intensity.length;
  if (models.length !== count * points) {
    throw new InputError(
      `${models.length} intensities for ${count} models of ${points} points: expected ${points} per model.`,
    );
  }
  if (!(intensity[0] > 0)) {
    throw new InputError(`The first intensity is ${intensity[0]}; the original score needs one above 0.`);
  }
  const scores = new Float64Array(count);
  for (let m = 0, at = 0; m < count; m++, at += points) {
    let sum = 0;
    for (let i = 0; i < points; i++) sum += (intensity[i] / intensity[0] - models[at + i] / models[at]) ** 2;
    scores[m] = Math.sqrt(sum);
  }
  return scores;
}
