import assert from 'node:assert/strict';
import { fuzzFiles } from '../../../bench/fuzz/fuzzFiles.mjs';

describe('2,000 mutated files of all kinds', function () {
  this.timeout(120_000);

  it('are read or refused in one sentence, without crash, hang or a number that is none; no altered checkpoint is taken', async () => {
    const { kinds, failures } = await fuzzFiles({ count: 2000, seed: 20 });
    assert.deepEqual(
      failures.map(({ file, kind, why }) => `file ${file} (${kind}): ${why}`),
      [],
    );
    // each kind was spoilt often enough to be of use; a damaged meta.json is a row, a damaged line of a journal is read
    // anew, an entry with a damaged result is computed again
    for (const [name, { refused }] of Object.entries(kinds))
      if (!['journal', 'meta.json', 'kept result'].includes(name))
        assert.ok(refused > 5, `${name}: ${refused} refused`);
  });
});
