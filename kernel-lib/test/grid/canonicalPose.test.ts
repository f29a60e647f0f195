import { ok, strictEqual } from 'node:assert';
import { canonicalPose } from '../../src/grid/canonicalPose';
import { Random } from '../../src/random';

/** A random rotation matrix by Gram–Schmidt. */
function rotation(random: Random): number[][] {
  const unit = (v: number[]): number[] => v.map((c) => c / Math.hypot(...v));
  const a = unit([random.normal(), random.normal(), random.normal()]);
  const b0 = [random.normal(), random.normal(), random.normal()];
  const dot = a.reduce((s, c, i) => s + c * b0[i], 0);
  const b = unit(b0.map((c, i) => c - dot * a[i]));
  return [a, b, [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]];
}

function body(random: Random): Float64Array {
  return Float64Array.from(
    { length: 300 },
    (_, i) => (random.normal() + 0.5 * random.normal() ** 2) * [30, 18, 9][i % 3],
  );
}

describe('canonical pose', () => {
  it('does not depend on where the body is, how it is turned, or which hand it has', () => {
    const random = new Random(5);
    const xyz = body(random);
    const reference = canonicalPose(xyz).xyz;
    for (let trial = 0; trial < 8; trial++) {
      const r = rotation(random);
      const hand = trial % 2 ? -1 : 1;
      const shift = [random.normal() * 50, random.normal() * 50, random.normal() * 50];
      const moved = new Float64Array(xyz.length);
      for (let p = 0; p < xyz.length; p += 3) {
        for (let a = 0; a < 3; a++)
          moved[p + a] = hand * (r[a][0] * xyz[p] + r[a][1] * xyz[p + 1] + r[a][2] * xyz[p + 2]) + shift[a];
      }
      const pose = canonicalPose(moved).xyz;
      for (let i = 0; i < pose.length; i++)
        ok(Math.abs(pose[i] - reference[i]) < 1e-8, `coordinate ${i}: ${pose[i]} and ${reference[i]}`);
    }
  });

  it('orders the axes by variance, uncorrelated, with positive third moments', () => {
    const { xyz, rotation: r } = canonicalPose(body(new Random(8)));
    const sums = new Float64Array(9),
      third = new Float64Array(3);
    for (let p = 0; p < xyz.length; p += 3) {
      for (let a = 0; a < 3; a++) {
        third[a] += xyz[p + a] ** 3;
        for (let b = 0; b < 3; b++) sums[3 * a + b] += xyz[p + a] * xyz[p + b];
      }
    }
    ok(sums[0] > sums[4] && sums[4] > sums[8]);
    for (const off of [1, 2, 5]) ok(Math.abs(sums[off]) < 1e-9 * sums[0]);
    ok(third.every((t) => t >= 0));
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 3; b++) {
        const dot = r[3 * a] * r[3 * b] + r[3 * a + 1] * r[3 * b + 1] + r[3 * a + 2] * r[3 * b + 2];
        ok(Math.abs(dot - (a === b ? 1 : 0)) < 1e-12);
      }
    strictEqual(xyz.length, 300);
  });
});
