import { deepEqual, ok } from 'node:assert/strict';
import { describe, it } from 'mocha';
import { centroid, farthest } from '../../../src/grid/points';
import { Random } from '../../../src/random';
import {
  pairOf,
  symmetricAssembly,
  symmetryRotations,
  SYMMETRIES,
} from '../../../src/train/samples/assemblies';
import { turn } from '../../../src/train/samples/rotations';

/** A lumpy chain of 60 points. */
function chain(random: Random): Float64Array {
  const at = [0, 0, 0];
  return Float64Array.from(
    { length: 180 },
    (_, i) => (at[i % 3] += 2.2 * random.normal() - 0.05 * at[i % 3]),
  );
}

function least(a: Float64Array, b: Float64Array): number {
  let smallest = Infinity;
  for (let i = 0; i < a.length; i += 3) {
    for (let j = 0; j < b.length; j += 3)
      smallest = Math.min(smallest, Math.hypot(a[i] - b[j], a[i + 1] - b[j + 1], a[i + 2] - b[j + 2]));
  }
  return smallest;
}

describe('assemblies', () => {
  for (const symmetry of SYMMETRIES) {
    it(`${symmetry}: a group, and an assembly that it leaves as it is, in contact and in one piece`, () => {
      const rotations = symmetryRotations(symmetry);
      const order = Number(symmetry.slice(1)) * (symmetry[0] === 'D' ? 2 : 1);
      deepEqual(rotations.length, order);
      const random = new Random(5);
      const body = chain(random);
      const assembly = symmetricAssembly(body, symmetry, random);
      deepEqual(assembly.length, order * body.length, 'all copies');
      const copies = rotations.map((_, c) => assembly.subarray(c * body.length, (c + 1) * body.length));
      for (const rotation of rotations) {
        const turned = turn(copies[0], rotation);
        ok(
          copies.some((copy) => copy.every((v, i) => Math.abs(v - turned[i]) < 1e-9)),
          'a turned copy is a copy',
        );
        const second = turn(copies[order - 1], rotation);
        ok(
          copies.some((copy) => copy.every((v, i) => Math.abs(v - second[i]) < 1e-9)),
          'closed under the group',
        );
      }
      const distances = copies.slice(1).map((copy) => least(copies[0], copy));
      ok(
        Math.min(...distances) > 5 && Math.min(...distances) < 11.1,
        `nearest copy at ${Math.min(...distances)} Å`,
      );
    });
  }

  it('a structure that would grow too large stays alone', () => {
    const long = new Float64Array(3 * 4000).map((_, i) => i % 977);
    ok(symmetricAssembly(long, 'C2', new Random(1)) === long);
  });

  it('a pair touches: the nearest points are 5 to 8.5 Å apart, each body keeps its shape', () => {
    for (let seed = 1; seed < 12; seed++) {
      const random = new Random(seed);
      const a = chain(random),
        b = chain(random);
      const pair = pairOf(a, b, random);
      const [first, second] = [pair.subarray(0, a.length), pair.subarray(a.length)];
      const distance = least(first, second);
      ok(distance >= 5 && distance <= 8.5, `${distance} Å`);
      ok(Math.abs(farthest(second, centroid(second)) - farthest(b)) < 1e-9);
    }
  });
});
