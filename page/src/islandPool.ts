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
  startWasm,
  workerIslands,
} from 'decodesaxs/core';
import type { BecomeIslands } from './islandWorkers';

/** What a worker of islands receives beside requests, and its answer to the decoder. */
type Order = { readonly decoder: Uint8Array } | { readonly end: true };
interface Ready {
  readonly ready: boolean;
}

/** One worker of islands as the searching worker sees it. */
class Island implements IslandLink {
  readonly ready: Promise<boolean>;
  private broken: (error: Error) => void = () => undefined;

  constructor(private readonly port: MessagePort) {
    this.ready = new Promise((resolve) => {
      port.onmessage = ({ data }: MessageEvent<Ready>) => resolve(data.ready);
      this.broken = () => resolve(false);
    });
  }

  post(message: IslandRequest | Order): void {
    this.port.postMessage(message);
  }

  listen(hear: (answer: IslandAnswer) => void, broken: (error: Error) => void): void {
    this.port.onmessage = ({ data }: MessageEvent<IslandAnswer>) => hear(data);
    this.broken = broken;
  }

  lose(message: string): void {
    this.broken(new Error(message));
  }
}

/** The workers that the page has started for the islands. If one does not start, the searching worker computes alone. */
export class Islands {
  private readonly islands: readonly Island[];
  readonly workers: number;

  /** @param ports one per worker; none: the searching worker computes alone */
  constructor(ports: readonly MessagePort[]) {
    this.islands = ports.map((port) => new Island(port));
    this.workers = Math.max(1, ports.length);
  }

  /** A worker has stopped. */
  lose(island: number, message: string): void {
    this.islands[island]?.lose(message);
  }

  /**
   * Passes the decoder to the workers.
   *
   * @param network used if there are no workers
   */
  async pool(decoder: Uint8Array, network: AutoEncoder): Promise<IslandPool> {
    for (const island of this.islands) island.post({ decoder });
    const ready = await Promise.all(this.islands.map((island) => island.ready));
    if (ready.length > 0 && ready.every(Boolean)) return workerIslands(this.islands);
    for (const island of this.islands) island.post({ end: true });
    return localIslands(network);
  }
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

/** Makes this worker one of the island workers if its first message says so. */
export function becomeIslands(data: unknown, folder: string, close: () => void): boolean {
  const { become, port } = data as Partial<BecomeIslands>;
  if (become !== 'islands' || !port) return false;
  const started = startWasm(folder);
  let give: (decoder: Uint8Array) => void = () => undefined;
  const decoder = new Promise<Uint8Array>((resolve) => (give = resolve));
  const network = Promise.all([started, decoder]).then(([, bytes]) => new ModeNetwork(readWeights(bytes)));
  const tell = (message: Ready | IslandAnswer): void => port.postMessage(message);
  network.then(
    () => tell({ ready: true }),
    () => tell({ ready: false }),
  );
  const serve = serveIslands(network, tell);
  port.onmessage = ({ data: message }: MessageEvent<Order | IslandRequest>) => {
    if ('decoder' in message) give(message.decoder);
    else if ('end' in message) close();
    else serve(message);
  };
  return true;
}
