import { strict as assert } from 'node:assert';
import { latentCorrelations } from '../../src/evaluate/latentCorrelations';
import { Random } from '../../src/random';

describe('latentCorrelations', () => {
  it('knows latents that are alike, opposite, independent and constant', () => {
    const random = new Random(3),
      count = 2000;
    const latents = Float32Array.from({ length: count * 200 }, () => random.normal());
    for (let s = 0; s < count; s++) {
      const at = 200 * s;
      latents[at + 1] = 5 + 2 * latents[at];
      latents[at + 2] = -latents[at];
      latents[at + 3] = 7;
      latents[at + 5] = 0.6 * latents[at + 4] + 0.8 * latents[at + 5];
    }
    const r = latentCorrelations(latents);
    const pair = (a: number, b: number): number => r[a * 199 - (a * (a - 1)) / 2 + (b - a - 1)];
    assert.equal(r.length, 19900);
    assert.ok(Math.abs(pair(0, 1) - 1) < 1e-6 && Math.abs(pair(0, 2) + 1) < 1e-6);
    assert.deepEqual([pair(0, 3), pair(3, 199)], [0, 0]);
    assert.ok(Math.abs(pair(4, 5) - 0.6) < 4 / Math.sqrt(count), `${pair(4, 5)}`);
    const independent = r.slice(pairIndex(10));
    const spread = Math.sqrt(independent.reduce((sum, value) => sum + value * value, 0) / independent.length);
    assert.ok(
      Math.abs(spread * Math.sqrt(count) - 1) < 0.02,
      `spread of independent pairs ${spread}, expected 1/√${count}`,
    );
  });

  it('refuses what is no two shapes', () => {
    assert.throws(
      () => latentCorrelations(new Float32Array(200)),
      /200 latents: 200 of each of two shapes or more are needed/,
    );
    assert.throws(() => latentCorrelations(new Float32Array(401)), /401 latents/);
  });
});

/** Where the pairs that begin with latent a do. */
function pairIndex(a: number): number {
  return a * 199 - (a * (a - 1)) / 2;
}
