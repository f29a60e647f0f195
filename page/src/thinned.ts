/** Largest number of points in a chart. */
export const MOST_DRAWN = 500;

/** Columns of a measured curve. */
interface Columns {
  readonly q: ArrayLike<number>;
  readonly intensity: ArrayLike<number>;
  readonly sigma?: ArrayLike<number>;
}

/**
 * Indices of the points to draw of a long column: of each stretch the least and the greatest value, so that no
 * excursion is lost, and the first and the last point. All of them where they are few enough.
 *
 * @param values the values that decide, such as intensities or residuals
 * @param from first index
 * @param to index after the last
 */
export function thinnedIndices(
  values: ArrayLike<number>,
  from = 0,
  to = values.length,
  most = MOST_DRAWN,
): number[] {
  const count = to - from;
  if (count <= most) return Array.from({ length: count }, (_, i) => from + i);
  const stretches = Math.floor((most - 2) / 2);
  const kept = new Set<number>([from, to - 1]);
  for (let s = 0; s < stretches; s++) {
    const [begin, end] = [s, s + 1].map((edge) => from + Math.floor((edge * count) / stretches));
    let [least, greatest] = [begin, begin];
    for (let i = begin; i < end; i++) {
      if (values[i] < values[least]) least = i;
      if (values[i] > values[greatest]) greatest = i;
    }
    kept.add(least).add(greatest);
  }
  return [...kept].sort((a, b) => a - b);
}

/** A curve of the points with these indices. */
export function picked(
  { q, intensity, sigma }: Columns,
  indices: readonly number[],
): Required<Columns> | Columns {
  const of = (column: ArrayLike<number>): Float64Array => Float64Array.from(indices, (i) => column[i]);
  return { q: of(q), intensity: of(intensity), ...(sigma ? { sigma: of(sigma) } : {}) };
}
