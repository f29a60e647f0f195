import { BALL_INDEX, BALL_POINTS } from '../grid/unitBall';
import { GRID_CENTRE, GRID_SIZE } from '../grid/shapeGrid';
import { hypot } from '../elementary';
import { axisRotation, composeRotations } from '../numerics/rotation';
import { cholesky, choleskySolve, type CholeskyFactor } from '../numerics/cholesky';

/** The grid with a margin of one voxel, so that interpolation and differences need no case for its edge. */
const SIZE = GRID_SIZE + 2,
  PLANE = SIZE * SIZE,
  CENTRE = GRID_CENTRE + 1;
/** Largest coordinate whose upper neighbour lies in the grid. */
const LAST = SIZE - 1 - 1e-4;
/** Every third point of the ball suffices for the choice of a rotation. */
const STRIDE = 3,
  POINTS = Math.ceil(BALL_POINTS / STRIDE);
/** Rotations that are tried. */
const TRIALS = 3;
/** The largest step in radians, and what is added to the normal equations' diagonal, as a share of its mean. */
const LARGEST_STEP = 0.35,
  DAMPING = 0.05;
/** A point outside the ball is as far outside the shape as a sample can say. */
const OUTSIDE = -127;

const { position, xyz } = ballTable();

/** For each point of the ball its index in the grid with a margin, and its coordinates in grid steps from the centre. */
function ballTable(): { position: Int32Array; xyz: Float32Array } {
  const position = new Int32Array(BALL_POINTS),
    xyz = new Float32Array(3 * BALL_POINTS);
  BALL_INDEX.forEach((p, b) => {
    const at = [Math.floor(p / GRID_SIZE ** 2), Math.floor(p / GRID_SIZE) % GRID_SIZE, p % GRID_SIZE];
    position[b] = at[0] * PLANE + PLANE + (at[1] + 1) * SIZE + at[2] + 1;
    xyz.set(
      at.map((value) => value - GRID_CENTRE),
      3 * b,
    );
  });
  return { position, xyz };
}

type Vector = readonly [number, number, number];

/** A map p and a shape t. */
interface Agreement {
  /** but for the variance of the map, which is the same for all rotations */
  readonly correlation: number;
  /** Gᵀ t */
  readonly slope: Float64Array;
}

/**
 * Turns shapes about the centre so that they agree better with a map, by small rotations: scattering knows no orientation, and principal axes fix
 * that of an uncertain shape to some ten degrees only.
 *
 * With p the map and g_k = (e_k × x)·∇p what a rotation about axis k changes in it, the shape t is approached by p + Σ a_k g_k: (Gᵀ G) a =
 * Gᵀ t, since Gᵀ p = 0: a rotation does not change |p|. Where the map is faint a is too large; a step after which p and t
 * correlate less is halved.
 */
export class FineTurn {
  private readonly field = new Float32Array(SIZE ** 3);
  private readonly map = new Float32Array(SIZE ** 3);
  private readonly slopes = new Float32Array(3 * POINTS);

  /**
   * @param shape 14147 signed distances to the surface, as in a sample
   * @param map 14147 probabilities
   * @param out array of 14147 to fill with the distances of the turned shape
   */
  turn(shape: ArrayLike<number>, map: Float32Array, out: Float32Array): Float32Array {
    this.field.fill(OUTSIDE);
    for (let b = 0; b < BALL_POINTS; b++) this.field[position[b]] = shape[b];
    const normal = this.differentiate(map);
    let rotation: Float64Array = axisRotation([0, 0, 0]);
    let now = this.agreement(rotation, map);
    let step = stepOf(normal, now.slope);
    for (let trial = 0; trial < TRIALS; trial++) {
      const turned = composeRotations(rotation, axisRotation(step));
      const next = this.agreement(turned, map);
      if (next.correlation > now.correlation) {
        rotation = turned;
        now = next;
        step = stepOf(normal, now.slope);
      } else step = [step[0] / 2, step[1] / 2, step[2] / 2];
    }
    for (let b = 0; b < BALL_POINTS; b++) out[b] = this.valueAt(rotation, 3 * b);
    return out;
  }

