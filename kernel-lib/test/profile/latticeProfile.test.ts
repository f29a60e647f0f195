import { ok } from 'node:assert';
import { BALL_INDEX, BALL_POINTS } from '../../src/grid/unitBall';
import { debyeProfile } from '../../src/profile/debyeProfile';
import { LatticeProfile } from '../../src/profile/latticeProfile';
import { Random } from '../../src/random';

/** A hazy body without any symmetry, with its voxels as points. */
function haze(step: number): { ball: Float64Array; xyz: number[]; weights: number[] } {
  const random = new Random(7);
  const ball = new Float64Array(BALL_POINTS);
  const xyz: number[] = [],
    weights: number[] = [];
  BALL_INDEX.forEach((p, b) => {
    const [x, y, z] = [Math.floor(p / 961) - 15, (Math.floor(p / 31) % 31) - 15, (p % 31) - 15];
    const inside =
      (x / 12) ** 2 + ((y - 2) / 5) ** 2 + (z / 4) ** 2 < 1 || (x - 6) ** 2 + (y - 8) ** 2 + z * z < 16;
    ball[b] = inside ? 0.5 + 0.5 * random.uniform() : random.uniform() < 0.2 ? 0.2 * random.uniform() : 0;
    if (ball[b] > 0) {
      xyz.push(x * step, y * step, z * step);
      weights.push(ball[b]);
    }
  });
  return { ball, xyz, weights };
}

describe('lattice profile', () => {
  for (const rmax of [15, 45, 120]) {
    it(`is the Debye sum over the voxels of a hazy body of radius ${rmax} Å`, () => {
      const step = rmax / 13.5;
      const { ball, xyz, weights } = haze(step);
      const q = Float64Array.from({ length: 80 }, (_, i) => 0.01 + (0.19 * i) / 79);
      const some = [0, 13, 29, 47, 63, 79];
      const intensity = new LatticeProfile(q, rmax).intensity(ball);
      const debye = debyeProfile(
        xyz,
        Float64Array.from(some, (i) => q[i]),
        {
          radius: step * (3 / (4 * Math.PI)) ** (1 / 3),
          weights,
          binWidth: 0.005,
        },
      );
      some.forEach((i, k) => {
        ok(Math.abs(intensity[i] / debye[k] - 1) < 1e-4, `q ${q[i]}: ${intensity[i]} for ${debye[k]}`);
      });
    });
  }

  it('has the slope that differences have', () => {
    const { ball } = haze(4);
    const q = Float64Array.from({ length: 30 }, (_, i) => 0.01 + (0.19 * i) / 29);
    const profile = new LatticeProfile(q, 54);
    const f = (density: Float64Array): number =>
      profile.intensity(density).reduce((sum, I) => sum + Math.log(I), 0);
    const slope = profile.slope(
      profile.intensity(ball).map((I) => 1 / I),
      new Float64Array(BALL_POINTS),
    );
    for (const b of [0, 777, 7073, 9000, 14146]) {
      const moved = (d: number): Float64Array => {
        const next = ball.slice();
        next[b] += d;
        return next;
      };
      const difference = (f(moved(1e-3)) - f(moved(-1e-3))) / 2e-3;
      ok(
        Math.abs(slope[b] - difference) < 1e-6 + 1e-5 * Math.abs(difference),
        `voxel ${b}: ${slope[b]} for ${difference}`,
      );
    }
  });
});
