import assert from 'node:assert/strict';
import { averageShapes } from '../../src/consensus/averageShapes';
import { correlation } from '../../src/superposition/correlation';
import { rotateMoments } from '../../src/superposition/rotateMoments';
import { superpose } from '../../src/superposition/superpose';
import { InputError } from '../../src/inputError';
import { zernikeMoments } from '../../src/moments/zernikeMoments';
import { Random } from '../../src/random';
import { lumps } from '../moments/bodies';
import { clouds, LOPSIDED, move, randomRotation } from './motions';

/** One body in several poses and hands, drawn anew in each, and how it was moved. */
function poses(count: number, seed: number): { shapes: Float32Array; mirrors: boolean[] } {
  const random = new Random(seed);
  const shapes = new Float32Array(count * 31 ** 3);
  const mirrors = Array.from({ length: count }, (_, i) => i % 3 === 1);
  mirrors.forEach((mirror, i) => {
    const rotation = randomRotation(random);
    shapes.set(clouds(LOPSIDED.map((x) => move(rotation, mirror, x))), i * 31 ** 3);
  });
  return { shapes, mirrors };
}

describe('averageShapes', function () {
  this.timeout(60_000);

  it('brings poses and hands of one body together', () => {
    const { shapes, mirrors } = poses(7, 1);
    const { map, spread, members } = averageShapes(shapes, 7);
    members.forEach((member, i) => {
      assert.ok(member.correlation > 0.9999, `${i}: ${member.correlation}`);
      assert.equal(member.mirror, mirrors[i] !== (mirrors[0] !== members[0].mirror), `hand of ${i}`);
    });
    const highest = Math.max(...map);
    assert.ok(Math.max(...spread) < 0.06 * highest);
    // The mean is the body itself, in the frame and hand of one of its poses.
    const first = members[0];
    const expected = rotateMoments(
      zernikeMoments(shapes.subarray(0, 31 ** 3), 1, 12),
      12,
      first.rotation,
      first.mirror,
    );
    assert.ok(correlation(zernikeMoments(map, 1, 12), expected) > 0.9995);
  });

  it('gives mean and standard deviation of each voxel', () => {
    const shapes = new Float32Array(2 * 31 ** 3);
    const shape = lumps(2);
    shapes.set(shape);
    shapes.set(
      Float32Array.from(shape, (value) => 0.5 * value),
      31 ** 3,
    );
    const { map, spread, members } = averageShapes(shapes, 2, { weights: [3, 1] });
    members.forEach((member) => {
      member.rotation.forEach((value, e) => assert.ok(Math.abs(value - (e % 4 === 0 ? 1 : 0)) < 1e-6));
    });
    shape.forEach((value, e) => {
      assert.ok(Math.abs(map[e] - value * 0.875) < 1e-5);
      assert.ok(Math.abs(spread[e] - value * Math.sqrt(0.1875) * 0.5) < 1e-3);
    });
  });

  it('leaves shapes of weight 0 out of the mean', () => {
    const { shapes } = poses(3, 3);
    shapes.set(lumps(4), 2 * 31 ** 3);
    const { map } = averageShapes(shapes, 3, { weights: [1, 1, 0] });
    const expected = averageShapes(shapes.subarray(0, 2 * 31 ** 3), 2).map;
    map.forEach((value, e) => assert.ok(Math.abs(value - expected[e]) < 1e-5));
  });

  it('brings shapes of different radii to one scale', () => {
    // One body of 30 Å drawn in frames of 24, 30 and 40 Å.
    const radii = [24, 30, 40];
    const shapes = new Float32Array(3 * 31 ** 3);
    const drawn = (radius: number): Float32Array =>
      clouds(
        LOPSIDED.map((x) => x.map((value) => (value * 30) / radius)),
        (2.5 * 30) / radius,
      );
    radii.forEach((radius, i) => shapes.set(drawn(radius), i * 31 ** 3));
    const { map, rmax, members } = averageShapes(shapes, 3, { radii, weights: [1, 2, 1] });
    assert.equal(rmax, 31);
    assert.ok(members.every((member) => member.correlation > 0.9995));
    const order = { nmax: 12 };
    const found = superpose(zernikeMoments(drawn(31), 1, 12), zernikeMoments(map, 1, 12), order);
    assert.ok(found.correlation > 0.9995, `${found.correlation}`);
    const apart = averageShapes(shapes, 3).members;
    assert.ok(apart.some((member) => member.correlation < 0.99));
  });

  it('takes one shape as its own mean', () => {
    const { map, spread, members } = averageShapes(lumps(5), 1);
    assert.ok(members[0].correlation > 1 - 1e-12 && members[0].mirror === false);
    lumps(5).forEach((value, e) => assert.ok(Math.abs(map[e] - value) < 1e-6 && spread[e] < 1e-3));
  });

  it('refuses no shapes, empty shapes and weights that are none', () => {
    assert.throws(() => averageShapes(new Float32Array(0), 0), InputError);
    assert.throws(() => averageShapes(new Float32Array(31 ** 3), 1), InputError);
    for (const radii of [[0], [NaN], [10, 20]]) {
      assert.throws(() => averageShapes(lumps(5), 1, { radii }), InputError);
    }
    for (const weights of [[0], [-1], [NaN], [1, 1]]) {
      assert.throws(() => averageShapes(lumps(5), 1, { weights }), InputError);
    }
  });
});
