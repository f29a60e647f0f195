import { groupRotations, type PointGroup } from './pointGroup';
import { GRID_CENTRE, GRID_SIZE } from './shapeGrid';
import { BALL_INDEX, BALL_POINTS, toBall } from './unitBall';

/** A point group laid along an axis of the grid: plain data, which a worker can be sent. */
export interface GridSymmetry {
  readonly group: PointGroup;
  /** main axis: 0, 1, 2 for x, y, z */
  readonly axis: number;
}

/**
 * The mean of densities in the unit ball over the rotations of a group, as a sparse matrix. Quarter and half turns move
 * grid points onto grid points and are exact; others interpolate by cubic convolution (Keys, IEEE Trans. Acoust. 29 (1981)
 * 1153) in the plane across the axis.
 */
export class SymmetricBall {
  private readonly start: Int32Array;
  private readonly from: Uint16Array;
  private readonly weight: Float64Array;

  constructor(readonly symmetry: GridSymmetry) {
    const rotations = groupRotations(symmetry.group, symmetry.axis);
    const from: number[] = [],
      weight: number[] = [];
    this.start = new Int32Array(BALL_POINTS + 1);
    for (let b = 0; b < BALL_POINTS; b++) {
      const p = BALL_INDEX[b];
      const x = [
        Math.floor(p / GRID_SIZE ** 2) - GRID_CENTRE,
        (Math.floor(p / GRID_SIZE) % GRID_SIZE) - GRID_CENTRE,
        (p % GRID_SIZE) - GRID_CENTRE,
      ];
      for (const r of rotations) interpolation(r, x, 1 / rotations.length, from, weight);
      this.start[b + 1] = from.length;
    }
    this.from = Uint16Array.from(from);
    this.weight = Float64Array.from(weight);
  }

  /** The symmetric density. @param ball 14147 densities @param out filled with them, another array */
  apply<T extends Float32Array | Float64Array>(ball: ArrayLike<number>, out: T): T {
    const { start, from, weight } = this;
    for (let b = 0; b < BALL_POINTS; b++) {
      let sum = 0;
      for (let e = start[b]; e < start[b + 1]; e++) sum += weight[e] * ball[from[e]];
      out[b] = sum;
    }
    return out;
  }

  /** The transpose: from a slope along symmetric densities to that along the densities they are made of. */
  transposed<T extends Float32Array | Float64Array>(slope: ArrayLike<number>, out: T): T {
    const { start, from, weight } = this;
    out.fill(0);
    for (let b = 0; b < BALL_POINTS; b++) {
      const value = slope[b];
      for (let e = start[b]; e < start[b + 1]; e++) out[from[e]] += weight[e] * value;
    }
    return out;
  }

  /** The same for probabilities on a 31³ grid, in place: 0 … 1, and 0 outside the unit ball. */
  applyToGrid<T extends Float32Array>(grid: T): T {
    const ball = toBall(grid, 1);
    const mean = this.apply(ball, new Float32Array(BALL_POINTS));
    grid.fill(0);
    for (let b = 0; b < BALL_POINTS; b++) grid[BALL_INDEX[b]] = Math.min(1, Math.max(0, mean[b]));
    return grid;
  }
}

/** Ball points by grid index; −1 outside. */
const BALL_OF: Int32Array = (() => {
  const ballOf = new Int32Array(GRID_SIZE ** 3).fill(-1);
  BALL_INDEX.forEach((p, b) => (ballOf[p] = b));
  return ballOf;
})();

/** Adds the share of each ball point in the density at R x. */
function interpolation(
  r: Float64Array,
  x: readonly number[],
  share: number,
  from: number[],
  weight: number[],
): void {
  const axes = [0, 1, 2].map((a) =>
    along(r[3 * a] * x[0] + r[3 * a + 1] * x[1] + r[3 * a + 2] * x[2] + GRID_CENTRE),
  );
  for (const [i, u] of axes[0])
    for (const [j, v] of axes[1])
      for (const [k, w] of axes[2]) {
        const b = BALL_OF[(i * GRID_SIZE + j) * GRID_SIZE + k];
        if (b < 0) continue;
        from.push(b);
        weight.push(share * u * v * w);
      }
}

/** Grid points about a place of one axis with the weights of cubic convolution. */
function along(place: number): [number, number][] {
  const near = Math.round(place);
  if (Math.abs(place - near) < 1e-9) return near >= 0 && near < GRID_SIZE ? [[near, 1]] : [];
  const first = Math.floor(place) - 1,
    t = place - Math.floor(place);
  const weights = [
    ((-0.5 * t + 1) * t - 0.5) * t,
    (1.5 * t - 2.5) * t * t + 1,
    ((-1.5 * t + 2) * t + 0.5) * t,
    (0.5 * t - 0.5) * t * t,
  ];
  return weights.flatMap((w, i): [number, number][] =>
    first + i >= 0 && first + i < GRID_SIZE ? [[first + i, w]] : [],
  );
}
