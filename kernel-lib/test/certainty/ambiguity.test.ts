import { strict as assert } from 'node:assert';
import { ambiguity } from '../../src/certainty/ambiguity';
import { rotateMoments } from '../../src/superposition/rotateMoments';
import { InputError } from '../../src/inputError';
import { momentCount } from '../../src/moments/momentLayout';
import { zernikeMoments } from '../../src/moments/zernikeMoments';
import { Random } from '../../src/random';
import { lumps } from '../moments/bodies';
import { randomRotation } from '../consensus/motions';

describe('ambiguity', () => {
  const bodies = [1, 2, 3].map((seed) => zernikeMoments(lumps(seed), 1, 20));

  /** Bodies by number, each turned, and every other one mirrored. */
  function ensemble(numbers: readonly number[]): Float64Array {
    const random = new Random(8);
    const all = new Float64Array(numbers.length * momentCount(20));
    numbers.forEach((body, i) =>
      all.set(rotateMoments(bodies[body], 20, randomRotation(random), i % 2 === 1), i * momentCount(20)),
    );
    return all;
  }

  it('counts the bodies that turned and mirrored copies come from', () => {
    const numbers = [0, 1, 0, 2, 1, 0, 2, 0];
    const { categories, category, score, effective, verdict } = ambiguity(ensemble(numbers), numbers.length, {
      alike: 0.97,
    });
    assert.equal(categories, 3);
    assert.deepEqual(Array.from(category), numbers);
    assert.ok(Math.abs(score - Math.log10(3)) < 1e-12);
    // shares 4/8, 2/8, 2/8: entropy 1.5 bits
    assert.ok(Math.abs(effective - 2 ** 1.5) < 1e-9);
    assert.equal(verdict, 'unique');
  });

  it('is 0 for one body', () => {
    const { score, effective, categories } = ambiguity(ensemble([1, 1, 1]), 3);
    assert.deepEqual([score, categories], [0, 1]);
    assert.ok(Math.abs(effective - 1) < 1e-12);
  });

  it('warns from 10^1.5 categories on', () => {
    const random = new Random(4);
    const count = 33,
      nmax = 3;
    const moments = Float64Array.from({ length: count * momentCount(nmax) }, () => random.normal());
    assert.equal(ambiguity(moments, count, { nmax, alike: 1 }).verdict, 'perhaps ambiguous');
    assert.equal(
      ambiguity(moments.subarray(0, 31 * momentCount(nmax)), 31, { nmax, alike: 1 }).verdict,
      'unique',
    );
  });

  it('says what is needed', () => {
    assert.throws(() => ambiguity(new Float64Array(10), 1), InputError);
    assert.throws(() => ambiguity(new Float64Array(0), 0), InputError);
    assert.throws(() => ambiguity(bodies[0], 1, { alike: 1.5 }), InputError);
  });
});
