import { GRID_SIZE } from '../grid/shapeGrid';
import { BALL_INDEX, BALL_POINTS } from '../grid/unitBall';

/**
 * The rotations and reflections of the canonical pose between which scattering, or a nearly symmetric
 * body, does not decide: the eight sign flips of the axes, with x and y or y and z exchanged
 * or not. Entry t gives, for each ball point, the ball point whose value moves there.
 */
export const POSES: readonly Uint16Array[] = makePoses();

function makePoses(): Uint16Array[] {
  const ballOf = new Int32Array(GRID_SIZE ** 3).fill(-1);
  BALL_INDEX.forEach((p, b) => (ballOf[p] = b));
  const poses: Uint16Array[] = [];
  for (const axes of [
    [0, 1, 2],
    [1, 0, 2],
    [0, 2, 1],
  ]) {
    for (let flips = 0; flips < 8; flips++) {
      const pose = new Uint16Array(BALL_POINTS);
      for (let b = 0; b < BALL_POINTS; b++) {
        const p = BALL_INDEX[b];
        const at = [Math.floor(p / GRID_SIZE ** 2), Math.floor(p / GRID_SIZE) % GRID_SIZE, p % GRID_SIZE];
        const from = axes.map((axis, a) => ((flips >> a) & 1 ? GRID_SIZE - 1 - at[axis] : at[axis]));
        pose[b] = ballOf[(from[0] * GRID_SIZE + from[1]) * GRID_SIZE + from[2]];
      }
      poses.push(pose);
    }
  }
  return poses;
}

/** Values of a ball in the pose `t`: out[b] = ball[POSES[t][b]]. */
export function inPose<T extends Int8Array | Float32Array>(ball: T, t: number, out: T): T {
  const pose = POSES[t];
  for (let b = 0; b < BALL_POINTS; b++) out[b] = ball[pose[b]];
  return out;
}

/**
 * The pose in which a shape agrees best with a field: the largest sum of the field over those points that lie inside the shape.
 *
 * @param shape values above 0 are inside
 * @param field its values in the ball, from `fieldStart` on; every `stride`th is used
 */
export function bestPose(shape: Int8Array, field: Float32Array, fieldStart = 0, stride = 1): number {
  let best = 0,
    largest = -Infinity;
  for (let t = 0; t < POSES.length; t++) {
    const pose = POSES[t];
    let sum = 0;
    for (let b = 0; b < BALL_POINTS; b += stride) if (shape[pose[b]] > 0) sum += field[fieldStart + b];
    if (sum > largest) {
      largest = sum;
      best = t;
    }
  }
  return best;
}

/**
 * The pose in which a field agrees best with another: the largest sum of their products over the ball.
 *
 * @param poses how many poses are tried: 8 for the sign flips alone
 */
export function bestFieldPose(field: Float32Array, other: Float32Array, poses = POSES.length): number {
  let best = 0,
    largest = -Infinity;
  for (let t = 0; t < poses; t++) {
    const pose = POSES[t];
    let sum = 0;
    for (let b = 0; b < BALL_POINTS; b++) sum += field[pose[b]] * other[b];
    if (sum > largest) {
      largest = sum;
      best = t;
    }
  }
  return best;
}
