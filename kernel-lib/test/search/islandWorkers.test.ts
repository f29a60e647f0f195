import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { GRID_POINTS } from '../../src/grid/shapeGrid';
import { InputError } from '../../src/inputError';
import type { AutoEncoder } from '../../src/network/autoEncoder';
import { Random } from '../../src/random';
import { initialise } from '../../src/search/initialise';
import { searchIslands, type IslandsRecord } from '../../src/search/islands';
import type { IslandPool } from '../../src/search/islandPool';
import {
  serveIslands,
  workerIslands,
  type IslandAnswer,
  type IslandLink,
} from '../../src/search/islandWorkers';

/** A decoder of boxes whose half-edges are 8 and the first three latents together. */
const boxes: AutoEncoder = {
  name: 'boxes',
  encode: () => {
    throw new Error('not needed');
  },
  decode: (latents, count) => Float32Array.from(boxes.decodeShapes(latents, count)),
  decodeShapes(latents, count) {
    const grids = new Uint8Array(count * GRID_POINTS);
    for (let g = 0; g < count; g++) {
      const [a, b, c] = [0, 1, 2].map((k) => Math.max(1, Math.min(8, Math.round(5 + latents[g * 200 + k]))));
      for (let x = -a; x <= a; x++)
        for (let y = -b; y <= b; y++)
          grids.fill(
            1,
            g * GRID_POINTS + ((x + 15) * 31 + y + 15) * 31 + 15 - c,
            g * GRID_POINTS + ((x + 15) * 31 + y + 15) * 31 + 16 + c,
          );
    }
    return grids;
  },
};
const prior = { mean: new Float32Array(200), deviation: new Float32Array(200).fill(2) };
const q = Float64Array.from({ length: 30 }, (_, i) => 0.01 + i * 0.005);
const curve = { q, intensity: q.map((x) => Math.exp(-((20 * x) ** 2) / 3)), sigma: q.map(() => 0.01) };
const evolution = {
  network: boxes,
  target: { curve, radius: { low: 20, high: 60 }, nmax: 8, fit: {} },
  prior,
  priorWeight: 0.1,
  clean: { rounds: 0 },
};
const limits = { generations: 4, patience: 2, shrinkBy: 20, enough: 0 };
const firsts = [1, 2, 3].map((seed) => initialise(60, prior, evolution.target.radius, new Random(seed)));

/** Workers in this thread whose messages are copied as those of real ones are. */
class Copies {
  private readonly ports: MessagePort[] = [];
  readonly posted: string[][] = [];
  readonly pool: IslandPool;

  constructor(count: number, network: Promise<AutoEncoder> = Promise.resolve(boxes)) {
    this.pool = workerIslands(Array.from({ length: count }, () => this.link(network)));
  }

  close(): void {
    for (const port of this.ports) port.close();
  }

  private link(network: Promise<AutoEncoder>): IslandLink {
    const { port1, port2 } = new MessageChannel();
    this.ports.push(port1, port2);
    const seen: string[] = [];
    this.posted.push(seen);
    const serve = serveIslands(network, (answer) => port2.postMessage(answer));
    port2.on('message', serve);
    return {
      post(request) {
        seen.push(request.kind);
        port1.postMessage(request);
      },
      listen: (hear) => port1.on('message', (answer: IslandAnswer) => hear(answer)),
    };
  }
}

async function records(
  pool?: IslandPool,
  signal?: AbortSignal,
  upTo = Infinity,
  abort?: AbortController,
): Promise<IslandsRecord[]> {
  const seen: IslandsRecord[] = [];
  for await (const record of searchIslands(firsts, evolution, limits, 7, signal, pool)) {
    seen.push(record);
    if (seen.length === upTo) abort?.abort();
  }
  return seen;
}

describe('islands in workers', () => {
  let copies: Copies | undefined;
  afterEach(() => copies?.close());

  for (const count of [1, 2, 3, 5]) {
    it(`gives the records of one thread, states included, with ${count} of them`, async () => {
      copies = new Copies(count);
      strictEqual(copies.pool.workers, count);
      const wanted = await records();
      ok(wanted.length > 2);
      deepStrictEqual(await records(copies.pool), wanted);
      deepStrictEqual(await records(copies.pool), wanted, 'and again in the same workers');
    });
  }

  it('places as many islands in each worker, and forgets them when the search is left', async () => {
    copies = new Copies(2);
    const search = searchIslands([...firsts, firsts[0]], evolution, limits, 7, undefined, copies.pool);
    await search.next();
    await search.return(undefined);
    deepStrictEqual(
      copies.posted.map((kinds) => kinds.filter((kind) => kind === 'begin').length),
      [2, 2],
    );
    deepStrictEqual(
      copies.posted.map((kinds) => kinds.filter((kind) => kind === 'leave').length),
      [2, 2],
    );
  });

  it('ends between generations when it is told to, and goes on from the states as if never stopped', async () => {
    copies = new Copies(2);
    const whole = await records();
    const abort = new AbortController();
    const half = await records(copies.pool, abort.signal, 2, abort);
    strictEqual(half.length, 2);
    const rest: IslandsRecord[] = [];
    const states = half[1].islands.map(({ state }) => state);
    for await (const record of searchIslands(states, evolution, limits, 99, undefined, copies.pool))
      rest.push(record);
    deepStrictEqual(
      rest.map(({ bestScore }) => bestScore),
      whole.slice(2).map(({ bestScore }) => bestScore),
    );
  });

  it('hands on the errors of a worker as what they are', async () => {
    const failing = (error: Error): AutoEncoder => ({
      ...boxes,
      decodeShapes: () => {
        throw error;
      },
    });
    copies = new Copies(2, Promise.resolve(failing(new InputError('Too small.'))));
    await rejects(
      records(copies.pool),
      (error: Error) => error instanceof InputError && error.message === 'Too small.',
    );
    copies.close();
    copies = new Copies(2, Promise.reject(new Error('no backend')));
    await rejects(
      records(copies.pool),
      (error: Error) => !(error instanceof InputError) && error.message === 'no backend',
    );
  });

  it('fails what waits for a worker that dies, and what is asked of it later', async () => {
    let broken: (error: Error) => void = () => undefined;
    const pool = workerIslands([{ post: () => undefined, listen: (_, dies) => (broken = dies) }]);
    const waiting = records(pool);
    setTimeout(() => broken(new Error('it died')), 10);
    await rejects(waiting, /it died/);
    await rejects(records(pool), /it died/);
  });
});
