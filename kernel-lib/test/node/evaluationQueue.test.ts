import { strict as assert } from 'node:assert';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { entryJob } from 'decodesaxs/dist/evaluate/entryJob';
import type { EntryResult } from 'decodesaxs/dist/evaluate/entryResult';
import { withExpectation } from 'decodesaxs/dist/evaluate/summary';
import { InputError } from 'decodesaxs/dist/inputError';
import { evaluateDataset, type EvaluationPlan } from 'decodesaxs/dist/node/evaluation/evaluateDataset';
import { localRunner, openEvaluator } from 'decodesaxs/dist/node/evaluation/jobRunner';
import { provenance, type Provenance } from 'decodesaxs/dist/node/evaluation/provenance';
import { queueConnection, queueName } from 'decodesaxs/dist/node/evaluation/queueConnection';
import { queueRunner } from 'decodesaxs/dist/node/evaluation/queueRunner';
import { onBackend } from '../backends';
import type { DatasetEntry } from 'decodesaxs/dist/node/evaluation/dataset';
import { syntheticEntries } from '../evaluate/syntheticEntries';
import { writeUntrainedWeights } from '../evaluate/untrainedWeights';
import { needProgram } from './debianPackage';
import { freePort, RedisServer } from './redisServer';
import { WorkerProcess } from './workerProcess';

/** One entry with a model, whose scores take most of the time, and others without. */
function someEntries(count: number): DatasetEntry[] {
  return syntheticEntries(count).map(({ id, curve, model }, i) => ({
    id,
    curve,
    ...(i === 0 ? { model } : {}),
  }));
}

