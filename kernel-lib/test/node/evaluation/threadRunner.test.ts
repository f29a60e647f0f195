import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entryJob } from 'decodesaxs/dist/evaluate/entryJob';
import type { EntryResult } from 'decodesaxs/dist/evaluate/entryResult';
import { InputError } from 'decodesaxs/dist/inputError';
import { localRunner, openEvaluator } from 'decodesaxs/dist/node/evaluation/jobRunner';
import { threadRunner } from 'decodesaxs/dist/node/evaluation/threadRunner';
import { onBackend } from '../../backends';
import { syntheticEntries } from '../../evaluate/syntheticEntries';
import { writeUntrainedWeights } from '../../evaluate/untrainedWeights';

describe('threadRunner', function () {
  this.timeout(60_000);
  onBackend('wasm');
  let weights: string;
  before(async () => {
    weights = mkdtempSync(join(tmpdir(), 'weights-'));
    await writeUntrainedWeights(weights);
  });
  after(() => rmSync(weights, { recursive: true, force: true }));

  const options = { islands: 1, genes: 20, members: 1, limits: { generations: 2 } };
  const timeless = ({ seconds, ...rest }: EntryResult): object => {
    assert.ok(seconds! > 0);
    return rest;
  };

  it('gives the results of one thread, scores included', async () => {
    const jobs = syntheticEntries(3).map(({ id, curve, model }) =>
      entryJob({ id, curve: curve(), model: model!() }, 1, { mode: 'free', options }),
    );
    const local = localRunner(await openEvaluator({ backend: 'wasm', weights }));
    const expected: EntryResult[] = [];
    for (const job of jobs) expected.push(await local.run(job));
    assert.ok(expected.every(({ cc, failure }) => failure === undefined && Math.abs(cc!) <= 1));
    const threads = threadRunner(2, { backend: 'wasm', weights });
    const results = await Promise.all([jobs[0], jobs[1]].map((job) => threads.run(job)));
    results.push(await threads.run(jobs[2]));
    await threads.close();
    assert.deepEqual(results.map(timeless), expected.map(timeless));
  });

  it('makes a curve that cannot be reconstructed a result', async () => {
    const [{ curve, id }] = syntheticEntries(1);
    const short = curve();
    const job = entryJob(
      {
        id,
        curve: {
          q: short.q.slice(0, 3),
          intensity: short.intensity.slice(0, 3),
          sigma: short.sigma.slice(0, 3),
        },
      },
      1,
      { mode: 'free', options },
    );
    const threads = threadRunner(1, { backend: 'wasm', weights });
    const result = await threads.run(job);
    await threads.close();
    assert.equal(typeof result.failure, 'string');
    assert.deepEqual([result.id, result.cc], [id, undefined]);
  });

  it('says in a sentence that there are no weights', async () => {
    const [{ curve, id }] = syntheticEntries(1);
    const threads = threadRunner(1, { backend: 'wasm', weights: join(weights, 'nowhere') });
    await assert.rejects(threads.run(entryJob({ id, curve: curve() }, 1, { mode: 'free' })), InputError);
    await threads.close();
  });

  it('rejects what runs when it is closed', async () => {
    const [{ curve, id }] = syntheticEntries(1);
    const controller = new AbortController();
    const threads = threadRunner(1, { backend: 'wasm', weights, signal: controller.signal });
    const run = threads.run(entryJob({ id, curve: curve() }, 1, { mode: 'free', options }));
    controller.abort();
    await assert.rejects(run, /ended/);
    await assert.rejects(threads.run(entryJob({ id, curve: curve() }, 1, { mode: 'free' })), /closed/);
  });
});
