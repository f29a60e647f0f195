import { deepEqual, ok } from 'node:assert/strict';
import { describe, it } from 'mocha';
import { canonicalPose } from '../../../src/grid/canonicalPose';
import { Random } from '../../../src/random';
import { bent } from '../../../src/grid/bent';
import { tailed } from '../../../src/train/samples/deform';

/** A rod of 101 points along x, 100 Å long, heavier at one end so that its pose is sharp. */
const ROD = Float64Array.from({ length: 3 * 121 }, (_, i) =>
  i % 3 ? 0.02 * Math.sin(i) : Math.min(100, Math.floor(i / 3)),
);

describe('deformations', () => {
  it('no bend and no twist leave a structure as it is', () => {
    const still = bent(ROD, 0, 0),
      pose = canonicalPose(ROD).xyz;
    ok(still.every((v, i) => Math.abs(v - pose[i]) < 1e-9));
  });

  it('a bent rod lies on a circle and keeps its length', () => {
    const points = bent(ROD, 0.8, 0),
      pose = canonicalPose(ROD).xyz;
    const radius = Math.max(
      ...Array.from({ length: 121 }, (_, p) => Math.hypot(pose[3 * p], pose[3 * p + 1], pose[3 * p + 2])),
    );
    const circle = radius / 0.8;
    for (let p = 0; p < 121; p++) {
      ok(
        Math.abs(Math.hypot(points[3 * p], circle - points[3 * p + 2]) - circle) < 0.05,
        'on a circle about (0, 0, R)',
      );
      if (p === 0) continue;
      const before = Math.hypot(...[0, 1, 2].map((a) => pose[3 * p + a] - pose[3 * p - 3 + a]));
      const after = Math.hypot(...[0, 1, 2].map((a) => points[3 * p + a] - points[3 * p - 3 + a]));
      ok(Math.abs(after - before) < 0.02, 'neighbours keep their distance');
    }
  });

  it('a tail is a chain of CA atoms 3.8 Å apart that starts at a point of the structure', () => {
    const points = tailed(ROD, 20, new Random(3)),
      pose = canonicalPose(ROD).xyz;
    deepEqual(points.length, ROD.length + 60);
    deepEqual(points.subarray(0, ROD.length), pose);
    const distance = (a: number, b: number): number =>
      Math.hypot(...[0, 1, 2].map((c) => points[3 * a + c] - points[3 * b + c]));
    for (let r = 1; r < 20; r++) ok(Math.abs(distance(121 + r, 120 + r) - 3.8) < 1e-9);
    ok(Math.min(...Array.from({ length: 121 }, (_, p) => Math.abs(distance(p, 121) - 3.8))) < 1e-9);
  });
});
