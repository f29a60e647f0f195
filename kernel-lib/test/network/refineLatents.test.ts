import { ok } from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { tf } from 'decodesaxs/dist/engine/tf';
import { useBackend } from 'decodesaxs/dist/node/backend';
import { refineLatents } from 'decodesaxs/dist/network/refineLatents';
import { Random } from 'decodesaxs/dist/random';

const LATENTS = 6, VOXELS = 90, HIDDEN = 8;

describe('refinement of latents', () => {
  before(async () => void (await useBackend()));

  it('ends where cross-entropy and prior, computed by loops, have no slope', () => {
    const random = new Random(7);
    const matrix = (rows: number, columns: number, size: number): Float32Array => Float32Array.from({ length: rows * columns }, () => size * random.normal());
    const arrays = {
      'decoder.modes.weight': [matrix(LATENTS, VOXELS, 1), LATENTS, VOXELS], 'decoder.modes.bias': [matrix(1, VOXELS, 1), VOXELS],
      'decoder.hidden1.weight': [matrix(LATENTS, HIDDEN, 0.4), LATENTS, HIDDEN], 'decoder.hidden1.bias': [matrix(1, HIDDEN, 0.1), HIDDEN],
      'decoder.hidden2.weight': [matrix(HIDDEN, HIDDEN, 0.4), HIDDEN, HIDDEN], 'decoder.hidden2.bias': [matrix(1, HIDDEN, 0.1), HIDDEN],
      'decoder.correction.weight': [matrix(HIDDEN, VOXELS, 0.5), HIDDEN, VOXELS],
    } as Record<string, [Float32Array, ...number[]]>;
    const w = Object.fromEntries(Object.entries(arrays).map(([name, [values, ...shape]]) => [name, tf.tensor(values, shape)]));
    const shape = Float32Array.from({ length: VOXELS }, () => random.integer(2));
    const silu = (x: number): number => x / (1 + Math.exp(-x));
    const layer = (x: number[], name: string): number[] => {
      const [values, rows, columns] = arrays[`decoder.${name}.weight`];
      const bias = arrays[`decoder.${name}.bias`]?.[0];
      return Array.from({ length: columns }, (_, j) => {
        let sum = bias ? bias[j] : 0;
        for (let i = 0; i < rows; i++) sum += x[i] * values[i * columns + j];
        return sum;
      });
    };
    const objective = (z: number[]): number => {
      const features = layer(layer(z, 'hidden1').map(silu), 'hidden2').map(silu);
      const modes = layer(z, 'modes'), corrections = layer(features, 'correction');
      const entropy = modes.reduce((sum, m, p) => sum + Math.log1p(Math.exp(m + corrections[p])) - (m + corrections[p]) * shape[p], 0);
      return entropy + (0.5 / 2) * z.reduce((sum, v) => sum + v * v, 0);
    };
    const start = tf.zeros([1, LATENTS]) as ReturnType<typeof tf.tensor2d>;
    const end = Array.from(refineLatents(start, tf.tensor2d(shape, [1, VOXELS]), w, { steps: 300, ridge: 0.5 }).dataSync());
    ok(objective(end) < objective(new Array(LATENTS).fill(0)) - 1);
    for (let k = 0; k < LATENTS; k++) {
      const along = (h: number): number => objective(end.map((v, i) => (i === k ? v + h : v)));
      const slope = (along(1e-3) - along(-1e-3)) / 2e-3;
      ok(Math.abs(slope) < 0.02, `slope ${slope} along latent ${k}`);
    }
  });
});
