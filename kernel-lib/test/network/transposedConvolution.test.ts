import { ok } from 'node:assert';
import { tf } from '../../src/engine/tf';
import { transposedConvolution } from '../../src/network/transposedConvolution';
import { Random } from '../../src/random';
import { onBackend } from '../backends';

type Tensor5D = ReturnType<typeof tf.tensor5d>;
const SIZE = 3,
  K = 5,
  IN = 2,
  OUT = 3,
  BEFORE = 1;

/** Every input point adds its kernel around twice its place: the definition, in six loops. */
function bySum(x: Float32Array, kernel: Float32Array): Float64Array {
  const big = 2 * SIZE,
    out = new Float64Array(big ** 3 * OUT);
  for (let i = 0; i < SIZE ** 3; i++)
    for (let k = 0; k < K ** 3; k++) {
      const at = [Math.floor(i / SIZE ** 2), Math.floor(i / SIZE) % SIZE, i % SIZE];
      const shift = [Math.floor(k / K ** 2), Math.floor(k / K) % K, k % K];
      const to = at.map((a, d) => 2 * a + shift[d] - BEFORE);
      if (to.some((t) => t < 0 || t >= big)) continue;
      for (let o = 0; o < OUT; o++)
        for (let c = 0; c < IN; c++) {
          out[((to[0] * big + to[1]) * big + to[2]) * OUT + o] +=
            x[i * IN + c] * kernel[(k * OUT + o) * IN + c];
        }
    }
  return out;
}

const random = new Random(4);
const values = (n: number): Float32Array => Float32Array.from({ length: n }, () => random.normal());
const x = values(SIZE ** 3 * IN),
  kernel = values(K ** 3 * OUT * IN),
  probe = values((2 * SIZE) ** 3 * OUT);
const xShape: [number, number, number, number, number] = [1, SIZE, SIZE, SIZE, IN];
const kShape: [number, number, number, number, number] = [K, K, K, OUT, IN];

for (const backend of ['tensorflow', 'wasm'] as const) {
  describe(`transposed convolution on ${backend}`, () => {
    onBackend(backend);

    it('adds the kernel around each doubled place', () => {
      const result = tf.tidy(() =>
        transposedConvolution(tf.tensor5d(x, xShape), tf.tensor5d(kernel, kShape)),
      );
      const expected = bySum(x, kernel);
      result
        .dataSync()
        .forEach((v, i) => ok(Math.abs(v - expected[i]) < 1e-4, `${i}: ${v} and ${expected[i]}`));
      result.dispose();
    });
  });
}

describe('gradient of the transposed convolution', () => {
  onBackend('tensorflow');

  it('agrees with finite differences of the definition', () => {
    const loss = (a: Float32Array, b: Float32Array): number =>
      bySum(a, b).reduce((s, v, i) => s + v * probe[i], 0);
    const weights = tf.tensor(probe, [1, 2 * SIZE, 2 * SIZE, 2 * SIZE, OUT]);
    const [dx, dk] = tf.grads((a, b) =>
      tf.sum(tf.mul(transposedConvolution(a as Tensor5D, b as Tensor5D), weights)),
    )([tf.tensor5d(x, xShape), tf.tensor5d(kernel, kShape)]);
    const check = (
      gradient: ArrayLike<number>,
      of: Float32Array,
      at: (changed: Float32Array) => number,
    ): void => {
      for (let trial = 0; trial < 40; trial++) {
        const i = random.integer(of.length);
        const up = of.slice(),
          down = of.slice();
        up[i] += 0.5;
        down[i] -= 0.5;
        const slope = (at(up) - at(down)) / (up[i] - down[i]);
        ok(
          Math.abs(gradient[i] - slope) < 1e-3 * Math.max(1, Math.abs(slope)),
          `${i}: ${gradient[i]} and ${slope}`,
        );
      }
    };
    check(dx.dataSync(), x, (changed) => loss(changed, kernel));
    check(dk.dataSync(), kernel, (changed) => loss(x, changed));
  });
});
