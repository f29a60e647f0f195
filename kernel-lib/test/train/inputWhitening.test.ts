import { ok } from 'node:assert/strict';
import { FEATURE_COUNT } from 'decodesaxs/dist/network/profileFeatures';
import { Random } from 'decodesaxs/dist/random';
import { inputWhitening, withWhitening } from 'decodesaxs/dist/train/inputWhitening';

const COUNT = 600;
const n = FEATURE_COUNT;

/** Features with a large common variation, a small one of its own in each, and one feature that never varies. */
function features(): Float32Array {
  const random = new Random(4);
  const out = new Float32Array(COUNT * n);
  for (let p = 0; p < COUNT; p++) {
    const common = random.normal();
    for (let i = 0; i < n; i++) out[p * n + i] = i === 5 ? 1 : 3 + common * (i / n) + 0.2 * random.normal();
  }
  return out;
}

describe('whitening of profiles', () => {
  const values = features();
  const { mean, matrix } = inputWhitening(values, COUNT);
  const whitened = Array.from({ length: COUNT }, (_, p) =>
    Array.from({ length: n }, (_, k) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (values[p * n + i] - mean[i]) * matrix[i * n + k];
      return sum;
    }),
  );

  it('gives numbers of mean 0 without correlations, of deviation 1 where the features vary by more than the floor', () => {
    let unit = 0;
    for (let k = 0; k < n; k++) {
      const average = whitened.reduce((sum, row) => sum + row[k], 0) / COUNT;
      ok(Math.abs(average) < 1e-6, `mean ${average}`);
      for (let l = 0; l <= k; l++) {
        const product = whitened.reduce((sum, row) => sum + row[k] * row[l], 0) / COUNT;
        if (l < k) ok(Math.abs(product) < 1e-6, `${k} and ${l}: ${product}`);
        // 0.2 in the features: 1 / (1 + (0.03 / 0.2)²) at least a half of it, the constant feature 0
        else if (Math.abs(product - 1) < 0.1) unit++;
        else ok(product < 1.0001, `variance ${product}`);
      }
    }
    ok(unit >= n - 2, `${unit} of ${n} have deviation 1`);
  });

  it('is taken in by the first layer of a network', () => {
    const random = new Random(7);
    const width = 6;
    const weight = Float32Array.from({ length: n * width }, () => random.normal());
    const bias = Float32Array.from({ length: width }, () => random.normal());
    const joined = withWhitening(
      new Map([
        ['direct.hidden1.weight', { shape: [n, width], values: weight }],
        ['direct.hidden1.bias', { shape: [width], values: bias }],
        ['direct.hidden2.bias', { shape: [width], values: bias }],
      ]),
      { mean, matrix },
    );
    const layer = (row: ArrayLike<number>, w: Float32Array, b: Float32Array, j: number): number => {
      let sum = b[j];
      for (let i = 0; i < n; i++) sum += row[i] * w[i * width + j];
      return sum;
    };
    for (let p = 0; p < 20; p++) {
      for (let j = 0; j < width; j++) {
        const expected = layer(whitened[p], weight, bias, j);
        const found = layer(
          values.subarray(p * n, (p + 1) * n),
          joined.get('direct.hidden1.weight')!.values,
          joined.get('direct.hidden1.bias')!.values,
          j,
        );
        ok(Math.abs(found - expected) < 1e-3, `${found}, not ${expected}`);
      }
    }
    ok(joined.get('direct.hidden2.bias')!.values === bias, 'other layers stay');
  });
});
