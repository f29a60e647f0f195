import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntryResult } from 'decodesaxs/dist/evaluate/entryResult';
import { InputError } from 'decodesaxs/dist/inputError';
import type { DatasetEntry } from 'decodesaxs/dist/node/evaluation/dataset';
import { evaluateDataset, type EvaluationPlan } from 'decodesaxs/dist/node/evaluation/evaluateDataset';
import type { JobRunner } from 'decodesaxs/dist/node/evaluation/jobRunner';
import { syntheticEntries } from '../../evaluate/syntheticEntries';

describe('evaluateDataset', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'evaluate-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const plan = (more: Partial<EvaluationPlan> = {}): EvaluationPlan => ({
    mode: 'free',
    seeds: [1, 2],
    folder,
    backend: 'any',
    version: '1',
    weights: 'w',
    ...more,
  });

  /** Answers with the job's own numbers and counts what it was asked. */
  function countingRunner(parallel = 1): JobRunner & { jobs: string[] } {
    const jobs: string[] = [];
    return {
      parallel,
      jobs,
      run: async ({ id, options, curve }) => {
        jobs.push(`${id} ${options.seed}`);
        return {
          id,
          seed: options.seed!,
          backend: 'fake',
          version: '1',
          weights: 'w',
          rmax: options.rmax,
          chi2: curve.intensity[0],
        };
      },
      close: async () => undefined,
    };
  }

  async function all(
    entries: readonly DatasetEntry[],
    runner: JobRunner,
    more: Partial<EvaluationPlan> = {},
  ): Promise<EntryResult[]> {
    const results: EntryResult[] = [];
    for await (const { place, result } of evaluateDataset(entries, runner, plan(more)))
      results[place] = result;
    return results;
  }

  /** The result in a file, which carries its digest beside it. */
  const keptResult = (file: string): EntryResult =>
    (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { result: EntryResult }).result;

  it('does every entry with every seed, and each is a file', async () => {
    const runner = countingRunner();
    const results = await all(syntheticEntries(2), runner);
    assert.deepEqual(
      results.map(({ id, seed }) => `${id} ${seed}`),
      ['BODY1 1', 'BODY1 2', 'BODY2 1', 'BODY2 2'],
    );
    const files = readdirSync(folder);
    assert.equal(files.length, 4);
    const kept = files.map(keptResult);
    assert.deepEqual(
      new Set(kept.map((r) => JSON.stringify(r))),
      new Set(results.map((r) => JSON.stringify(r))),
    );
  });

  it('goes on after a stop without doing an entry again, in any number of parallel jobs', async () => {
    const first = countingRunner();
    for await (const { done } of evaluateDataset(syntheticEntries(3), first, plan())) if (done === 2) break;
    const second = countingRunner(3);
    const results = await all(syntheticEntries(3), second);
    assert.equal(results.length, 6);
    assert.deepEqual(
      [...first.jobs, ...second.jobs].sort(),
      results.map(({ id, seed }) => `${id} ${seed}`).sort(),
    );
  });

  it('takes no result of another option, version, weights, backend, mode or curve', async () => {
    await all(syntheticEntries(1), countingRunner());
    const [entry] = syntheticEntries(1);
    const curve = entry.curve();
    const other = {
      ...entry,
      curve: () => ({ ...curve, intensity: curve.intensity.map((v, i) => (i === 7 ? v * (1 + 1e-12) : v)) }),
    };
    const changed: [DatasetEntry, Partial<EvaluationPlan>][] = [
      [entry, { options: { genes: 50 } }],
      [entry, { version: '2' }],
      [entry, { weights: 'x' }],
      [entry, { backend: 'wasm' }],
      [entry, { mode: 'given' }],
      [other, {}],
    ];
    for (const [one, more] of changed) {
      const runner = countingRunner();
      await all([one], runner, more);
      assert.equal(runner.jobs.length, 2, JSON.stringify(more));
    }
    const again = countingRunner();
    await all(syntheticEntries(1), again);
    assert.equal(again.jobs.length, 0);
  });

  it('gives the radius of the model, or the one that the entry names, in mode given only', async () => {
    const [entry] = syntheticEntries(1);
    const xyz = entry.model!().xyz;
    const centre = [0, 1, 2].map(
      (axis) => xyz.filter((_, i) => i % 3 === axis).reduce((a, b) => a + b) / (xyz.length / 3),
    );
    let farthest = 0;
    for (let i = 0; i < xyz.length; i += 3)
      farthest = Math.max(
        farthest,
        Math.hypot(xyz[i] - centre[0], xyz[i + 1] - centre[1], xyz[i + 2] - centre[2]),
      );
    const [given] = await all([entry], countingRunner(), { mode: 'given' });
    assert.ok(Math.abs(given.rmax! - farthest) < 1e-9);
    const [named] = await all([{ ...entry, rmax: 33 }], countingRunner(), { mode: 'given' });
    assert.equal(named.rmax, 33);
    const [free] = await all([{ ...entry, rmax: 33 }], countingRunner());
    assert.equal(free.rmax, undefined);
  });

  it('keeps going when an entry cannot be read, and says why in its row', async () => {
    const [good, bad] = syntheticEntries(2);
    const broken = {
      ...bad,
      curve: () => {
        throw new InputError('This is no curve.');
      },
    };
    const runner = countingRunner();
    const results = await all([broken, good], runner, { seeds: [1] });
    assert.deepEqual(
      results.map((r) => r.failure),
      ['This is no curve.', undefined],
    );
    assert.deepEqual(runner.jobs, ['BODY1 1']);
  });

  it('keeps no file of an entry whose runner failed, so that the next run tries again', async () => {
    const failing: JobRunner = {
      ...countingRunner(),
      run: async () => {
        throw new Error('the thread died');
      },
    };
    const [result] = await all(syntheticEntries(1), failing, { seeds: [1] });
    assert.match(result.failure!, /the thread died/);
    assert.deepEqual(readdirSync(folder), []);
    const runner = countingRunner();
    const [second] = await all(syntheticEntries(1), runner, { seeds: [1] });
    assert.equal(second.failure, undefined);
  });

  it('keeps the results of entries whose names are as long as a file name may be', async () => {
    const named = syntheticEntries(2).map((entry, i) => ({ ...entry, id: `${'e'.repeat(254)}${i}` }));
    await all(named, countingRunner(), { seeds: [1] });
    assert.equal(readdirSync(folder).length, 2);
    const runner = countingRunner();
    const again = await all(named, runner, { seeds: [1] });
    assert.deepEqual([runner.jobs.length, ...again.map(({ id }) => id)], [0, ...named.map(({ id }) => id)]);
  });

  it('does an entry again whose file is damaged', async () => {
    await all(syntheticEntries(1), countingRunner(), { seeds: [1] });
    const [file] = readdirSync(folder);
    writeFileSync(join(folder, file), '{"id": "BODY1", "se');
    const runner = countingRunner();
    await all(syntheticEntries(1), runner, { seeds: [1] });
    assert.equal(runner.jobs.length, 1);
    assert.equal(keptResult(file).id, 'BODY1');
  });

  it('keeps nothing of an entry that an abort cut short', async () => {
    const controller = new AbortController();
    const runner = countingRunner();
    const cut: JobRunner = {
      ...runner,
      run: async (job) => {
        controller.abort();
        return runner.run(job);
      },
    };
    const results = await all(syntheticEntries(2), cut, { signal: controller.signal });
    assert.deepEqual([results.length, readdirSync(folder).length, runner.jobs.length], [0, 0, 1]);
  });
});
