import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { BALL_INDEX, BALL_POINTS, fromBall, toBall } from '../../src/grid/unitBall';
import { bestPose, inPose, POSES } from '../../src/network/cubeSymmetry';
import { Random } from '../../src/random';

describe('the unit ball of the grid', () => {
  it('holds the 14147 points within 15 steps of the centre', () => {
    strictEqual(BALL_POINTS, 14147);
    ok(
      BALL_INDEX.every(
        (p) => Math.hypot(Math.floor(p / 961) - 15, (Math.floor(p / 31) % 31) - 15, (p % 31) - 15) <= 15,
      ),
    );
  });

  it('goes to grids and back', () => {
    const random = new Random(1);
    const ball = Float32Array.from({ length: 2 * BALL_POINTS }, () => random.uniform());
    deepStrictEqual(toBall(fromBall(ball, 2), 2), ball);
  });
});

describe('poses of a nearly symmetric body', () => {
  it('are 24 different permutations of the ball, the first of which changes nothing', () => {
    strictEqual(POSES.length, 24);
    ok(POSES[0].every((from, to) => from === to));
    for (const pose of POSES) strictEqual(new Set(pose).size, BALL_POINTS);
    strictEqual(new Set(POSES.map((pose) => pose.slice(0, 2000).join())).size, 24);
  });

  it('keep distances from the centre', () => {
    const radius = (b: number): number => {
      const p = BALL_INDEX[b];
      return (Math.floor(p / 961) - 15) ** 2 + ((Math.floor(p / 31) % 31) - 15) ** 2 + ((p % 31) - 15) ** 2;
    };
    for (const pose of POSES)
      for (let b = 0; b < BALL_POINTS; b += 97) strictEqual(radius(pose[b]), radius(b));
  });

  it('the best pose turns a turned shape back', () => {
    const random = new Random(2);
    const shape = Int8Array.from({ length: BALL_POINTS }, () => (random.uniform() < 0.3 ? 50 : -50));
    const field = Float32Array.from(shape);
    for (let t = 0; t < 24; t++) {
      const turned = inPose(shape, t, new Int8Array(BALL_POINTS));
      const back = inPose(turned, bestPose(turned, field), new Int8Array(BALL_POINTS));
      deepStrictEqual(back, shape, `pose ${t}`);
      // the field follows some other numbers, as that of a batch does
      const later = Float32Array.from([1, 2, 3, ...field]);
      strictEqual(bestPose(turned, later, 3, 8), bestPose(turned, field), 'from an eighth of the points');
    }
  });
});
