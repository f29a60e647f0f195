import { deepStrictEqual, ok } from 'node:assert';
import { tf } from '../../src/engine/tf';
import { evenMaxPool } from '../../src/network/evenMaxPool';
import { onBackend } from '../backends';

type Tensor5D = ReturnType<typeof tf.tensor5d>;

describe('pooling that shares its gradient', () => {
  onBackend('tensorflow');

  it('gives the largest of each cube, and each cube one gradient in all', () => {
    // one cube with a single largest value, one with two, one of eight alike; the last of two channels is 0
    const cubes = [
      [0, 1, 2, 3, 4, 5, 6, 7],
      [0, 9, 1, 9, 2, 3, 4, 5],
      [3, 3, 3, 3, 3, 3, 3, 3],
    ];
    const values = cubes.flatMap((cube) => cube.flatMap((v) => [v, 0]));
    const x = tf.tensor5d(values, [3, 2, 2, 2, 2]);
    const pooled = evenMaxPool(x);
    deepStrictEqual(Array.from(pooled.dataSync()), [7, 0, 9, 0, 3, 0]);
    const slopes = [10, 1, 20, 1, 40, 1];
    const gradient = tf
      .grad((t) => tf.sum(tf.mul(evenMaxPool(t as Tensor5D), tf.tensor5d(slopes, [3, 1, 1, 1, 2]))))(x)
      .dataSync();
    const expected = cubes.flatMap((cube, c) =>
      cube.flatMap((v) => {
        const most = Math.max(...cube);
        return [v === most ? slopes[2 * c] / cube.filter((w) => w === most).length : 0, 1 / 8];
      }),
    );
    expected.forEach((v, i) => ok(Math.abs(gradient[i] - v) < 1e-5, `${i}: ${gradient[i]}, not ${v}`));
  });
});
