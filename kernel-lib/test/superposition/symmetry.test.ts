import assert from 'node:assert/strict';
import { voxelise } from '../../src/grid/voxelise';
import { zernikeMoments } from '../../src/moments/zernikeMoments';
import { axisRotation } from '../../src/numerics/rotation';
import { correlation } from '../../src/superposition/correlation';
import { rotateMoments } from '../../src/superposition/rotateMoments';
import { parsePointGroup } from '../../src/grid/pointGroup';
import { findSymmetry, symmetriseMoments } from '../../src/superposition/symmetry';

const NMAX = 12;
const TILT = axisRotation([0.7, -0.4, 0.3]);

function turned(r: Float64Array, [x, y, z]: readonly number[]): number[] {
  return [0, 3, 6].map((row) => r[row] * x + r[row + 1] * y + r[row + 2] * z);
}

/** Moments of an arm, bent and off the axes, repeated by the rotations of a group in a tilted frame. */
function body(copies: readonly Float64Array[]): Float64Array {
  const arm = Array.from({ length: 12 }, (_, i) => [6 + 2.5 * i, 4 + 0.3 * i * i, 3 + 1.5 * i]);
  const points = copies.flatMap((copy) => arm.flatMap((point) => turned(TILT, turned(copy, point))));
  return zernikeMoments(
    voxelise(Float64Array.from(points), { radius: 5, rmax: 70, centre: false }).grid,
    1,
    NMAX,
  );
}

const about = (axis: number, angle: number): Float64Array =>
  axisRotation([0, 1, 2].map((k) => (k === axis ? angle : 0)) as [number, number, number]);
const cyclic = (n: number): Float64Array[] =>
  Array.from({ length: n }, (_, k) => about(2, (2 * Math.PI * k) / n));

describe('symmetry', () => {
  it('makes any body symmetric to 1e-9 in its moments', () => {
    const moments = body([about(2, 0)]);
    for (const name of ['C2', 'C5', 'D3']) {
      const group = parsePointGroup(name);
      const symmetric = symmetriseMoments(moments, NMAX, group, TILT);
      const [x, , z] = [0, 1, 2].map((k) => [TILT[k], TILT[3 + k], TILT[6 + k]]);
      const turns = [
        z.map((v) => (v * 2 * Math.PI) / group.fold),
        ...(group.kind === 'D' ? [x.map((v) => v * Math.PI)] : []),
      ];
      for (const turn of turns) {
        const again = rotateMoments(symmetric, NMAX, axisRotation(turn as [number, number, number]));
        again.forEach((value, i) => assert.ok(Math.abs(value - symmetric[i]) < 1e-9, `${name} at ${i}`));
      }
      const twice = symmetriseMoments(symmetric, NMAX, group, TILT);
      twice.forEach((value, i) => assert.ok(Math.abs(value - symmetric[i]) < 1e-9));
    }
  });

  it('finds the axis of a body with three arms, and less symmetry in one arm about its own length', () => {
    const group = parsePointGroup('C3');
    const moments = body(cyclic(3));
    const { frame, share } = findSymmetry(moments, NMAX, group);
    const along = frame[2] * TILT[2] + frame[5] * TILT[5] + frame[8] * TILT[8];
    assert.ok(Math.abs(along) > Math.cos(0.03), `axis off by ${Math.acos(Math.abs(along))}`);
    assert.ok(share > 0.97, `share ${share}`);
    const symmetric = symmetriseMoments(moments, NMAX, group, frame);
    const alike = correlation(moments, symmetric);
    assert.ok(alike > 0.98, `correlation ${alike}`);
    const one = findSymmetry(body([about(2, 0)]), NMAX, group).share;
    assert.ok(one < share - 0.03, `one arm ${one}, three ${share}`);
  });

  it('finds the three axes of a D2 body', () => {
    const copies = [about(2, 0), about(2, Math.PI), about(0, Math.PI), about(1, Math.PI)];
    const { share } = findSymmetry(body(copies), NMAX, parsePointGroup('D2'));
    assert.ok(share > 0.97, `share ${share}`);
  });

  it('reads the names of groups, and refuses others', () => {
    assert.deepEqual(parsePointGroup(' d4 '), { kind: 'D', fold: 4 });
    for (const name of ['C1', 'C7', 'T', '', 'D2d'])
      assert.throws(() => parsePointGroup(name), /expected C2/);
  });
});
