// Worker processes of a queue on this machine, and the memory that they and others take.
import { readFileSync, readdirSync } from 'node:fs';
import { start } from '../kills/running.mjs';

/** Starts workers and waits until they wait for jobs. */
export async function startWorkers(count, url, weights) {
  const workers = Array.from({ length: count }, () =>
    start(['worker', '--queue', url, '--backend', 'wasm', '--weights', weights]),
  );
  for (const worker of workers)
    while (!worker.said.includes('waiting for jobs')) {
      if (worker.status !== undefined) throw new Error(`a worker ended: ${worker.said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  return {
    /** MiB of each worker with its child */
    memory: () => workers.map(({ pid }) => groupMemory(pid)),
    async stop() {
      for (const worker of workers) worker.kill('SIGTERM');
      return Promise.all(workers.map((worker) => worker.ended));
    },
  };
}

/** Resident memory of the processes of a group in MiB. */
function groupMemory(group) {
  let sum = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      if (Number(fields[2]) !== group) continue;
      sum += (4096 * Number(fields[21])) / 2 ** 20;
    } catch {
      // it has ended
    }
  }
  return sum;
}

/** Resident memory of this process in MiB. */
export const ownMemory = () => process.memoryUsage().rss / 2 ** 20;

/** Memory of a Redis server in MiB. */
export async function redisMemory(connection) {
  const info = await connection.info('memory');
  return Number(/used_memory:(\d+)/.exec(info)[1]) / 2 ** 20;
}
