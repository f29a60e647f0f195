import {
  type AutoEncoder,
  type IslandAnswer,
  type IslandLink,
  type IslandPool,
  type IslandRequest,
  localIslands,
  ModeNetwork,
  readWeights,
  serveIslands,
  workerIslands,
  startWasm,
} from 'decodesaxs/core';

/** The first message to a worker that is to compute islands, its second, and whether it is ready. */
interface Become {
  readonly become: 'islands';
  readonly folder: string;
}
interface Decoder {
  readonly decoder: Uint8Array;
}
interface Ready {
  readonly ready: boolean;
}

/** Number of islands of a search with default options. */
const ISLANDS = 4;
/** Least memory of a device in GB per worker: a worker holds the decoder twice, 60 MB, and its engine. */
const GIGABYTES = 2;

/** Number of workers for this device: one per core, at most one per island, fewer where memory is short. */
export function usualWorkers({
  hardwareConcurrency = 1,
  deviceMemory,
}: {
  hardwareConcurrency?: number;
  deviceMemory?: number;
}): number {
  return Math.max(
    1,
    Math.min(
      hardwareConcurrency,
      ISLANDS,
      deviceMemory === undefined ? ISLANDS : Math.floor(deviceMemory / GIGABYTES),
    ),
  );
}

/** Workers of the searching worker. They start while the networks are fetched; if they do not start, the searcher computes alone. */
export class IslandWorkers {
  private readonly workers: Worker[] = [];
  private readonly started: Promise<boolean>[] = [];

  /** @param folder address of the page, ending in a slash */
  constructor(count: number, script: string, folder: string) {
    if (count < 2 || typeof Worker === 'undefined') return;
    for (let i = 0; i < count; i++) {
      const worker = new Worker(script);
      worker.postMessage({ become: 'islands', folder } satisfies Become);
      this.workers.push(worker);
      this.started.push(
        new Promise((resolve) => {
          worker.onmessage = ({ data }: MessageEvent<Ready>) => resolve(data.ready);
          worker.onerror = (event) => {
            event.preventDefault();
            resolve(false);
          };
        }),
      );
    }
  }

  /**
   * Passes the decoder to the workers.
   *
   * @param network used if there are no workers
   */
  async pool(decoder: Uint8Array, network: AutoEncoder): Promise<IslandPool> {
    for (const worker of this.workers) worker.postMessage({ decoder } satisfies Decoder);
    const ready = await Promise.all(this.started);
    if (ready.length > 0 && ready.every(Boolean)) return workerIslands(this.workers.map(linkTo));
    for (const worker of this.workers) worker.terminate();
    return localIslands(network);
  }
}

function linkTo(worker: Worker): IslandLink {
  return {
    post: (request) => worker.postMessage(request),
    listen(hear, broken) {
      worker.onmessage = ({ data }: MessageEvent<IslandAnswer>) => hear(data);
      worker.onerror = (event) => {
        event.preventDefault();
        broken(new Error(event.message || 'a worker of the search has stopped'));
      };
    },
  };
}

/** A pool under construction: islands wait for it. */
export function waitingPool(workers: number, pool: Promise<IslandPool>): IslandPool {
  return {
    workers,
    polish: async (gene) => (await pool).polish(gene),
    begin(task, signal) {
      const island = pool.then((made) => made.begin(task, signal));
      return {
        next: async () => (await island).next(),
        leave: () =>
          void island.then(
            (begun) => begun.leave(),
            () => undefined,
          ),
      };
    },
  };
}

/** Makes this worker one of the island workers if its first message says so; it then handles the messages. */
export function becomeIslands(
  data: unknown,
  scope: { onmessage: ((event: MessageEvent) => void) | null; postMessage(message: unknown): void },
): boolean {
  const { become, folder } = data as Partial<Become>;
  if (become !== 'islands' || folder === undefined) return false;
  const started = startWasm(folder);
  let give: (decoder: Uint8Array) => void = () => undefined;
  const decoder = new Promise<Uint8Array>((resolve) => (give = resolve));
  const network = Promise.all([started, decoder]).then(([, bytes]) => new ModeNetwork(readWeights(bytes)));
  network.then(
    () => scope.postMessage({ ready: true } satisfies Ready),
    () => scope.postMessage({ ready: false } satisfies Ready),
  );
  const serve = serveIslands(network, (answer) => scope.postMessage(answer));
  scope.onmessage = ({ data: message }: MessageEvent<Decoder | IslandRequest>) =>
    'decoder' in message ? give(message.decoder) : serve(message);
  return true;
}
