import { deepStrictEqual, ok } from 'node:assert';
import { groupName, groupOrder, groupRotations, POINT_GROUPS } from '../../src/grid/pointGroup';
import { SymmetricBall } from '../../src/grid/symmetricBall';
import { GRID_CENTRE, GRID_SIZE } from '../../src/grid/shapeGrid';
import { BALL_INDEX, BALL_POINTS, fromBall } from '../../src/grid/unitBall';
import { zernikeMoments } from '../../src/moments/zernikeMoments';
import { symmetriseMoments } from '../../src/superposition/symmetry';
import { Random } from '../../src/random';

const place = (p: number): number[] => [
  Math.floor(p / GRID_SIZE ** 2) - GRID_CENTRE,
  (Math.floor(p / GRID_SIZE) % GRID_SIZE) - GRID_CENTRE,
  (p % GRID_SIZE) - GRID_CENTRE,
];

/** Smooth balls about random places, of the width of a refined map's surface. */
function blobs(): Float64Array {
  const random = new Random(4);
  const centres = Array.from({ length: 7 }, () => [0, 1, 2].map(() => 3 * random.normal()));
  return Float64Array.from(BALL_INDEX, (p) => {
    const x = place(p);
    return centres.reduce(
      (sum, c) => sum + Math.exp(-(Math.hypot(...x.map((v, a) => v - c[a])) ** 2) / 12),
      0,
    );
  });
}

/** Columns: two-fold axis, the axis across, main axis. */
function frameOf(axis: number): Float64Array {
  const frame = new Float64Array(9);
  [(axis + 1) % 3, (axis + 2) % 3, axis].forEach((row, column) => (frame[3 * row + column] = 1));
  return frame;
}

describe('symmetric densities', () => {
  const body = blobs();

  it('has the rotations of each group', () => {
    for (const group of POINT_GROUPS) {
      const rotations = groupRotations(group, 1);
      deepStrictEqual(rotations.length, groupOrder(group), groupName(group));
      const keys = new Set(rotations.map((r) => Array.from(r, (x) => x.toFixed(6)).join()));
      deepStrictEqual(keys.size, rotations.length);
      for (const r of rotations) {
        const det =
          r[0] * (r[4] * r[8] - r[5] * r[7]) -
          r[1] * (r[3] * r[8] - r[5] * r[6]) +
          r[2] * (r[3] * r[7] - r[4] * r[6]);
        ok(Math.abs(det - 1) < 1e-12, groupName(group));
      }
    }
  });

  it('makes a density symmetric by its moments, to 1e-5 of their variance', () => {
    for (const [name, axis] of [
      ['C2', 0],
      ['C3', 2],
      ['C5', 1],
      ['D2', 0],
      ['D3', 0],
      ['D6', 2],
    ] as const) {
      const group = { kind: name[0] as 'C' | 'D', fold: Number(name[1]) };
      const operator = new SymmetricBall({ group, axis });
      const once = operator.apply(body, new Float64Array(BALL_POINTS));
      const moments = zernikeMoments(fromBall(once, 1), 1, 20);
      const mean = symmetriseMoments(moments, 20, group, frameOf(axis));
      const norm = (v: Float64Array): number => Math.sqrt(v.slice(1).reduce((s, x) => s + x * x, 0));
      const off = norm(moments.map((m, i) => m - mean[i])) / norm(moments);
      // of the variance
      ok(off * off < 1e-5, `${name}: ${off * off}`);
    }
  });

  it('has a transpose', () => {
    const operator = new SymmetricBall({ group: { kind: 'D', fold: 3 }, axis: 1 });
    const random = new Random(2);
    const y = Float64Array.from({ length: BALL_POINTS }, () => random.normal());
    const dot = (a: Float64Array, b: Float64Array): number => a.reduce((s, x, i) => s + x * b[i], 0);
    const [left, right] = [
      dot(operator.apply(body, new Float64Array(BALL_POINTS)), y),
      dot(body, operator.transposed(y, new Float64Array(BALL_POINTS))),
    ];
    ok(Math.abs(left - right) < 1e-9 * Math.abs(left), `${left} and ${right}`);
  });
});
