import { ok } from 'node:assert/strict';
import { describe, it } from 'mocha';
import { GRID_CENTRE, GRID_SIZE } from '../../src/grid/shapeGrid';
import { BALL_INDEX, BALL_POINTS } from '../../src/grid/unitBall';
import { axisRotation } from '../../src/numerics/rotation';
import { Random } from '../../src/random';
import { FineTurn } from '../../src/train/fineTurn';

/** Three overlapping balls without symmetry: centres in grid steps, and radii. */
const BALLS = [
  [-5, 0, 0, 5],
  [3, 3, 1, 4.5],
  [4, -4, 3, 3.5],
];

/** Signed distance to the surface of the body, turned by a rotation: positive inside. */
function distances(rotation: Float64Array): Float32Array {
  return Float32Array.from(BALL_INDEX, (p) => {
    const x = [Math.floor(p / GRID_SIZE ** 2), Math.floor(p / GRID_SIZE) % GRID_SIZE, p % GRID_SIZE].map(
      (value) => value - GRID_CENTRE,
    );
    const [a, b, c] = [0, 3, 6].map(
      (row) => rotation[row] * x[0] + rotation[row + 1] * x[1] + rotation[row + 2] * x[2],
    );
    return Math.max(...BALLS.map(([u, v, w, r]) => r - Math.hypot(a - u, b - v, c - w)));
  });
}

const STILL = axisRotation([0, 0, 0]);
/** A map that is sure inside and outside, and not at the surface. */
const map = distances(STILL).map((d) => 1 / (1 + Math.exp(-d)));
const overlap = (field: Float32Array): number => field.reduce((sum, d, b) => (d > 0 ? sum + map[b] : sum), 0);
const differing = (field: Float32Array, other: Float32Array): number =>
  field.reduce((sum, d, b) => sum + Number(d > 0 !== other[b] > 0), 0);

describe('small rotations onto a map', () => {
  const fineTurn = new FineTurn();
  const turned = (field: Float32Array, onto = map): Float32Array =>
    fineTurn.turn(field, onto, new Float32Array(BALL_POINTS));

  it('bring a body back that was turned by ten degrees about any axis', () => {
    const random = new Random(1);
    const still = distances(STILL);
    for (let i = 0; i < 10; i++) {
      const axis = [random.normal(), random.normal(), random.normal()];
      const by = (10 * Math.PI) / 180 / Math.hypot(...axis);
      const away = distances(axisRotation([by * axis[0], by * axis[1], by * axis[2]]));
      const back = turned(away);
      ok(
        differing(back, still) < 0.35 * differing(away, still),
        `${differing(away, still)} → ${differing(back, still)} voxels differ`,
      );
    }
  });

  it('never make the overlap smaller, from however far', () => {
    const random = new Random(2);
    for (let i = 0; i < 20; i++) {
      const away = distances(axisRotation([random.normal(), random.normal(), random.normal()]));
      // the choice sees every third voxel
      ok(overlap(turned(away)) > 0.98 * overlap(away), `case ${i}`);
    }
  });

  it('leave a body that agrees where it is, and read the right one of several maps', () => {
    const still = distances(STILL);
    const maps = new Float32Array(3 * BALL_POINTS).fill(0.5);
    maps.set(map, 2 * BALL_POINTS);
    ok(
      differing(turned(still, maps.subarray(2 * BALL_POINTS)), still) <
        0.02 * still.filter((d) => d > 0).length,
    );
  });

  it('leave a shape as it is where the map says nothing', () => {
    const still = distances(STILL);
    ok(differing(turned(still, new Float32Array(BALL_POINTS)), still) === 0);
  });
});
