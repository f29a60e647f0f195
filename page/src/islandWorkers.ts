import type { Request } from './messages';

/** The first message to a worker that is to compute islands: its port leads to the searching worker. */
export interface BecomeIslands {
  readonly become: 'islands';
  readonly port: MessagePort;
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

/**
 * Starts the workers that compute islands and gives the searching worker a port to each.
 *
 * The page starts them, not the searching worker: in Firefox on a busy machine a worker that starts a worker may wait for ever.
 */
export function startIslands(script: string, searcher: Worker): void {
  const count = usualWorkers(navigator);
  const ports =
    count < 2 ? [] : Array.from({ length: count }, (_, island) => start(script, island, searcher));
  searcher.postMessage({ kind: 'islands', ports } satisfies Request, ports);
}

/** @returns the searching worker's end of the connection */
function start(script: string, island: number, searcher: Worker): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(script);
  worker.onerror = (event) => {
    event.preventDefault();
    const message = event.message || 'a worker of the search has stopped';
    searcher.postMessage({ kind: 'islandLost', island, message } satisfies Request);
  };
  worker.postMessage({ become: 'islands', port: port1 } satisfies BecomeIslands, [port1]);
  return port2;
}
