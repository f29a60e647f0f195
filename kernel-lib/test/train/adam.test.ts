import { ok, strictEqual } from 'node:assert';
import { tf } from '../../src/engine/tf';
import { Trainable } from '../../src/train/trainable';
import { onBackend } from '../backends';

describe('Adam', () => {
  onBackend('tensorflow');

  for (const averaging of [0, 0.9]) {
    it(`takes the steps of its formula, ${averaging ? 'averaged' : 'as they are'}, and goes on from what it saved`, () => {
      const start = [
          [1, -2],
          [0.5, 3],
        ],
        target = [
          [0, 1],
          [2, 2],
        ].flat(),
        rate = 0.05,
        decay = 0.1;
      const options = { beta1: 0.8, beta2: 0.95, decay, averaging };
      const weights = (values: Float32Array) => new Map([['w', { shape: [2, 2], values }]]);
      const descend = (trainable: Trainable): number =>
        trainable.descend(
          () =>
            tf.sum(tf.square(tf.sub(trainable.variables.w, tf.tensor2d(target, [2, 2])))) as ReturnType<
              typeof tf.scalar
            >,
          rate,
        );
      let trainable = new Trainable(weights(Float32Array.from(start.flat())), {}, options);
      const w = start.flat(),
        m = [0, 0, 0, 0],
        v = [0, 0, 0, 0],
        mean = start.flat();
      for (let step = 1; step <= 12; step++) {
        const expected = w.reduce((sum, x, i) => sum + (x - target[i]) ** 2, 0);
        const loss = descend(trainable);
        ok(Math.abs(loss - expected) < 1e-4 * (1 + expected), `loss ${loss}, not ${expected}`);
        const memory = Math.min(averaging, 1 - 1 / (step + 1));
        for (let i = 0; i < 4; i++) {
          const gradient = 2 * (w[i] - target[i]);
          m[i] = 0.8 * m[i] + 0.2 * gradient;
          v[i] = 0.95 * v[i] + 0.05 * gradient ** 2;
          w[i] =
            w[i] * (1 - decay * rate) -
            (rate * m[i]) / (1 - 0.8 ** step) / (Math.sqrt(v[i] / (1 - 0.95 ** step)) + 1e-8);
          mean[i] = memory * mean[i] + (1 - memory) * w[i];
        }
        trainable
          .weights()
          .get('w')!
          .values.forEach((x, i) => ok(Math.abs(x - mean[i]) < 1e-4, `${x}, not ${mean[i]}`));
        if (step === 6) {
          const { arrays, steps } = trainable.save();
          strictEqual(steps, 6);
          trainable.dispose();
          trainable = new Trainable(weights(new Float32Array(4)), {}, options);
          trainable.restore(arrays, steps);
        }
      }
      trainable.dispose();
    });
  }
});
