import assert from 'node:assert/strict';
import { fuzzTruth } from '../../../bench/fuzz/fuzzTruth.mjs';
import { fuzzCurves } from '../../../bench/fuzz/fuzzCurves.mjs';

describe('2,000 mutated curve files', function () {
  // waiting for a busy machine is no fault
  this.timeout(600000);

  it('are read or refused in one sentence, without crash, hang or a number that is none', () => {
    const { read, refused, analysed, failures } = fuzzCurves({ count: 2000, seed: 20 });
    assert.deepEqual(
      failures.map(({ file, why }: { file: number; why: string }) => `file ${file}: ${why}`),
      [],
    );
    assert.equal(read + refused, 2000);
    // the mutations leave enough curves to be of use, and spoil enough
    assert.ok(
      read > 500 && refused > 500 && analysed > 20,
      `${read} read, ${refused} refused, ${analysed} analysed`,
    );
  });
});

describe('2,000 spoilt files of curves whose answer is known', function () {
  // waiting for a busy machine is no fault
  this.timeout(600000);

  it('are read rightly, doubted in words or refused', () => {
    const { outcomes, kinds, failures } = fuzzTruth({ count: 2000, seed: 4 });
    assert.deepEqual(
      failures.map(
        ({ file, kind, why }: { file: number; kind: string; why: string }) => `${file}: ${kind}: ${why}`,
      ),
      [],
    );
    // who refuses or doubts everything is never wrong
    assert.ok(outcomes.right > 1300 && outcomes.doubted < 200, JSON.stringify(outcomes));
    const { right, doubted, refused } = kinds['A said'];
    assert.ok(right > 0.85 * (right + doubted + refused), JSON.stringify(kinds['A said']));
  });
});
