import { BALL_POINTS } from '../../grid/unitBall';
import type { Random } from '../../random';
import type { SampleFile } from './sampleCache';

/** Fills a batch: for each sample a random variation of one of the given structures at random. */
export function randomBatch(
  batch: Int8Array,
  files: readonly SampleFile[],
  structures: Int32Array,
  random: Random,
): void {
  for (let at = 0; at < batch.length; at += BALL_POINTS) {
    const file = files[random.integer(files.length)];
    file.read([structures[random.integer(structures.length)]], batch.subarray(at, at + BALL_POINTS));
  }
}
