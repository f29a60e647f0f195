import { tf } from '../engine/tf';
import type { Random } from '../random';
import { symmetricEigen } from '../numerics/symmetricEigen';

/** A truncated principal component analysis. */
export interface PrincipalComponents {
  /** mean of the samples, d numbers */
  readonly mean: Float32Array;
  /** d × count, row by row: orthonormal columns by decreasing variance */
  readonly components: Float32Array;
  /** standard deviation of the samples along each component */
  readonly deviation: Float64Array;
  readonly count: number;
}

/** Rows of data in pieces that fit in memory as floats. */
export interface DataChunks {
  readonly dimension: number;
  readonly chunks: number;
  /** n × dimension numbers of chunk c */
  chunk(c: number): Float32Array;
}

const OVERSAMPLING = 40;

/**
 * The first `count` principal components of the rows of a large matrix, by randomised subspace
 * iteration (Halko, Martinsson & Tropp 2011).
 *
 * @param rounds passes over the data after the first; two give components accurate to 1 %
 */
export function principalComponents(
  data: DataChunks,
  count: number,
  random: Random,
  rounds = 3,
): PrincipalComponents {
  const d = data.dimension,
    k = count + OVERSAMPLING;
  const mean = meanOf(data);
  const start = new Float32Array(d * k);
  for (let i = 0; i < start.length; i++) start[i] = random.normal();
  let basis = orthonormal(tf.tensor2d(start, [d, k]));
  for (let round = 0; round < rounds; round++) {
    const next = throughCovariance(data, mean, basis);
    basis.dispose();
    basis = orthonormal(next);
  }
  const { covariance, rows } = projectedCovariance(data, mean, basis);
  const eigen = symmetricEigen(covariance, k);
  const first = tf.tidy(() =>
    tf.slice(tf.tensor2d(Float32Array.from(eigen.vectors), [k, k]), [0, 0], [k, count]),
  );
  const product = tf.tidy(() => tf.matMul(basis as ReturnType<typeof tf.tensor2d>, first));
  const components = product.dataSync() as Float32Array;
  tf.dispose([basis, first, product]);
  return {
    mean,
    components,
    count,
    deviation: eigen.values.slice(0, count).map((v) => Math.sqrt(Math.max(v, 0) / rows)),
  };
}

type Matrix = ReturnType<typeof tf.tensor2d>;

function meanOf(data: DataChunks): Float32Array {
  const sum = new Float64Array(data.dimension);
  let rows = 0;
  for (let c = 0; c < data.chunks; c++) {
    const chunk = data.chunk(c);
    for (let i = 0; i < chunk.length; i += data.dimension) {
      rows++;
      for (let j = 0; j < data.dimension; j++) sum[j] += chunk[i + j];
    }
  }
  return Float32Array.from(sum, (s) => s / rows);
}

/** Σ over chunks of Xᵀ (X B) with X the centred rows. */
function throughCovariance(data: DataChunks, mean: Float32Array, basis: Matrix): Matrix {
  let total: Matrix = tf.zeros(basis.shape);
  for (let c = 0; c < data.chunks; c++) {
    const next = tf.tidy(() => {
      const x = centred(data, mean, c);
      return tf.add(total, tf.matMul(x, tf.matMul(x, basis), true, false)) as Matrix;
    });
    total.dispose();
    total = next;
  }
  return total;
}

function projectedCovariance(
  data: DataChunks,
  mean: Float32Array,
  basis: Matrix,
): { covariance: Float64Array; rows: number } {
  const k = basis.shape[1];
  const covariance = new Float64Array(k * k);
  let rows = 0;
  for (let c = 0; c < data.chunks; c++) {
    const gram = tf.tidy(() => {
      const x = centred(data, mean, c);
      rows += x.shape[0];
      const y = tf.matMul(x, basis);
      return tf.matMul(y, y, true, false);
    });
    gram.dataSync().forEach((v, i) => (covariance[i] += v));
    gram.dispose();
  }
  return { covariance, rows };
}

function centred(data: DataChunks, mean: Float32Array, c: number): Matrix {
  const chunk = data.chunk(c);
  return tf.sub(
    tf.tensor2d(chunk, [chunk.length / data.dimension, data.dimension]),
    tf.tensor1d(mean),
  ) as Matrix;
}

/** Orthonormal columns that span those of y; y is disposed of (Cholesky QR, twice for accuracy). */
function orthonormal(y: Matrix): Matrix {
  let q = y;
  for (let pass = 0; pass < 2; pass++) {
    const k = q.shape[1];
    const gramTensor = tf.tidy(() => tf.matMul(q, q, true, false));
    const inverse = inverseCholesky(Float64Array.from(gramTensor.dataSync()), k);
    const next = tf.tidy(() => tf.matMul(q, tf.tensor2d(Float32Array.from(inverse), [k, k])) as Matrix);
    tf.dispose([gramTensor, q]);
    q = next;
  }
  return q;
}

/** R⁻¹ of the Cholesky factor G = Rᵀ R, upper triangular. */
function inverseCholesky(g: Float64Array, n: number): Float64Array {
  const r = new Float64Array(n * n);
  const ridge = 1e-6 * Math.max(...Array.from({ length: n }, (_, i) => g[i * n + i]));
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let sum = g[i * n + j] + (i === j ? ridge : 0);
      for (let k = 0; k < i; k++) sum -= r[k * n + i] * r[k * n + j];
      r[i * n + j] = i === j ? Math.sqrt(Math.max(sum, ridge)) : sum / r[i * n + i];
    }
  }
  const inverse = new Float64Array(n * n);
  for (let c = 0; c < n; c++) {
    for (let i = c; i >= 0; i--) {
      let sum = i === c ? 1 : 0;
      for (let k = i + 1; k <= c; k++) sum -= r[i * n + k] * inverse[k * n + c];
      inverse[i * n + c] = sum / r[i * n + i];
    }
  }
  return inverse;
}
