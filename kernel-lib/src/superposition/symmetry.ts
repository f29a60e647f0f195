import type { PointGroup } from '../grid/pointGroup';
import { InputError } from '../inputError';
import { momentIndex } from '../moments/momentLayout';
import { axisRotation, composeRotations } from '../numerics/rotation';
import { rotateMoments } from './rotateMoments';
import { acos, cos, sin } from '../elementary';

/** A point group fitted to a body. */
export interface SymmetryFit {
  /** 3 × 3, row by row: its columns are the x axis (two-fold, of D groups), the y axis and the main axis */
  readonly frame: Float64Array;
  /** share of the body's variance that is symmetric, 0 … 1 */
  readonly share: number;
}

/**
 * The mean of a body over the rotations of a group: in the frame of its axes the harmonics of C_n with m divisible by n stay,
 * for D_n those of them that a half turn about x leaves unchanged (cos mφ for even l + m, sin mφ for odd).
 *
 * @param moments Zernike moments of a body about the centre of the group
 * @param frame of `SymmetryFit`
 */
export function symmetriseMoments(
  moments: Float64Array,
  nmax: number,
  group: PointGroup,
  frame: Float64Array,
): Float64Array {
  const turned = rotateMoments(moments, nmax, inverse(frame));
  keepSymmetric(turned, nmax, group);
  return rotateMoments(turned, nmax, frame);
}

/**
 * Share of the variance of a body that is symmetric about given axes, 0 … 1.
 *
 * @param frame of `SymmetryFit`
 */
export function symmetricShare(
  moments: Float64Array,
  nmax: number,
  group: PointGroup,
  frame: Float64Array,
): number {
  const turned = rotateMoments(moments, nmax, inverse(frame));
  keepSymmetric(turned, nmax, group);
  return variance(turned) / variance(moments);
}

/** The inverse of a rotation. */
function inverse(r: Float64Array): Float64Array {
  return Float64Array.of(r[0], r[3], r[6], r[1], r[4], r[7], r[2], r[5], r[8]);
}

/** Sets the moments that a group about z (and x) changes to 0. */
function keepSymmetric(moments: Float64Array, nmax: number, { kind, fold }: PointGroup): void {
  for (let n = 0; n <= nmax; n++) {
    for (let l = n % 2; l <= n; l += 2) {
      for (let m = -l; m <= l; m++) {
        const even = (l + Math.abs(m)) % 2 === 0;
        const kept = Math.abs(m) % fold === 0 && (kind === 'C' || (m >= 0 ? even : !even));
        if (!kept) moments[momentIndex(n, l, m)] = 0;
      }
    }
  }
}

/** Numbers of directions of the axis and, for D groups, of turns about it, and the finest step of the refinement. */
const DIRECTIONS = 400,
  TURNS = 12,
  FIRST_STEP = 0.12,
  LAST_STEP = 1e-4;

/**
 * The axes about which a body is most symmetric: all directions of the axis on a half sphere (for D groups with turns about
 * it), the best of them refined.
 *
 * @throws InputError for a body without moments beyond the mean
 */
export function findSymmetry(moments: Float64Array, nmax: number, group: PointGroup): SymmetryFit {
  const total = variance(moments);
  if (!(total > 0)) throw new InputError('The body is empty or uniform: expected a body with a shape.');
  const share = (frame: Float64Array): number => {
    const turned = rotateMoments(moments, nmax, inverse(frame));
    keepSymmetric(turned, nmax, group);
    return variance(turned) / total;
  };
  let best: SymmetryFit | undefined;
  for (const frame of firstFrames(group)) {
    const value = share(frame);
    if (best === undefined || value > best.share) best = { frame, share: value };
  }
  return refined(best!, share);
}

function* firstFrames({ kind, fold }: PointGroup): Generator<Float64Array> {
  const golden = Math.PI * (3 - Math.sqrt(5));
  for (let k = 0; k < DIRECTIONS; k++) {
    const z = 1 - k / DIRECTIONS,
      tilt = acos(z);
    const towards = golden * k;
    const axis = axisRotation([-sin(towards) * tilt, cos(towards) * tilt, 0]);
    const turns = kind === 'D' ? TURNS : 1;
    for (let t = 0; t < turns; t++) {
      yield composeRotations(axis, axisRotation([0, 0, (Math.PI * t) / (turns * fold)]));
    }
  }
}

/** Small turns about x, y and z of the frame, as long as they help, then smaller ones. */
function refined(start: SymmetryFit, share: (frame: Float64Array) => number): SymmetryFit {
  let best = start;
  for (let step = FIRST_STEP; step > LAST_STEP;) {
    let better: SymmetryFit | undefined;
    for (let axis = 0; axis < 3; axis++) {
      for (const sign of [-1, 1]) {
        const turn: [number, number, number] = [0, 0, 0];
        turn[axis] = sign * step;
        const frame = composeRotations(best.frame, axisRotation(turn));
        const value = share(frame);
        if (value > (better ?? best).share + 1e-12) better = { frame, share: value };
      }
    }
    if (better) best = better;
    else step /= 2;
  }
  return best;
}

/** Σ c² without the mean of the density. */
function variance(moments: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < moments.length; i++) sum += moments[i] * moments[i];
  return sum;
}
