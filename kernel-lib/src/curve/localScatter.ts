const BLOCK = 21;
/** Normal deviates: median of |x| in standard deviations. */
const MEDIAN_TO_SIGMA = 0.6745;

/**
 * The noise of a curve, estimated from the curve: difference of each point from the cubic through its two neighbours
 * on either side, the median of the absolute differences in blocks of 21 points, interpolated between
 * the blocks. Blind to noise that neighbours share.
 *
 * @param q ascending, each value once
 * @param intensity same length
 * @returns standard deviation of a point, same length; 0 where there are fewer than 5 points
 */
export function localScatter(q: Float64Array, intensity: Float64Array): Float64Array {
  const n = q.length;
  const scatter = new Float64Array(n);
  if (n < 5) return scatter;
  const deviation = new Float64Array(n - 4);
  for (let i = 2; i < n - 2; i++) deviation[i - 2] = deviationFromNeighbours(q, intensity, i);
  const blocks = Math.max(1, Math.round(deviation.length / BLOCK));
  const edge = (b: number): number => Math.round((b * deviation.length) / blocks);
  const level = Float64Array.from(
    { length: blocks },
    (_, b) => median(deviation.slice(edge(b), edge(b + 1))) / MEDIAN_TO_SIGMA,
  );
  for (let i = 0; i < n; i++) {
    const position = Math.min(Math.max(((i - 1.5) * blocks) / deviation.length - 0.5, 0), blocks - 1);
    const b = Math.min(Math.floor(position), blocks - 1);
    const next = Math.min(b + 1, blocks - 1);
    scatter[i] = level[b] + (position - b) * (level[next] - level[b]);
  }
  return scatter;
}

function deviationFromNeighbours(q: Float64Array, intensity: Float64Array, i: number): number {
  const neighbours = [i - 2, i - 1, i + 1, i + 2];
  let difference = intensity[i];
  let variance = 1;
  for (const j of neighbours) {
    let weight = 1;
    for (const k of neighbours) if (k !== j) weight *= (q[i] - q[k]) / (q[j] - q[k]);
    difference -= weight * intensity[j];
    variance += weight * weight;
  }
  return Math.abs(difference) / Math.sqrt(variance);
}

/** Median of some numbers; 0 of none. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  if (n === 0) return 0;
  return n % 2 ? sorted[(n - 1) / 2] : 0.5 * (sorted[n / 2 - 1] + sorted[n / 2]);
}
