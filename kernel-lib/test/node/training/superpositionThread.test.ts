import { deepStrictEqual, ok } from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { SuperpositionThread } from 'decodesaxs/dist/node/training/superpositionThread';
import { Random } from 'decodesaxs/dist/random';
import { BALL_POINTS } from 'decodesaxs/dist/grid/unitBall';
import { superposeSamples } from 'decodesaxs/dist/train/superposeSamples';

const COUNT = 5;

describe('superposition of training samples in two threads', () => {
  const thread = new SuperpositionThread(COUNT);
  after(() => thread.close());

  it('gives what one thread gives, step after step', () => {
    const random = new Random(1);
    for (let step = 0; step < 3; step++) {
      const samples = Int8Array.from({ length: COUNT * BALL_POINTS }, () => random.integer(255) - 127);
      const maps = Float32Array.from(samples, () => random.uniform());
      const fields = new Float32Array(samples.length);
      superposeSamples({ samples, maps, fields }, 0, COUNT);
      ok(fields.some((value) => value > 0));
      deepStrictEqual(
        Buffer.compare(Buffer.from(fields.buffer), bytesOf(thread.superpose(samples, maps))),
        0,
      );
    }
  });
});

function bytesOf(values: Float32Array): Buffer {
  return Buffer.from(Float32Array.from(values).buffer);
}
