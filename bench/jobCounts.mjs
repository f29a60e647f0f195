import { createRequire } from 'node:module';
import { queueConnection, queueName } from 'decodesaxs/dist/node/evaluation/queueConnection.js';

const require = createRequire(import.meta.url);

/**
 * Jobs of a queue that are done, and all others, which should be none.
 *
 * @param {string} url of the Redis server
 * @param {any} versions that the queue is named after
 * @param {{empty?: boolean}} [options] empty: whether the queue is emptied after the count
 * @returns {Promise<{completed: number, left: number}>}
 */
export async function jobCounts(url, versions, { empty = false } = {}) {
  const { Queue } = require('bullmq');
  const queue = new Queue(queueName(versions), { connection: await queueConnection(url) });
  const { completed, ...others } = await queue.getJobCounts(
    'completed',
    'waiting',
    'active',
    'failed',
    'delayed',
  );
  if (empty) await queue.obliterate({ force: true });
  await queue.close();
  return { completed, left: Object.values(others).reduce((sum, n) => sum + n, 0) };
}
