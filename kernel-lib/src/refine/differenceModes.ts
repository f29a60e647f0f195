import { BALL_POINTS } from '../grid/unitBall';
import { weight, type Weight, type WeightSet } from '../network/weights';

/** Principal modes of the difference between true shapes and the mean over plausible ones. */
export interface DifferenceModes {
  readonly count: number;
  /** count × 14147, standard deviations of (truth − mean) / `voxelDeviation` along each mode */
  readonly modes: Float32Array;
}

/** Least variance of a voxel, also where the mean is certain. */
const FLOOR = 0.01;

/** √(p (1 − p) + 0.01): the standard deviation of a voxel with probability p of occupancy. */
export function voxelDeviation(p: number): number {
  return Math.sqrt(p > 0 && p < 1 ? p * (1 - p) + FLOOR : FLOOR);
}

const NAME = 'difference.modes';

/** Modes as arrays, for `writeWeights`: 8 bits per number. */
export function differenceArrays({ count, modes }: DifferenceModes): Map<string, Weight> {
  return new Map([[NAME, { shape: [count, BALL_POINTS], values: modes, precision: 'I8' as const }]]);
}

/** The modes in a set of arrays. @throws InputError when they are missing */
export function differenceFrom(set: WeightSet): DifferenceModes {
  const { shape, values } = weight(set, NAME);
  return { count: shape[0], modes: values };
}
