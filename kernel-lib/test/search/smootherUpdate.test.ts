import { ok, throws } from 'node:assert/strict';
import { InputError } from '../../src/inputError';
import { Random } from '../../src/random';
import { smootherUpdate } from '../../src/search/smootherUpdate';

describe('the update of an ensemble smoother', () => {
  it('leads a linear problem from its prior to its posterior, mean and covariance', () => {
    // x ~ N(0, 1) in two dimensions, y = H x + ε with errors of 1
    const H = [
        [2, 0.5],
        [1, -1],
        [0.3, 0.7],
      ],
      y = Float64Array.of(3, -1, 0.5),
      count = 6000,
      updates = 4;
    const random = new Random(5);
    let states: Float64Array = Float64Array.from({ length: 2 * count }, () => random.normal());
    for (let u = 0; u < updates; u++) {
      const predicted = new Float64Array(3 * count);
      for (let m = 0; m < count; m++)
        H.forEach(([a, b], k) => (predicted[3 * m + k] = a * states[2 * m] + b * states[2 * m + 1]));
      states = smootherUpdate({ count, states, predicted }, y, updates, random);
    }
    // posterior: precision 1 + HᵀH, mean = precision⁻¹ Hᵀ y
    const p = [
        [1, 0],
        [0, 1],
      ],
      r = [0, 0];
    H.forEach((h, k) => {
      for (let a = 0; a < 2; a++) {
        r[a] += h[a] * y[k];
        for (let b = 0; b < 2; b++) p[a][b] += h[a] * h[b];
      }
    });
    const det = p[0][0] * p[1][1] - p[0][1] ** 2;
    const covariance = [
      [p[1][1] / det, -p[0][1] / det],
      [-p[0][1] / det, p[0][0] / det],
    ];
    const mean = covariance.map((row) => row[0] * r[0] + row[1] * r[1]);
    const found = [0, 1].map((a) => states.reduce((sum, v, i) => sum + (i % 2 === a ? v / count : 0), 0));
    found.forEach((m, a) => ok(Math.abs(m - mean[a]) < 0.03, `mean ${a}: ${m} and ${mean[a]}`));
    for (const [a, b] of [
      [0, 0],
      [0, 1],
      [1, 1],
    ]) {
      let sum = 0;
      for (let m = 0; m < count; m++) sum += (states[2 * m + a] - found[a]) * (states[2 * m + b] - found[b]);
      ok(
        Math.abs(sum / count - covariance[a][b]) < 0.015,
        `covariance ${a}${b}: ${sum / count} and ${covariance[a][b]}`,
      );
    }
  });

  it('says what does not fit together', () => {
    const random = new Random(1);
    throws(
      () =>
        smootherUpdate(
          { count: 2, states: new Float64Array(4), predicted: new Float64Array(5) },
          new Float64Array(3),
          1,
          random,
        ),
      InputError,
    );
    throws(
      () =>
        smootherUpdate(
          { count: 2, states: new Float64Array(4), predicted: new Float64Array(6).fill(NaN) },
          new Float64Array(3),
          1,
          random,
        ),
      InputError,
    );
  });
});
