import { ok } from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { tf } from '../../src/engine/tf';
import { useBackend } from '../../src/node/backend';
import { Random } from '../../src/random';
import { latentLoss, radiusLoss, shapeLoss } from '../../src/train/directLosses';

const near = (a: number, b: number): void => ok(Math.abs(a - b) < 1e-5 * (1 + Math.abs(b)), `${a} and ${b}`);

describe('losses of the direct network', () => {
  before(async () => void (await useBackend()));

  it('cross-entropy and 1 − Pearson correlation of probabilities and shapes, with its slope', () => {
    const random = new Random(1);
    const logits = Float32Array.from({ length: 60 }, () => 2 * random.normal()),
      shape = Float32Array.from({ length: 60 }, () => random.integer(2));
    const correlation = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
      const n = a.length,
        mean = (x: ArrayLike<number>): number => Array.from(x).reduce((s, v) => s + v, 0) / n;
      const [ma, mb] = [mean(a), mean(b)];
      let ab = 0,
        aa = 0,
        bb = 0;
      for (let i = 0; i < n; i++) {
        ab += (a[i] - ma) * (b[i] - mb);
        aa += (a[i] - ma) ** 2;
        bb += (b[i] - mb) ** 2;
      }
      return ab / Math.sqrt(aa * bb);
    };
    const value = (l: Float32Array): number => {
      const p = Array.from(l, (x) => 1 / (1 + Math.exp(-x)));
      const entropy = p.reduce((sum, x, i) => sum - Math.log(shape[i] ? x : 1 - x), 0) / 60;
      return (
        entropy +
        0.7 *
          (1 -
            (correlation(p.slice(0, 30), shape.subarray(0, 30)) +
              correlation(p.slice(30), shape.subarray(30))) /
              2)
      );
    };
    const targets = tf.tensor2d(shape, [2, 30]);
    const loss = (l: ReturnType<typeof tf.tensor>): ReturnType<typeof tf.scalar> =>
      shapeLoss(l as ReturnType<typeof tf.tensor2d>, targets, 0.7);
    near(loss(tf.tensor2d(logits, [2, 30])).dataSync()[0], value(logits));
    const slope = tf
      .grad((l) => loss(l))(tf.tensor2d(logits, [2, 30]))
      .dataSync();
    for (let i = 0; i < 60; i += 7) {
      const moved = (by: number): Float32Array => logits.map((x, j) => (j === i ? x + by : x));
      const expected = (value(moved(0.01)) - value(moved(-0.01))) / 0.02;
      ok(Math.abs(slope[i] - expected) < 2e-5, `logit ${i}: ${slope[i]} and ${expected}`);
    }
  });

  it('a mixture of equal components is one normal; the nearest of different ones decides', () => {
    const zeros = tf.zeros([1, 4]) as ReturnType<typeof tf.tensor2d>;
    const latents = tf.tensor2d([[0.5, -1, 2]]);
    const logDeviation = tf.tensor2d([[0, Math.log(2), Math.log(0.5)]]);
    const at = (means: number[][]): number =>
      latentLoss({ weights: zeros, means: tf.tensor3d([means]), logDeviation }, latents).dataSync()[0];
    // −ln of the product of three normals without the constant, a latent
    const one = (m: number[]): number =>
      [0.5, -1, 2].reduce(
        (sum, z, k) => sum + ((z - m[k]) / [1, 2, 0.5][k]) ** 2 / 2 + Math.log([1, 2, 0.5][k]),
        0,
      ) / 3;
    const m = [0.1, 0.2, 0.3];
    near(at([m, m, m, m]), one(m));
    const far = [9, 9, 9];
    // the weight ¼ of the one that fits costs ln 4 at the temperature of 0.05
    near(at([far, far, m, far]), one(m) + 0.05 * Math.log(4));
  });

  it('the likelihood of the radius is that of a normal', () => {
    near(
      radiusLoss(tf.tensor2d([[0.6, Math.log(0.2)]]), Float32Array.of(0.5)).dataSync()[0],
      (0.1 / 0.2) ** 2 / 2 + Math.log(0.2),
    );
  });
});
