import { ok } from 'node:assert';
import { tf } from '../../src/engine/tf';
import { convolution } from '../../src/network/convolution';
import { Random } from '../../src/random';
import { onBackend } from '../backends';

type Tensor5D = ReturnType<typeof tf.tensor5d>;
type Shape = [number, number, number, number, number];
const SIZE = 4,
  K = 3,
  BATCH = 2;

/** y[p] = Σ_a x[p + a − 1] K[a], nothing beyond the edges: the definition, in loops. */
function bySum(x: Float32Array, kernel: Float32Array, channels: number, out: number): Float64Array {
  const result = new Float64Array(BATCH * SIZE ** 3 * out);
  for (let b = 0; b < BATCH; b++)
    for (let p = 0; p < SIZE ** 3; p++)
      for (let k = 0; k < K ** 3; k++) {
        const at = [
          Math.floor(p / SIZE ** 2) + Math.floor(k / K ** 2) - 1,
          (Math.floor(p / SIZE) % SIZE) + (Math.floor(k / K) % K) - 1,
          (p % SIZE) + (k % K) - 1,
        ];
        if (at.some((a) => a < 0 || a >= SIZE)) continue;
        const from = b * SIZE ** 3 + (at[0] * SIZE + at[1]) * SIZE + at[2];
        for (let c = 0; c < channels; c++)
          for (let o = 0; o < out; o++)
            result[(b * SIZE ** 3 + p) * out + o] +=
              x[from * channels + c] * kernel[(k * channels + c) * out + o];
      }
  return result;
}

const random = new Random(5);
const values = (n: number): Float32Array => Float32Array.from({ length: n }, () => random.normal());

// fewer channels in than out, and more
for (const channels of [2, 40]) {
  const out = 3;
  const x = values(BATCH * SIZE ** 3 * channels),
    kernel = values(K ** 3 * channels * out),
    probe = values(BATCH * SIZE ** 3 * out);
  const xShape: Shape = [BATCH, SIZE, SIZE, SIZE, channels],
    kShape: Shape = [K, K, K, channels, out];

  for (const backend of ['tensorflow', 'wasm'] as const)
    describe(`convolution of ${channels} channels on ${backend}`, () => {
      onBackend(backend);

      it('is the sum over the offsets of its kernel', () => {
        const result = tf.tidy(() => convolution(tf.tensor5d(x, xShape), tf.tensor5d(kernel, kShape)));
        const expected = bySum(x, kernel, channels, out);
        result
          .dataSync()
          .forEach((v, i) => ok(Math.abs(v - expected[i]) < 1e-4, `${i}: ${v} and ${expected[i]}`));
        result.dispose();
      });
    });

  describe(`gradient of the convolution of ${channels} channels`, () => {
    onBackend('tensorflow');

    it('agrees with finite differences of the definition, and with a fixed kernel', () => {
      const loss = (a: Float32Array, b: Float32Array): number =>
        bySum(a, b, channels, out).reduce((s, v, i) => s + v * probe[i], 0);
      const weights = tf.tensor(probe, [BATCH, SIZE, SIZE, SIZE, out]);
      const [x5, k5] = [tf.tensor5d(x, xShape), tf.tensor5d(kernel, kShape)];
      const [dx, dk] = tf.grads((a, b) => tf.sum(tf.mul(convolution(a as Tensor5D, b as Tensor5D), weights)))(
        [x5, k5],
      );
      const fixed = tf.grad((a) => tf.sum(tf.mul(convolution(a as Tensor5D, k5, true), weights)))(x5);
      const check = (
        gradient: ArrayLike<number>,
        of: Float32Array,
        at: (changed: Float32Array) => number,
      ): void => {
        for (let trial = 0; trial < 20; trial++) {
          const i = random.integer(of.length);
          const changed = (by: number): Float32Array => of.map((v, e) => (e === i ? v + by : v));
          const slope = at(changed(0.5)) - at(changed(-0.5));
          ok(
            Math.abs(gradient[i] - slope) < 1e-3 * Math.max(1, Math.abs(slope)),
            `${i}: ${gradient[i]} and ${slope}`,
          );
        }
      };
      check(dx.dataSync(), x, (changed) => loss(changed, kernel));
      check(fixed.dataSync(), x, (changed) => loss(changed, kernel));
      check(dk.dataSync(), kernel, (changed) => loss(x, changed));
      tf.dispose([weights, x5, k5, dx, dk, fixed]);
    });
  });
}
