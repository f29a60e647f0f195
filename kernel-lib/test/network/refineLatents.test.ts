import { ok } from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { tf } from '../../src/engine/tf';
import { useBackend } from '../../src/node/backend';
import { refineLatents, type Measure } from '../../src/network/refineLatents';
import { Random } from '../../src/random';

const LATENTS = 6,
  VOXELS = 90,
  HIDDEN = 8;

describe('refinement of latents', () => {
  before(async () => void (await useBackend()));

  for (const [measure, name] of [
    ['likelihood', 'cross-entropy'],
    ['squares', 'squared differences'],
  ] as [Measure, string][])
    it(`ends where ${name} and prior, computed by loops, have no slope`, () => {
      const random = new Random(7);
      const matrix = (rows: number, columns: number, size: number): Float32Array =>
        Float32Array.from({ length: rows * columns }, () => size * random.normal());
      const arrays = {
        'decoder.modes.weight': [matrix(LATENTS, VOXELS, 1), LATENTS, VOXELS],
        'decoder.modes.bias': [matrix(1, VOXELS, 1), VOXELS],
        'decoder.hidden1.weight': [matrix(LATENTS, HIDDEN, 0.4), LATENTS, HIDDEN],
        'decoder.hidden1.bias': [matrix(1, HIDDEN, 0.1), HIDDEN],
        'decoder.hidden2.weight': [matrix(HIDDEN, HIDDEN, 0.4), HIDDEN, HIDDEN],
        'decoder.hidden2.bias': [matrix(1, HIDDEN, 0.1), HIDDEN],
        'decoder.correction.weight': [matrix(HIDDEN, VOXELS, 0.5), HIDDEN, VOXELS],
      } as Record<string, [Float32Array, ...number[]]>;
      const w = Object.fromEntries(
        Object.entries(arrays).map(([name, [values, ...shape]]) => [name, tf.tensor(values, shape)]),
      );
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
      const logitsOf = (z: number[]): number[] => {
        const corrections = layer(layer(layer(z, 'hidden1').map(silu), 'hidden2').map(silu), 'correction');
        return layer(z, 'modes').map((m, p) => m + corrections[p]);
      };
      // a shape that some latents almost have: every tenth voxel is by chance
      const shape = Float32Array.from(
        logitsOf(Array.from({ length: LATENTS }, () => random.normal())),
        (logit, p) => (p % 10 ? Number(logit > 0) : random.integer(2)),
      );
      const objective = (z: number[]): number => {
        const loss = logitsOf(z).reduce((sum, logit, p) => {
          return (
            sum +
            (measure === 'squares'
              ? (1 / (1 + Math.exp(-logit)) - shape[p]) ** 2 / 2
              : Math.log1p(Math.exp(logit)) - logit * shape[p])
          );
        }, 0);
        return loss + (0.5 / 2) * z.reduce((sum, v) => sum + v * v, 0);
      };
      const start = tf.zeros([1, LATENTS]) as ReturnType<typeof tf.tensor2d>;
      const end = Array.from(
        refineLatents(start, tf.tensor2d(shape, [1, VOXELS]), w, {
          measure,
          steps: 300,
          ridge: 0.5,
        }).dataSync(),
      );
      const before = objective(new Array(LATENTS).fill(0)),
        after = objective(end);
      ok(after < 0.8 * before, `${before} before, ${after} after`);
      for (let k = 0; k < LATENTS; k++) {
        const along = (h: number): number => objective(end.map((v, i) => (i === k ? v + h : v)));
        const slope = (along(1e-3) - along(-1e-3)) / 2e-3;
        ok(Math.abs(slope) < 0.02, `slope ${slope} along latent ${k}`);
      }
    });
});
