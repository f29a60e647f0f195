import { strict as assert } from 'node:assert';
import { decodeJob, encodeJob, entryJob } from '../../src/evaluate/entryJob';
import { InputError } from '../../src/inputError';
import { syntheticEntries } from './syntheticEntries';

describe('entryJob', () => {
  const [{ id, curve, model }] = syntheticEntries(1);
  const read = { id, curve: curve(), model: model!() };

  it('is the same after JSON, to the last bit', () => {
    const job = entryJob(read, 7, { mode: 'given', options: { genes: 40, limits: { generations: 3 } } });
    const back = decodeJob(encodeJob(job));
    assert.deepEqual(back, job);
    assert.ok(back.curve.q instanceof Float64Array && back.model!.xyz instanceof Float64Array);
    const bare = entryJob({ id, curve: read.curve }, 1, { mode: 'free' });
    assert.deepEqual(decodeJob(encodeJob(bare)), bare);
  });

  it('carries of the curve only what a reconstruction reads', () => {
    const more = { ...read.curve, warnings: ['a'], name: 'file.dat' };
    assert.deepEqual(Object.keys(entryJob({ id, curve: more }, 1, { mode: 'free' }).curve), [
      'q',
      'intensity',
      'sigma',
    ]);
  });

  it('refuses mode given where no radius is known', () => {
    assert.throws(
      () => entryJob({ id, curve: read.curve }, 1, { mode: 'given' }),
      (error: Error) => error instanceof InputError && error.message.includes(id),
    );
    assert.equal(entryJob({ id, curve: read.curve, rmax: 21 }, 1, { mode: 'given' }).options.rmax, 21);
  });
});
