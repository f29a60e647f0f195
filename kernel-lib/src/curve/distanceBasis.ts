/**
 * Cubic B-splines on [0, 1] that vanish with their slope at both ends, as the pair-distance
 * distribution of any body does at r = 0 and at its longest distance. Values ≥ 0 of the
 * coefficients make a distribution ≥ 0.
 */
export interface DistanceBasis {
  /** number of splines */
  readonly count: number;
  /** number of grid points, 0 to 1 inclusive */
  readonly points: number;
  /** value of spline a at grid point j, at index a · points + j */
  readonly values: Float64Array;
  /** ∫ B_a'' B_b'' dr, count × count, scaled to a trace of 1 */
  readonly curvature: Float64Array;
}

const POINTS_PER_INTERVAL = 4;

const bases = new Map<number, DistanceBasis>();

/** @param intervals pieces of [0, 1], at least 5; the basis of a number is made once */
export function distanceBasis(intervals: number): DistanceBasis {
  let basis = bases.get(intervals);
  if (!basis) bases.set(intervals, (basis = makeBasis(intervals)));
  return basis;
}

function makeBasis(intervals: number): DistanceBasis {
  const count = intervals - 3;
  const points = intervals * POINTS_PER_INTERVAL + 1;
  const values = new Float64Array(count * points);
  for (let a = 0; a < count; a++) {
    for (let j = 0; j < points; j++) values[a * points + j] = cardinalSpline(j / POINTS_PER_INTERVAL - a);
  }
  return { count, points, values, curvature: curvatureMatrix(values, count, points) };
}

/** The cubic B-spline with knots 0, 1, 2, 3, 4. */
function cardinalSpline(t: number): number {
  const u = 2 - Math.abs(t - 2);
  if (u <= 0) return 0;
  return u < 1 ? u ** 3 / 6 : (4 - 6 * (2 - u) ** 2 + 3 * (2 - u) ** 3) / 6;
}

function curvatureMatrix(values: Float64Array, count: number, points: number): Float64Array {
  const second = new Float64Array(count * points);
  for (let a = 0; a < count; a++) {
    for (let j = 1; j < points - 1; j++) {
      const i = a * points + j;
      second[i] = values[i - 1] - 2 * values[i] + values[i + 1];
    }
  }
  const matrix = new Float64Array(count * count);
  let trace = 0;
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      let sum = 0;
      for (let j = 0; j < points; j++) sum += second[a * points + j] * second[b * points + j];
      matrix[a * count + b] = sum;
    }
    trace += matrix[a * count + a];
  }
  return matrix.map((value) => value / trace);
}
