import { deepStrictEqual, strictEqual } from 'node:assert';
import { describe, it } from 'mocha';
import { searchOptions } from 'decodesaxs/dist/cli/reconstructOptions';
import { PAPER_METHOD } from 'decodesaxs/dist/reconstruct/options';

describe('options of decodesaxs reconstruct', () => {
  it('takes the number of generations, 0 for no search, beside the other limits of a method', () => {
    const given = { network: 'modes', members: '4', seed: '1', out: 'out' };
    const none = { generations: 0 };
    deepStrictEqual(searchOptions({ ...given, generations: '0' }).limits, none);
    deepStrictEqual(searchOptions({ ...given, generations: '0', method: 'paper' }).limits, {
      ...PAPER_METHOD.limits,
      ...none,
    });
    strictEqual(searchOptions(given).limits, undefined);
  });
});
