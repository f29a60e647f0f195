import { InputError } from '../inputError';
import type { AutoEncoder } from '../network/autoEncoder';
import type { GenerationRecord } from './geneticAlgorithm';
import { localIslands, type Island, type IslandPool, type IslandTask } from './islandPool';
import type { PolishedGene, PolishTask } from './polish';

/** A request to a worker of islands. */
export type IslandRequest =
  | { readonly kind: 'begin'; readonly island: number; readonly task: IslandTask }
  | { readonly kind: 'next' | 'leave'; readonly island: number }
  | { readonly kind: 'polish'; readonly island: number; readonly gene: PolishTask };

/** Its answer to `next`: a generation, nothing when the island has ended, or an error. */
export interface IslandAnswer {
  readonly island: number;
  readonly record?: GenerationRecord;
  /** the polished gene */
  readonly polished?: PolishedGene;
  readonly error?: { readonly message: string; readonly input: boolean };
}

/** A worker as the pool sees it, whatever carries the messages. */
export interface IslandLink {
  post(request: IslandRequest): void;
  /** @param broken called when the worker has died */
  listen(hear: (answer: IslandAnswer) => void, broken: (error: Error) => void): void;
}

type Settle = (answer: IslandAnswer | Error) => void;

/** Islands in workers, each whole in one of them: a worker keeps its genes, and sends the results of each generation. */
export function workerIslands(links: readonly IslandLink[]): IslandPool {
  const waiting = new Map<number, Settle>();
  const load = links.map(() => 0);
  const placed = new Map<number, number>();
  const dead = new Map<number, Error>();
  links.forEach((link, worker) =>
    link.listen(
      (answer) => waiting.get(answer.island)?.(answer),
      (error) => {
        dead.set(worker, error);
        for (const [island, at] of placed) if (at === worker) waiting.get(island)?.(error);
      },
    ),
  );
  const asked = (worker: number, island: number, request: IslandRequest): Promise<IslandAnswer> =>
    new Promise((resolve, reject) => {
      const settle: Settle = (answer) => {
        waiting.delete(island);
        if (answer instanceof Error) reject(answer);
        else if (answer.error)
          reject(answer.error.input ? new InputError(answer.error.message) : new Error(answer.error.message));
        else resolve(answer);
      };
      const lost = dead.get(worker);
      if (lost) return settle(lost);
      waiting.set(island, settle);
      links[worker].post(request);
    });
  let count = 0;
  return {
    workers: links.length,
    async polish(gene) {
      const island = count++;
      const worker = load.indexOf(Math.min(...load));
      load[worker]++;
      placed.set(island, worker);
      try {
        return (await asked(worker, island, { kind: 'polish', island, gene })).polished!;
      } finally {
        load[worker]--;
        placed.delete(island);
      }
    },
    begin(task, signal) {
      const island = count++;
      const worker = load.indexOf(Math.min(...load));
      load[worker]++;
      placed.set(island, worker);
      links[worker].post({ kind: 'begin', island, task });
      const ask = (): Promise<IslandAnswer> => asked(worker, island, { kind: 'next', island });
      return new RemoteIsland(
        task,
        ask,
        () => {
          load[worker]--;
          placed.delete(island);
          links[worker].post({ kind: 'leave', island });
        },
        signal,
      );
    },
  };
}

/** An island in a worker; it ends where `geneticAlgorithm` would in this thread. */
class RemoteIsland implements Island {
  private begun: boolean;
  private left = false;

  constructor(
    { first }: IslandTask,
    private readonly ask: () => Promise<IslandAnswer>,
    private readonly done: () => void,
    private readonly signal?: AbortSignal,
  ) {
    this.begun = 'population' in first;
  }

  async next(): Promise<IteratorResult<GenerationRecord, unknown>> {
    if (!this.left && !(this.begun && this.signal?.aborted)) {
      this.begun = true;
      const { record } = await this.ask();
      if (record) return { done: false, value: record };
    }
    this.leave();
    return { done: true, value: undefined };
  }

  leave(): void {
    if (this.left) return;
    this.left = true;
    this.done();
  }
}

/**
 * The worker's side: computes the islands that it is sent, one generation at a time.
 *
 * @param network of the worker's own; may still be loading
 * @param answer sends an answer back
 * @returns the handler of the requests
 */
export function serveIslands(
  network: Promise<AutoEncoder>,
  answer: (answer: IslandAnswer) => void,
): (request: IslandRequest) => void {
  network.catch(() => undefined);
  const islands = new Map<number, Promise<Island>>();
  const polishFor = async ({ island, gene }: Extract<IslandRequest, { kind: 'polish' }>): Promise<void> => {
    try {
      answer({ island, polished: await localIslands(await network).polish(gene) });
    } catch (error) {
      answer({ island, error: { message: (error as Error).message, input: error instanceof InputError } });
    }
  };
  const serve = async (request: IslandRequest): Promise<void> => {
    const { kind, island } = request;
    if (kind === 'leave') return void islands.delete(island);
    if (kind === 'polish') return polishFor(request);
    if (kind === 'begin') {
      const begun = network.then((loaded) => localIslands(loaded).begin(request.task));
      begun.catch(() => undefined);
      return void islands.set(island, begun);
    }
    try {
      const { done, value } = await (await (islands.get(island) as Promise<Island>)).next();
      answer(done ? { island } : { island, record: value });
    } catch (error) {
      answer({ island, error: { message: (error as Error).message, input: error instanceof InputError } });
    }
  };
  let work = Promise.resolve();
  return (request) => void (work = work.then(() => serve(request)));
}