describe('evaluation through a queue', function () {
  this.timeout(300_000);
  before(function () {
    needProgram(this, 'redis-server', 'redis-server');
  });
  onBackend('wasm');

  let scratch: string, weights: string, redis: RedisServer, versions: Provenance & { backend: string };
  const workers: WorkerProcess[] = [];
  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'queue-'));
    weights = join(scratch, 'weights');
    await writeUntrainedWeights(weights);
    versions = { backend: 'wasm', ...provenance(weights) };
  });
  beforeEach(async () => (redis = await RedisServer.start()));
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await redis.stop();
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  const startWorker = (...further: string[]): WorkerProcess => {
    workers.push(new WorkerProcess(redis.url, weights, further));
    return workers[workers.length - 1];
  };
  /** Longer than any of these tests waits. */
  const long = { islands: 1, genes: 200, members: 0, limits: { generations: 1000 } };
  const options = { islands: 1, genes: 20, members: 0, limits: { generations: 2 } };
  const planFor = (folder: string): EvaluationPlan => ({
    ...versions,
    mode: 'free',
    seeds: [1],
    folder: join(scratch, folder),
    options,
  });
  const timeless = ({ seconds: _, ...rest }: EntryResult): object => rest;

  const expected: object[] = [];
  async function expectedResults(count: number): Promise<object[]> {
    const local = localRunner(await openEvaluator({ backend: 'wasm', weights }));
    for (const { id, curve, model } of someEntries(count).slice(expected.length)) {
      const job = entryJob({ id, curve: curve(), model: model?.() }, 1, { mode: 'free', options });
      expected.push(timeless(withExpectation(await local.run(job))));
    }
    return expected.slice(0, count);
  }

  it('ends with exactly one result an entry when one of two workers is killed amid an entry', async () => {
    const count = 4;
    const right = await expectedResults(count);
    const runner = await queueRunner(redis.url, versions);
    const [lost, other] = [startWorker(), startWorker()];
    await Promise.all([lost, other].map((worker) => worker.says(/waiting for jobs/)));
    const results: EntryResult[] = [],
      times = new Array<number>(count).fill(0);
    const evaluation = (async () => {
      for await (const { place, result } of evaluateDataset(someEntries(count), runner, planFor('killed'))) {
        results[place] = result;
        times[place]++;
      }
    })();
    await lost.says(/begun/);
    await lost.loseHost();
    await evaluation;
    await runner.close();

    const lostEntry = /(BODY\d)-1 begun(?![\s\S]*\1-1 done)/.exec(lost.log)![1];
    assert.match(
      other.log,
      new RegExp(`${lostEntry}-1 begun \\(attempt 2\\)`),
      'the other worker did the lost entry again',
    );
    assert.deepEqual(times, new Array(count).fill(1));
    assert.deepEqual(results.map(timeless), right);
    assert.equal(readdirSync(join(scratch, 'killed')).length, count);
    const { Queue } = await import('bullmq');
    const queue = new Queue(queueName(versions), { connection: await queueConnection(redis.url) });
    const { completed, waiting, active, failed } = await queue.getJobCounts(
      'completed',
      'waiting',
      'active',
      'failed',
    );
    await queue.close();
    assert.deepEqual(
      { completed, waiting, active, failed },
      { completed: count, waiting: 0, active: 0, failed: 0 },
    );
  });

  it('leaves no child behind when the worker alone is killed amid an entry', async () => {
    const worker = startWorker();
    await worker.says(/waiting for jobs/);
    const runner = await queueRunner(redis.url, versions);
    const results = evaluateDataset(someEntries(1), runner, { ...planFor('orphan'), options: long });
    const first = results.next();
    first.catch(() => undefined);
    await worker.says(/begun/);
    await pause(1500);
    assert.equal(worker.running().length, 2, 'the worker and its child');
    await worker.loseWorker();
    for (let i = 0; i < 100 && worker.running().length > 0; i++) await pause(200);
    assert.deepEqual(worker.running(), []);
    await runner.close();
  });

  it('ends at once when it is told to stop as its child starts, and gives the job back', async () => {
    const worker = startWorker();
    await worker.says(/waiting for jobs/);
    const runner = await queueRunner(redis.url, versions);
    const results = evaluateDataset(someEntries(1), runner, { ...planFor('told'), options: long });
    results.next().catch(() => undefined);
    await worker.says(/begun/);
    const began = performance.now();
    assert.equal(await worker.stop(), 0);
    assert.ok(performance.now() - began < 10_000, 'it hangs');
    assert.deepEqual(worker.running(), []);
    const { Queue } = await import('bullmq');
    const queue = new Queue(queueName(versions), { connection: await queueConnection(redis.url) });
    const { waiting, active, failed } = await queue.getJobCounts('waiting', 'active', 'failed');
    assert.deepEqual({ waiting, active, failed }, { waiting: 1, active: 0, failed: 0 });
    await queue.close();
    await runner.close();
  });

  it('refuses a job of an unknown method, and one that takes too long', async () => {
    const worker = startWorker('--job-minutes', '0.02');
    await worker.says(/waiting for jobs/);
    const runner = await queueRunner(redis.url, versions);
    const [entry] = someEntries(1);
    const job = entryJob({ id: 'A', curve: entry.curve() }, 1, { mode: 'free', options: long });
    await assert.rejects(runner.run(job), /longer than 0.02 minutes/);
    await assert.rejects(
      runner.run({ ...job, id: 'B', method: 'magic' as 'paper' }),
      /method is "magic", expected a method: mean-shape, /,
    );
    await runner.close();
  });

  it('takes no answer that belongs to another job', async () => {
    const { Worker } = await import('bullmq');
    const liar = new Worker(queueName(versions), async () => ({ id: 'other', seed: 1, ...versions }), {
      connection: await queueConnection(redis.url),
    });
    const runner = await queueRunner(redis.url, versions);
    const [entry] = someEntries(1);
    const job = entryJob({ id: 'A', curve: entry.curve() }, 1, { mode: 'free' });
    await assert.rejects(runner.run(job), /a result of other, seed 1, .* which is not this job/);
    await runner.close();
    await liar.close();
  });

  it('puts jobs again into the queue of a server that started again without them', async () => {
    const right = await expectedResults(2);
    const notices: string[] = [];
    const runner = await queueRunner(redis.url, {
      ...versions,
      look: 500,
      onNotice: (text) => notices.push(text),
    });
    const results: EntryResult[] = [];
    const evaluation = (async () => {
      for await (const { place, result } of evaluateDataset(someEntries(2), runner, planFor('restarted')))
        results[place] = result;
    })();
    await pause(1200);
    await redis.restart(1500);
    startWorker();
    await evaluation;
    await runner.close();
    assert.deepEqual(results.map(timeless), right);
    const [none, away, back, ...more] = notices;
    assert.match(
      none,
      /^No worker waits for the jobs of the queue decodesaxs-\w+: start [^\n]*--backend wasm\.$/,
    );
    assert.match(away, /^The Redis server does not answer: [^\n]*\.$/);
    assert.equal(back, 'The Redis server answers again.');
    assert.deepEqual(more, []);
  });

  it('finds what the workers did while the evaluation was stopped', async () => {
    const controller = new AbortController();
    const first = await queueRunner(redis.url, { ...versions, signal: controller.signal });
    const stopped = (async () => {
      for await (const _ of evaluateDataset(someEntries(2), first, {
        ...planFor('stopped'),
        signal: controller.signal,
      }))
        assert.fail('there is no worker yet');
    })();
    const { Queue } = await import('bullmq');
    const queue = new Queue(queueName(versions), { connection: await queueConnection(redis.url) });
    while ((await queue.getWaitingCount()) < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort();
    await stopped;
    await first.close();

    const worker = startWorker();
    await worker.says(/BODY1-1 done[\s\S]*BODY2-1 done|BODY2-1 done[\s\S]*BODY1-1 done/);
    assert.equal(await worker.stop(), 0);

    const second = await queueRunner(redis.url, versions);
    const results: EntryResult[] = [];
    for await (const { place, result } of evaluateDataset(someEntries(2), second, planFor('stopped')))
      results[place] = result;
    await second.close();
    assert.equal(await queue.getCompletedCount(), 2);
    await queue.close();
    assert.deepEqual(results.map(timeless), await expectedResults(2));
  });

  it('says in one sentence that there is no server, or no address', async () => {
    const nobody = `redis://:secret@127.0.0.1:${await freePort()}`;
    await assert.rejects(
      queueConnection(nobody),
      (error: Error) =>
        error instanceof InputError &&
        /No Redis server answers at redis:\/\/127/.test(error.message) &&
        !error.message.includes('secret'),
    );
    await assert.rejects(queueConnection('127.0.0.1:6379'), InputError);
    for (const address of ['redis:/u:hunter2@host', 'http://u:hunter2@host', 'redis://u:hunter2@host:x'])
      await assert.rejects(
        queueConnection(address),
        (error: Error) => error instanceof InputError && !error.message.includes('hunter2'),
        address,
      );
  });

  it('keeps apart the queues of different versions, weights and backends', () => {
    const names = [
      versions,
      { ...versions, version: '9' },
      { ...versions, weights: 'other' },
      { ...versions, backend: 'any' },
    ].map(queueName);
    assert.equal(new Set(names).size, 4);
  });
});
