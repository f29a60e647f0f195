/** Eigenvalues (descending) and eigenvectors (columns) of a symmetric matrix. */
export interface Eigen {
  readonly values: Float64Array;
  /** n × n, row by row; column c belongs to values[c] */
  readonly vectors: Float64Array;
}

/**
 * Eigen-decomposition of a symmetric n × n matrix by cyclic Jacobi rotations (Golub & Van Loan, §8.5).
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const a = Float64Array.from(matrix);
  // during the iteration the rows of v are the eigenvectors: contiguous in memory
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < 40 && offDiagonal(a, n) > 1e-13; sweep++) {
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) turn(a, v, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[j * n + j] - a[i * n + i]);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    for (let r = 0; r < n; r++) vectors[r * n + to] = v[from * n + r];
  });
  return { values: Float64Array.from(order, (i) => a[i * n + i]), vectors };
}

/** Largest off-diagonal element relative to the largest diagonal one. */
function offDiagonal(a: Float64Array, n: number): number {
  let off = 0,
    diagonal = 0;
  for (let i = 0; i < n; i++) {
    diagonal = Math.max(diagonal, Math.abs(a[i * n + i]));
    for (let j = i + 1; j < n; j++) off = Math.max(off, Math.abs(a[i * n + j]));
  }
  return diagonal === 0 ? 0 : off / diagonal;
}

function turn(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q];
  if (apq === 0) return;
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1),
    s = t * c;
  for (let k = 0; k < n; k++) {
    const kp = a[k * n + p],
      kq = a[k * n + q];
    a[k * n + p] = c * kp - s * kq;
    a[k * n + q] = s * kp + c * kq;
  }
  for (let k = 0; k < n; k++) {
    const pk = a[p * n + k],
      qk = a[q * n + k];
    a[p * n + k] = c * pk - s * qk;
    a[q * n + k] = s * pk + c * qk;
    const vp = v[p * n + k],
      vq = v[q * n + k];
    v[p * n + k] = c * vp - s * vq;
    v[q * n + k] = s * vp + c * vq;
  }
}
