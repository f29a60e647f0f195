import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { currentBackend, type BackendName } from '../engine/tf';
import { InputError } from '../inputError';
import type { WeightSet } from '../network/weights';
import type { IslandPool } from '../search/islandPool';
import { workerIslands, type IslandLink } from '../search/islandWorkers';

/** Islands in worker threads. */
export interface IslandThreads extends IslandPool {
  close(): Promise<void>;
}

/** Initial data of a thread. */
export interface IslandThreadData {
  readonly backend: BackendName;
  readonly weights: WeightSet;
}

const PROGRAM = join(__dirname, 'islandThread.js');
/** Number of islands of a search with default options. */
const ISLANDS = 4;

/** Number of threads of a search with default options: one per core, and at most one per island. */
export function usualThreads(islands = ISLANDS): number {
  return Math.min(availableParallelism(), islands);
}

/**
 * Worker threads that compute islands (option `pool` of `reconstruct`), each with the backend of this
 * thread and a network of its own. The weights are once in shared memory; each thread makes its own tensors from them.
 * Results equal those of one thread. A pool that is not closed does not keep the program from ending.
 *
 * @param count number of threads, ≥ 1
 * @param network an auto-encoder that was loaded from weights (`loadNetworks().autoEncoder`)
 * @throws InputError when the network has no weights to share, or no backend was chosen
 */
export function islandThreads(count: number, network: object): IslandThreads {
  const { weights } = network as { weights?: WeightSet };
  if (!weights)
    throw new InputError(
      'This auto-encoder has no weights that threads could share: use the one from loadNetworks.',
    );
  // the native library does not see the environment of a thread
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  const data: IslandThreadData = { backend: currentBackend(), weights: shared(weights) };
  const threads = Array.from({ length: count }, () => new Worker(PROGRAM, { workerData: data }));
  let closed = false;
  return {
    ...workerIslands(threads.map((thread) => linkTo(thread, () => closed))),
    async close() {
      closed = true;
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

/** While an answer is pending, the thread keeps the program alive. */
function linkTo(thread: Worker, closed: () => boolean): IslandLink {
  let owed = 0;
  const owe = (change: number): void => {
    owed += change;
    if (owed > 0) thread.ref();
    else thread.unref();
  };
  return {
    post(request) {
      if (closed()) return;
      if (request.kind === 'next' || request.kind === 'polish') owe(1);
      thread.postMessage(request);
    },
    listen(hear, broken) {
      thread.on('message', (answer) => {
        owe(-1);
        hear(answer);
      });
      thread.on('error', broken);
      thread.on('exit', (status) =>
        broken(
          new Error(closed() ? 'the threads are closed' : `a worker thread ended with status ${status}`),
        ),
      );
      // listening keeps the program alive, so this comes last
      owe(0);
    },
  };
}

/** The same weights in shared memory. */
function shared({ arrays, metadata }: WeightSet): WeightSet {
  return {
    metadata,
    arrays: new Map(
      Array.from(arrays, ([name, array]) => {
        const values = new Float32Array(new SharedArrayBuffer(array.values.byteLength));
        values.set(array.values);
        return [name, { ...array, values }];
      }),
    ),
  };
}
