import { FEATURE_COUNT } from '../network/profileFeatures';
import type { Weight } from '../network/weights';
import { symmetricEigen } from '../numerics/symmetricEigen';

/**
 * Standard deviation added in square to that of every direction of the features, ln I mostly: a direction that varies by less than
 * the noise of a good curve says nothing of the shape, and stays small.
 */
const FLOOR = 0.03;

/** A linear map of the features of profiles to numbers of mean 0 and deviation 1 without correlations. */
export interface InputWhitening {
  readonly mean: Float64Array;
  /** `FEATURE_COUNT`², row by row: row i holds what feature i adds to each number */
  readonly matrix: Float64Array;
}

/**
 * The whitening of training profiles. Curves of unlike shapes differ by a few per cent on top of large differences that all of them share;
 * from whitened features a network learns the former as fast as the latter.
 *
 * @param features count × `FEATURE_COUNT`, see `writeFeatures`
 */
export function inputWhitening(features: Float32Array, count: number): InputWhitening {
  const n = FEATURE_COUNT;
  const mean = new Float64Array(n),
    covariance = new Float64Array(n * n),
    from = new Float64Array(n);
  for (let p = 0; p < features.length; p++) mean[p % n] += features[p] / count;
  for (let p = 0; p < count; p++) {
    for (let i = 0; i < n; i++) from[i] = features[p * n + i] - mean[i];
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) covariance[i * n + j] += (from[i] * from[j]) / count;
  }
  const { values, vectors } = symmetricEigen(covariance, n);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++)
      matrix[i * n + k] = vectors[i * n + k] / Math.sqrt(Math.max(0, values[k]) + FLOOR ** 2);
  return { mean, matrix };
}

/** The weights of a network that learnt from whitened features, for the features themselves: its first layer takes the whitening in. */
export function withWhitening(
  weights: ReadonlyMap<string, Weight>,
  { mean, matrix }: InputWhitening,
): Map<string, Weight> {
  const n = FEATURE_COUNT;
  const { shape, values } = weights.get('direct.hidden1.weight')!;
  const bias = Float64Array.from(weights.get('direct.hidden1.bias')!.values);
  const width = shape[1];
  const joined = new Float32Array(n * width);
  const row = new Float64Array(width);
  for (let i = 0; i < n; i++) {
    row.fill(0);
    for (let k = 0; k < n; k++)
      for (let j = 0; j < width; j++) row[j] += matrix[i * n + k] * values[k * width + j];
    joined.set(row, i * width);
    for (let j = 0; j < width; j++) bias[j] -= mean[i] * row[j];
  }
  return new Map([
    ...weights,
    ['direct.hidden1.weight', { shape, values: joined }],
    ['direct.hidden1.bias', { shape: [width], values: Float32Array.from(bias) }],
  ]);
}