  /** Sets the slopes of a map against rotations; returns the factor of their normal equations. */
  private differentiate(values: Float32Array): CholeskyFactor | undefined {
    const { map, slopes } = this;
    const normal = new Float64Array(9);
    for (let b = 0; b < BALL_POINTS; b++) map[position[b]] = values[b];
    for (let b = 0, s = 0; b < BALL_POINTS; b += STRIDE, s += 3) {
      const p = position[b],
        e = 3 * b;
      const gx = map[p + PLANE] - map[p - PLANE],
        gy = map[p + SIZE] - map[p - SIZE],
        gz = map[p + 1] - map[p - 1];
      const a = (xyz[e + 1] * gz - xyz[e + 2] * gy) / 2,
        c = (xyz[e + 2] * gx - xyz[e] * gz) / 2,
        d = (xyz[e] * gy - xyz[e + 1] * gx) / 2;
      slopes[s] = a;
      slopes[s + 1] = c;
      slopes[s + 2] = d;
      normal[0] += a * a;
      normal[3] += a * c;
      normal[4] += c * c;
      normal[6] += a * d;
      normal[7] += c * d;
      normal[8] += d * d;
    }
    const damping = (DAMPING * (normal[0] + normal[4] + normal[8])) / 3 + Number.MIN_VALUE;
    for (let i = 0; i < 9; i += 4) normal[i] += damping;
    return cholesky(normal, 3);
  }

  /** How well the turned shape agrees with the map. */
  private agreement(rotation: Float64Array, map: Float32Array): Agreement {
    const { slopes } = this;
    const slope = new Float64Array(3);
    let inside = 0,
      p1 = 0,
      pt = 0;
    for (let b = 0, s = 0; b < BALL_POINTS; b += STRIDE, s += 3) {
      const p = map[b];
      p1 += p;
      if (this.valueAt(rotation, 3 * b) <= 0) continue;
      pt += p;
      inside++;
      slope[0] += slopes[s];
      slope[1] += slopes[s + 1];
      slope[2] += slopes[s + 2];
    }
    const variance = inside * (1 - inside / POINTS);
    return { slope, correlation: variance > 0 ? (pt - (p1 * inside) / POINTS) / Math.sqrt(variance) : 0 };
  }

  /** Distance to the surface at R x, x the point of the ball whose coordinates begin at `e`. */
  private valueAt(r: Float64Array, e: number): number {
    const { field } = this;
    const x = xyz[e],
      y = xyz[e + 1],
      z = xyz[e + 2];
    const u = inGrid(r[0] * x + r[1] * y + r[2] * z + CENTRE),
      v = inGrid(r[3] * x + r[4] * y + r[5] * z + CENTRE),
      w = inGrid(r[6] * x + r[7] * y + r[8] * z + CENTRE);
    const i = u | 0,
      j = v | 0,
      k = w | 0;
    const low = between(field, i * PLANE + j * SIZE + k, v - j, w - k);
    return low + (u - i) * (between(field, (i + 1) * PLANE + j * SIZE + k, v - j, w - k) - low);
  }
}

/** Axis times angle of the next rotation R: the shape at x becomes that at R x. */
function stepOf(normal: CholeskyFactor | undefined, slope: Float64Array): Vector {
  if (!normal) return [0, 0, 0];
  const [x, y, z] = choleskySolve(normal, slope);
  const shorten = -Math.min(1, LARGEST_STEP / hypot(x, y, z));
  return [shorten * x, shorten * y, shorten * z];
}

function inGrid(x: number): number {
  return x < 0 ? 0 : x > LAST ? LAST : x;
}

/** Bilinear interpolation in a plane of constant x. */
function between(field: Float32Array, p: number, v: number, w: number): number {
  const a = field[p] + w * (field[p + 1] - field[p]),
    b = field[p + SIZE] + w * (field[p + SIZE + 1] - field[p + SIZE]);
  return a + v * (b - a);
}
