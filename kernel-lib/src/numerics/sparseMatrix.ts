/** A sparse matrix by rows: row i holds the entries start[i] … start[i + 1] − 1. */
export interface SparseMatrix {
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** One row of a sparse matrix under construction. */
export type SparseRow = readonly (readonly [column: number, value: number])[];

/** Packs rows into a sparse matrix; entries that are exactly 0 are left out. */
export function packSparse(rows: readonly SparseRow[]): SparseMatrix {
  const kept = rows.map((row) => row.filter(([, value]) => value !== 0));
  const start = new Int32Array(rows.length + 1);
  kept.forEach((row, i) => (start[i + 1] = start[i] + row.length));
  return {
    start,
    column: Int32Array.from(kept.flatMap((row) => row.map(([column]) => column))),
    value: Float64Array.from(kept.flatMap((row) => row.map(([, value]) => value))),
  };
}

/** out[offset + i] = factor · Σⱼ matrix[i, j] · vector[j]. */
export function applySparse(
  matrix: SparseMatrix,
  vector: Float64Array,
  out: Float64Array,
  offset = 0,
  factor = 1,
): void {
  const { start, column, value } = matrix;
  const rows = start.length - 1;
  for (let i = 0; i < rows; i++) {
    const end = start[i + 1];
    let e = start[i],
      sum = 0,
      other = 0;
    // two independent sums, which the processor computes in parallel
    for (; e + 1 < end; e += 2) {
      sum += value[e] * vector[column[e]];
      other += value[e + 1] * vector[column[e + 1]];
    }
    if (e < end) sum += value[e] * vector[column[e]];
    out[offset + i] = factor * (sum + other);
  }
}
