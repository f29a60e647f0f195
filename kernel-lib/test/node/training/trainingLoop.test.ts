import { deepStrictEqual, notDeepStrictEqual, strictEqual, throws } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tf } from '../../../src/engine/tf';
import { trainingLoop } from '../../../src/node/training/trainingLoop';
import { Random } from '../../../src/random';
import { Trainable } from '../../../src/train/trainable';
import { onBackend } from '../../backends';

describe('the loop of a training', () => {
  onBackend('tensorflow');
  const folder = mkdtempSync(join(tmpdir(), 'decodesaxs loop '));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Steps of a line through noise; the process "dies" before the step `dies`. */
  function line(
    name: string,
    steps: number,
    dies = Infinity,
  ): { weights: Map<string, unknown>; taken: number } {
    const start = new Map([['slope', { shape: [2], values: Float32Array.of(0, 1) }]]);
    const trainable = new Trainable(start, {}, { averaging: 0.9, decay: 0.01 });
    let taken = 0;
    trainingLoop({
      name,
      trainable,
      batch: 1,
      peakRate: 0.1,
      minutes: Infinity,
      steps,
      checkpointSeconds: 0,
      checkpoint: join(folder, `${name}.checkpoint`),
      report: () => undefined,
      step(rate, at) {
        if (at === dies) throw new Error('killed');
        taken++;
        const target = tf.tensor1d([new Random(at).normal(), 2]);
        const loss = trainable.descend(
          () =>
            tf.mean(tf.squaredDifference(trainable.variables.slope, target)) as ReturnType<typeof tf.scalar>,
          rate,
        );
        target.dispose();
        return loss;
      },
    });
    const weights = trainable.weights();
    trainable.dispose();
    return { weights, taken };
  }

  it('that was cut short ends where the whole one ends, bit for bit', () => {
    const whole = line('whole', 40);
    throws(() => line('cut', 40, 17), /killed/);
    throws(() => line('cut', 40, 31), /killed/);
    const rest = line('cut', 40);
    deepStrictEqual(rest.weights, whole.weights);
    strictEqual(whole.taken, 40);
    strictEqual(rest.taken, 9, 'only what was missing');
    // the rate falls with the share of the steps: another number of steps is another training
    notDeepStrictEqual(line('longer', 41).weights, whole.weights);
  });
});
