import { BALL_POINTS } from '../grid/unitBall';
import { bestPose, inPose } from '../network/cubeSymmetry';
import { FineTurn } from './fineTurn';

/** Samples and the maps onto which they are superposed. */
export interface SuperpositionTask {
  /** n × 14147 signed bytes, see `writeSample` */
  readonly samples: Int8Array;
  /** n × 14147 probabilities */
  readonly maps: Float32Array;
  /** to fill: n × 14147 signed distances of the superposed samples, in the samples' unit */
  readonly fields: Float32Array;
}

/** Every fourth voxel suffices for the choice of a pose. */
const POSE_STRIDE = 4;

/** One set of buffers suffices, because samples are turned one at a time. */
const fineTurn = new FineTurn();
const posed = new Int8Array(BALL_POINTS);

/**
 * Superposes some of the samples of a task: each is put in the pose in which it agrees best with its map, then turned by a small
 * rotation (`FineTurn`).
 *
 * @param first index of the first sample
 * @param end index after the last one
 */
export function superposeSamples(
  { samples, maps, fields }: SuperpositionTask,
  first: number,
  end: number,
): void {
  for (let i = first; i < end; i++) {
    const from = i * BALL_POINTS,
      to = from + BALL_POINTS;
    const sample = samples.subarray(from, to);
    inPose(sample, bestPose(sample, maps, from, POSE_STRIDE), posed);
    fineTurn.turn(posed, maps.subarray(from, to), fields.subarray(from, to));
  }
}
