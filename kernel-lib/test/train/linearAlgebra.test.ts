import { ok } from 'node:assert';
import { tf } from '../../src/engine/tf';
import { Random } from '../../src/random';
import { Adam } from '../../src/train/adam';
import { principalComponents } from '../../src/train/principalComponents';
import { symmetricEigen } from '../../src/numerics/symmetricEigen';
import { crossEntropy } from '../../src/train/trainAutoEncoder';
import { onBackend } from '../backends';

describe('eigenvectors of a symmetric matrix', () => {
  it('are orthonormal and give the matrix back', () => {
    const random = new Random(1),
      n = 30;
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = random.normal();
    const { values, vectors } = symmetricEigen(a, n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let back = 0,
          dot = 0;
        for (let k = 0; k < n; k++) {
          back += vectors[i * n + k] * values[k] * vectors[j * n + k];
          dot += vectors[k * n + i] * vectors[k * n + j];
        }
        ok(Math.abs(back - a[i * n + j]) < 1e-9 && Math.abs(dot - (i === j ? 1 : 0)) < 1e-9);
      }
    for (let k = 1; k < n; k++) ok(values[k] <= values[k - 1]);
  });
});

describe('principal components', () => {
  onBackend('tensorflow');

  it('find known directions and deviations', () => {
    const random = new Random(2),
      d = 300,
      scales = [9, 5, 3];
    const axes = scales.map((_, k) =>
      Float64Array.from(
        { length: d },
        (_v, i) => Math.sqrt(2 / d) * Math.cos((Math.PI * (k + 1) * (i + 0.5)) / d),
      ),
    );
    const chunk = (): Float32Array => {
      const rows = new Float32Array(500 * d);
      for (let r = 0; r < 500; r++) {
        const scores = scales.map((s) => s * random.normal());
        for (let i = 0; i < d; i++)
          rows[r * d + i] =
            4 + axes.reduce((sum, axis, k) => sum + scores[k] * axis[i], 0) + 0.01 * random.normal();
      }
      return rows;
    };
    const chunks = Array.from({ length: 4 }, chunk);
    const pca = principalComponents({ dimension: d, chunks: 4, chunk: (c) => chunks[c] }, 3, new Random(3));
    scales.forEach((scale, k) => {
      ok(Math.abs(pca.deviation[k] / scale - 1) < 0.08, `deviation ${pca.deviation[k]} of ${scale}`);
      const dot = axes[k].reduce((sum, a, i) => sum + a * pca.components[i * 3 + k], 0);
      ok(Math.abs(dot) > 0.98, `component ${k}: ${dot}`);
    });
    ok(pca.mean.every((m) => Math.abs(m - 4) < 0.2));
  });
});

describe('training parts', () => {
  onBackend('tensorflow');

  it('cross-entropy and its gradient agree with the formula', () => {
    const l = [-3, -0.2, 0, 1.5, 8, 2],
      y = [0, 1, 1, 0, 1, 0];
    const targets = tf.tensor2d(y, [2, 3]);
    const { value, grad } = tf.valueAndGrad((x) =>
      crossEntropy(x as ReturnType<typeof tf.tensor2d>, targets),
    )(tf.tensor2d(l, [2, 3]));
    const p = l.map((v) => 1 / (1 + Math.exp(-v)));
    const expected = p.reduce((sum, v, i) => sum - (y[i] ? Math.log(v) : Math.log(1 - v)), 0) / 6;
    ok(Math.abs(value.dataSync()[0] - expected) < 1e-6);
    grad.dataSync().forEach((g, i) => ok(Math.abs(g - (p[i] - y[i]) / 6) < 1e-6));
  });

  it('Adam takes the steps of its formula and averages the weights', () => {
    const x = tf.variable(tf.tensor1d([2, -1]));
    const adam = new Adam({ x }, () => 0.5, { averaging: 0.9 });
    const [w, m, v, mean] = [
      [2, -1],
      [0, 0],
      [0, 0],
      [2, -1],
    ];
    for (let step = 1; step <= 5; step++) {
      adam.step({ x: tf.mul(x, 2) }, 0.1);
      for (let i = 0; i < 2; i++) {
        const g = 2 * w[i];
        m[i] = 0.9 * m[i] + 0.1 * g;
        v[i] = 0.99 * v[i] + 0.01 * g * g;
        w[i] -= (0.05 * (m[i] / (1 - 0.9 ** step))) / (Math.sqrt(v[i] / (1 - 0.99 ** step)) + 1e-8);
        const memory = Math.min(0.9, 1 - 1 / (step + 1));
        mean[i] = memory * mean[i] + (1 - memory) * w[i];
      }
    }
    x.dataSync().forEach((value, i) => ok(Math.abs(value - w[i]) < 1e-5));
    adam.average
      .get('x')!
      .dataSync()
      .forEach((value, i) => ok(Math.abs(value - mean[i]) < 1e-5));
  });
});
