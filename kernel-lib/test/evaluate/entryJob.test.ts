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

  it('is refused with an option of another kind, out of its range, or unknown: none is ignored', () => {
    const job = entryJob({ id, curve: read.curve }, 1, { mode: 'free' });
    const refused = (options: object, why: RegExp): void =>
      assert.throws(
        () => decodeJob(encodeJob({ ...job, options: options as typeof job.options })),
        (error: Error) => error instanceof InputError && why.test(error.message),
        JSON.stringify(options),
      );
    refused({ seed: {} }, /options\.seed is an object, expected a whole number/);
    refused({ genes: '40' }, /options\.genes is "40", expected a whole number/);
    refused({ genes: 5 }, /genes is 5: a whole number from 20 to 10000/);
    refused({ limits: { generations: 1e300 } }, /limits\.generations is 1e\+300, expected a whole number/);
    refused({ limits: { shrinkBy: 0 } }, /limits\.shrinkBy is 0, expected a number above 0/);
    refused({ island: 3 }, /options\.island is .*, expected an option of this version/);
  });

  it('refuses mode given where no radius is known', () => {
    assert.throws(
      () => entryJob({ id, curve: read.curve }, 1, { mode: 'given' }),
      (error: Error) => error instanceof InputError && error.message.includes(id),
    );
    assert.equal(entryJob({ id, curve: read.curve, rmax: 21 }, 1, { mode: 'given' }).options.rmax, 21);
  });
});
