// A dataset evaluated by the workers of a queue: throughput, memory, and that each result comes exactly once.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { evaluateDataset } from 'decodesaxs/dist/node/evaluation/evaluateDataset.js';
import { provenance } from 'decodesaxs/dist/node/evaluation/provenance.js';
import { queueRunner } from 'decodesaxs/dist/node/evaluation/queueRunner.js';
import { jobCounts } from '../jobCounts.mjs';
import { loadTypescript } from '../loadTypescript.mjs';
import { ownMemory, redisMemory, startWorkers } from './workers.mjs';

const require = createRequire(import.meta.url);

/**
 * Evaluates the entries with so many workers.
 *
 * @returns {Promise<{seconds: number, evaluator: number[], workers: number[], redis: number[], once: boolean, results: string[]}>}
 *   seconds from the first result to the last; memory in MiB after a tenth of the results, at half, and at the end, of a
 *   worker with its child in the mean
 */
export async function throughQueue(entries, count, weights, options) {
  const redis = await loadTypescript('kernel-lib/test/node/redisServer.ts').RedisServer.start();
  const folder = mkdtempSync(path.join(tmpdir(), 'scale-'));
  const versions = { backend: 'wasm', ...provenance(weights) };
  const { Redis } = require('ioredis');
  const connection = new Redis(redis.url);
  const workers = await startWorkers(count, redis.url, weights);
  const memory = { evaluator: [], workers: [], redis: [] };
  const note = async () => {
    memory.evaluator.push(ownMemory());
    const each = workers.memory();
    memory.workers.push(each.reduce((sum, mib) => sum + mib, 0) / each.length);
    memory.redis.push(await redisMemory(connection));
  };
  try {
    const runner = await queueRunner(redis.url, versions);
    /** @type {any} */
    const plan = { ...versions, mode: 'free', seeds: [1], folder: path.join(folder, 'parts'), options };
    const results = [],
      times = new Array(entries.length).fill(0);
    const marks = [0.1, 0.5, 1].map((share) => Math.max(1, Math.round(share * entries.length)));
    let began, first;
    for await (const { done, place, result } of evaluateDataset(entries, runner, plan)) {
      if (first === undefined) [began, first] = [performance.now(), done];
      times[place]++;
      const { seconds: _, ...rest } = result;
      results[place] = JSON.stringify(rest);
      if (marks.includes(done)) await note();
    }
    const seconds = (performance.now() - began) / 1000;
    await runner.close();
    const { completed, left } = await jobCounts(redis.url, versions);
    const once =
      times.every((n) => n === 1) &&
      completed === entries.length &&
      left === 0 &&
      readdirSync(plan.folder).length === entries.length;
    return { seconds, ...memory, once, results };
  } finally {
    await workers.stop();
    connection.disconnect();
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
