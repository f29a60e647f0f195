import type { LeftOutRows } from '../measuredCurve';
import type { RawCurve } from './rawCurve';

/** Points in ascending q, each q once, in the units of the file. */
export interface CleanPoints {
  readonly q: Float64Array;
  readonly intensity: Float64Array;
  /** the column of errors, > 0 and finite; absent where the file has no such column */
  readonly sigma?: Float64Array;
  /** reason why sigma is absent */
  readonly sigmaMissing?: string;
  readonly leftOut: readonly LeftOutRows[];
  readonly warnings: readonly string[];
}

interface Point {
  q: number;
  intensity: number;
  sigma: number;
}

/** Largest and, unless 0, smallest intensity or error in any unit. */
const LARGEST = 1e30;
const SMALLEST = 1e-30;
/** Range of scattering vectors, in 1/Å or 1/nm. */
const Q_RANGE = [1e-6, 1e4] as const;
/** Rows at an end of the file with the same negative intensity from which on it is the mark of masked pixels. */
const MASKED = 8;

/**
 * Leaves out rows without a measured point, sorts by q, and joins rows of equal q: copies count
 * once, repeated measurements are averaged (by inverse variance where there are errors).
 */
export function cleanPoints(raw: RawCurve): CleanPoints {
  const left = new Map<string, number>();
  const leave = (reason: string): void => void left.set(reason, (left.get(reason) ?? 0) + 1);
  const finite = finitePoints(raw, leave);
  const { points, missing } = withUsableErrors(finite, raw.sigma !== undefined, leave);
  const backward = points.filter((point, i) => i > 0 && point.q < points[i - 1].q).length;
  points.sort((a, b) => a.q - b.q);
  const joined = joinEqualQ(points, missing === undefined, leave);
  while (joined.length > 0 && joined[0].intensity <= 0) {
    joined.shift();
    leave('the intensity is not positive where the curve begins');
  }
  return {
    q: Float64Array.from(joined, (point) => point.q),
    intensity: Float64Array.from(joined, (point) => point.intensity),
    sigma: missing === undefined ? Float64Array.from(joined, (point) => point.sigma) : undefined,
    sigmaMissing: missing,
    leftOut: Array.from(left, ([reason, count]) => ({ reason, count })),
    warnings: backward > 0 ? [`q steps back ${times(backward)}; the points were sorted.`] : [],
  };
}

function finitePoints(raw: RawCurve, leave: (reason: string) => void): Point[] {
  const points: Point[] = [];
  const marks = maskMarks(raw.intensity);
  raw.q.forEach((q, i) => {
    const intensity = raw.intensity[i];
    const sigma = raw.sigma ? raw.sigma[i] : NaN;
    const size = Math.abs(intensity);
    if (!Number.isFinite(q) || !Number.isFinite(intensity)) leave('q or intensity is not a finite number');
    else if (intensity === 0 && !(sigma > 0)) leave('intensity and error are 0: not measured');
    else if (marks.has(intensity)) leave('the same negative intensity stands in all rows at an end: a mask');
    else if (q <= 0) leave('q is not above 0');
    else if (q < Q_RANGE[0] || q > Q_RANGE[1] || size > LARGEST || (size > 0 && size < SMALLEST))
      leave('q or intensity is outside every plausible range');
    else points.push({ q, intensity, sigma });
  });
  return points;
}

/** Negative intensities that fill the first or the last rows. */
function maskMarks(intensity: ArrayLike<number>): Set<number> {
  const ends = [
    { end: 0, step: 1 },
    { end: intensity.length - 1, step: -1 },
  ];
  return new Set(
    ends
      .filter(({ end, step }) =>
        Array.from({ length: MASKED }, (_, k) => intensity[end + k * step]).every(
          (value) => value < 0 && value === intensity[end],
        ),
      )
      .map(({ end }) => intensity[end]),
  );
}

function withUsableErrors(
  points: Point[],
  hasColumn: boolean,
  leave: (reason: string) => void,
): { points: Point[]; missing?: string } {
  if (!hasColumn) return { points, missing: 'The file has no column of errors' };
  const copies = points.filter(
    ({ sigma, intensity }) => Math.abs(sigma - intensity) <= 1e-6 * Math.abs(intensity),
  );
  if (copies.length > 0.8 * points.length)
    return { points, missing: 'The third column repeats the intensity' };
  const usable = points.filter((point) => point.sigma > SMALLEST && point.sigma < LARGEST);
  if (usable.length < 0.5 * points.length) {
    const zero = points.every((point) => point.sigma === 0);
    const share = `not above 0 in ${points.length - usable.length} of ${points.length} rows`;
    return { points, missing: `The column of errors is ${zero ? '0 everywhere' : share}` };
  }
  for (let i = usable.length; i < points.length; i++) leave('the error is not above 0');
  return { points: usable };
}

function joinEqualQ(points: readonly Point[], weighted: boolean, leave: (reason: string) => void): Point[] {
  const joined: Point[] = [];
  for (let start = 0; start < points.length;) {
    let end = start + 1;
    while (end < points.length && points[end].q === points[start].q) end++;
    const distinct = new Map<number, Point>();
    for (const point of points.slice(start, end)) {
      if (distinct.has(point.intensity)) leave('the row is a copy of another');
      else distinct.set(point.intensity, point);
    }
    const [first, ...others] = distinct.values();
    for (let i = 0; i < others.length; i++) leave('q repeats: averaged with the row before');
    joined.push(others.length === 0 ? first : average([first, ...others], weighted));
    start = end;
  }
  return joined;
}

function average(points: readonly Point[], weighted: boolean): Point {
  let sum = 0;
  let weights = 0;
  for (const point of points) {
    const weight = weighted ? 1 / point.sigma ** 2 : 1;
    sum += weight * point.intensity;
    weights += weight;
  }
  return { q: points[0].q, intensity: sum / weights, sigma: weighted ? 1 / Math.sqrt(weights) : NaN };
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
