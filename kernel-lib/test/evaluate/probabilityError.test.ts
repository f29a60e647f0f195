import { ok, strictEqual, deepStrictEqual } from 'node:assert';
import {
  formatClasses,
  parseClasses,
  pooledClasses,
  probabilityClasses,
  probabilityError,
} from '../../src/evaluate/probabilityError';
import { summarise } from '../../src/evaluate/summary';
import type { EntryResult } from '../../src/evaluate/entryResult';
import { farthest } from '../../src/grid/points';
import { voxelise } from '../../src/grid/voxelise';
import { shapeMap } from '../../src/map/shapeMap';

/** Points 3 Å apart in an ellipsoid of semi-axes 36, 24 and 16 Å. */
function ellipsoid(): Float64Array {
  const points: number[] = [];
  for (let x = -36; x <= 36; x += 3)
    for (let y = -24; y <= 24; y += 3)
      for (let z = -16; z <= 16; z += 3)
        if ((x / 36) ** 2 + (y / 24) ** 2 + (z / 16) ** 2 <= 1) points.push(x, y, z);
  return Float64Array.from(points);
}

describe("error of a mean map's probabilities", () => {
  const body = { points: ellipsoid(), radius: 0 };
  const rmax = farthest(body.points);
  const { grid } = voxelise(body.points, { rmax, radius: 0, centre: false });
  const mapOf = (inside: number): ReturnType<typeof shapeMap> =>
    shapeMap(
      Float32Array.from(grid, (value) => inside * value),
      rmax,
      0.35,
    );

  it('is what the map states too little of the model inside it', () => {
    for (const stated of [0.95, 0.8, 0.6]) {
      const error = probabilityError(probabilityClasses(mapOf(stated), body));
      // superposition moves some voxels of the surface
      ok(Math.abs(error - (1 - stated)) < 0.03, `${stated}: ${error}`);
    }
  });

  it('is nothing where the stated share of each class lies inside, also of several maps together only', () => {
    const none = { voxels: 0, expected: 0, inside: 0 };
    const one = (c: number, voxels: number, inside: number): (typeof none)[] =>
      Array.from({ length: 10 }, (_, i) => (i === c ? { voxels, expected: 0.75 * voxels, inside } : none));
    strictEqual(probabilityError(one(7, 100, 75)), 0);
    const [above, below] = [one(7, 100, 95), one(7, 100, 55)];
    ok(Math.abs(probabilityError(above) - 0.2) < 1e-12);
    ok(Math.abs(probabilityError(pooledClasses([above, below]))) < 1e-12);
    const result = (classes: typeof above): EntryResult => ({
      id: 'A',
      seed: 1,
      cc: 0.8,
      calibration: probabilityError(classes),
      probabilities: formatClasses(classes),
      backend: 'wasm',
      version: '1',
      weights: '1',
    });
    const { meanCalibration, pooledCalibration } = summarise([result(above), result(below)]);
    ok(Math.abs(meanCalibration - 0.2) < 1e-12);
    ok(Math.abs(pooledCalibration) < 1e-12);
  });

  it('survives a table of results', () => {
    const classes = probabilityClasses(mapOf(0.6), body);
    const again = parseClasses(formatClasses(classes));
    ok(again);
    ok(Math.abs(probabilityError(again) - probabilityError(classes)) < 1e-3);
    deepStrictEqual(
      ['', '1:2:3', 'a b c d e f g h i j', `${'1:2:3 '.repeat(9)}1:-2:3`].map(parseClasses),
      Array(4).fill(undefined),
    );
    ok(Number.isNaN(summarise([]).pooledCalibration));
  });
});
