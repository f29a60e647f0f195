import assert from 'node:assert/strict';
import { fuzzFiles } from '../../../bench/fuzz/fuzzFiles.mjs';

describe('2,000 mutated files of all kinds but curves', function () {
  this.timeout(120_000);

  it('are read or refused in one sentence, without crash, hang or a number that is none; no altered checkpoint is taken', async () => {
    const { kinds, failures } = await fuzzFiles({ count: 2000, seed: 20 });
    assert.deepEqual(
      failures.map(({ file, kind, why }) => `file ${file} (${kind}): ${why}`),
      [],
    );
    // each kind was spoilt often enough to be of use; a damaged meta.json is a row, a damaged line of a journal is read anew
    for (const [name, { refused }] of Object.entries(kinds))
      if (name !== 'journal' && name !== 'meta.json') assert.ok(refused > 20, `${name}: ${refused} refused`);
  });
});
