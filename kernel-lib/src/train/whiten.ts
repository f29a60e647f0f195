import { LATENT_SIZE } from '../network/autoEncoder';
import { BALL_POINTS } from '../grid/unitBall';
import type { Weight } from '../network/weights';
import { symmetricEigen } from '../numerics/symmetricEigen';

const K = LATENT_SIZE;

/**
 * Transforms the latent space so that over the given latents the 200 numbers have mean 0, standard
 * deviation 1 and no correlation, and are ordered by their effect on the decoder's voxels: from
 * coarse to fine. The decoded shapes do not change.
 *
 * @param latents count × 200 of the training shapes
 */
export function whiten(
  weights: ReadonlyMap<string, Weight>,
  latents: Float32Array,
  count: number,
): Map<string, Weight> {
  const { mean, covariance } = moments(latents, count);
  const lower = cholesky(covariance);
  const modes = weights.get('decoder.modes.weight')!.values;
  // latents z = mean + L y; y = V x with V the axes of Lᵀ W Wᵀ L
  const { vectors } = symmetricEigen(product(product(transpose(lower), gram(modes)), lower), K);
  const back = transpose(product(lower, vectors));
  const there = transpose(product(transpose(vectors), inverseLower(lower)));
  const result = new Map(weights);
  const set = (name: string, values: Float32Array): void =>
    void result.set(name, { shape: weights.get(name)!.shape, values });
  const get = (name: string): Float32Array => weights.get(name)!.values;
  set('encoder.modes.weight', timesSquare(get('encoder.modes.weight'), there));
  set(
    'encoder.modes.bias',
    timesSquare(
      get('encoder.modes.bias').map((b, k) => b - mean[k]),
      there,
    ),
  );
  set('encoder.correction.weight', timesSquare(get('encoder.correction.weight'), there));
  for (const layer of ['decoder.modes', 'decoder.hidden1']) {
    const matrix = get(`${layer}.weight`);
    const width = matrix.length / K;
    set(
      `${layer}.bias`,
      get(`${layer}.bias`).map((b, j) => {
        let sum = b;
        for (let k = 0; k < K; k++) sum += mean[k] * matrix[k * width + j];
        return sum;
      }),
    );
    set(`${layer}.weight`, squareTimes(back, matrix, width));
  }
  return result;
}

function moments(latents: Float32Array, count: number): { mean: Float64Array; covariance: Float64Array } {
  const mean = new Float64Array(K),
    covariance = new Float64Array(K * K);
  for (let i = 0; i < latents.length; i++) mean[i % K] += latents[i] / count;
  for (let s = 0; s < count; s++) {
    for (let a = 0; a < K; a++) {
      const da = latents[s * K + a] - mean[a];
      for (let b = 0; b < K; b++) covariance[a * K + b] += (da * (latents[s * K + b] - mean[b])) / count;
    }
  }
  return { mean, covariance };
}

/** W Wᵀ of the decoder's modes. */
function gram(modes: Float32Array): Float64Array {
  const result = new Float64Array(K * K);
  for (let a = 0; a < K; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let p = 0; p < BALL_POINTS; p++) sum += modes[a * BALL_POINTS + p] * modes[b * BALL_POINTS + p];
      result[a * K + b] = result[b * K + a] = sum;
    }
  }
  return result;
}

function cholesky(matrix: Float64Array): Float64Array {
  const lower = new Float64Array(K * K);
  for (let i = 0; i < K; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * K + j];
      for (let k = 0; k < j; k++) sum -= lower[i * K + k] * lower[j * K + k];
      lower[i * K + j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / lower[j * K + j];
    }
  }
  return lower;
}

function inverseLower(lower: Float64Array): Float64Array {
  const inverse = new Float64Array(K * K);
  for (let c = 0; c < K; c++) {
    for (let i = c; i < K; i++) {
      let sum = i === c ? 1 : 0;
      for (let k = c; k < i; k++) sum -= lower[i * K + k] * inverse[k * K + c];
      inverse[i * K + c] = sum / lower[i * K + i];
    }
  }
  return inverse;
}

function transpose(m: Float64Array): Float64Array {
  return m.map((_, i) => m[(i % K) * K + Math.floor(i / K)]);
}

function product(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(K * K);
  for (let i = 0; i < K; i++) {
    for (let k = 0; k < K; k++) {
      const value = a[i * K + k];
      for (let j = 0; j < K; j++) out[i * K + j] += value * b[k * K + j];
    }
  }
  return out;
}

/** rows × 200 times 200 × 200. */
function timesSquare(matrix: Float32Array, square: Float64Array): Float32Array {
  const out = new Float32Array(matrix.length);
  const row = new Float64Array(K);
  for (let r = 0; r < matrix.length; r += K) {
    row.fill(0);
    for (let k = 0; k < K; k++) for (let j = 0; j < K; j++) row[j] += matrix[r + k] * square[k * K + j];
    out.set(row, r);
  }
  return out;
}

/** 200 × 200 times 200 × width. */
function squareTimes(square: Float64Array, matrix: Float32Array, width: number): Float32Array {
  const out = new Float32Array(matrix.length);
  const row = new Float64Array(width);
  for (let i = 0; i < K; i++) {
    row.fill(0);
    for (let k = 0; k < K; k++) {
      const factor = square[i * K + k];
      for (let j = 0; j < width; j++) row[j] += factor * matrix[k * width + j];
    }
    out.set(row, i * width);
  }
  return out;
}
