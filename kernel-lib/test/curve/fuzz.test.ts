import assert from 'node:assert/strict';
import { fuzzCurves } from '../../../bench/fuzz/fuzzCurves.mjs';

describe('2,000 mutated curve files', function () {
  this.timeout(120000);

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
