import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { BALL_POINTS } from '../../src/grid/unitBall';
import { Random } from '../../src/random';
import { joinThinned, THINNED_POINTS, thinned, thinnedName } from '../../src/train/thinnedModes';

describe('thinnings of the voxels', () => {
  it('hold each voxel once', () => {
    strictEqual(new Set(THINNED_POINTS.flatMap((points) => [...points])).size, BALL_POINTS);
    strictEqual(
      THINNED_POINTS.reduce((sum, points) => sum + points.length, 0),
      BALL_POINTS,
    );
  });

  it('part the weights that draw voxels, and join them again', () => {
    const random = new Random(1);
    const filled = (size: number): Float32Array => Float32Array.from({ length: size }, () => random.normal());
    const weights = new Map([
      ['direct.hidden1.bias', { shape: [5], values: filled(5) }],
      ['direct.modes.weight', { shape: [3, BALL_POINTS], values: filled(3 * BALL_POINTS) }],
      ['direct.modes.bias', { shape: [BALL_POINTS], values: filled(BALL_POINTS) }],
    ]);
    const parts = thinned(weights);
    const second = parts.get(thinnedName('direct.modes.weight', 2))!;
    deepStrictEqual(second.shape, [3, THINNED_POINTS[2].length]);
    strictEqual(
      second.values[THINNED_POINTS[2].length + 10],
      weights.get('direct.modes.weight')!.values[BALL_POINTS + 42],
    );
    const joined = joinThinned(parts);
    deepStrictEqual(new Map([...joined].sort()), new Map([...weights].sort()));
  });
});
