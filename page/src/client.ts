import { startIslands } from './islandWorkers';
import type { News, Request } from './messages';

const SCRIPT = 'worker.js';
/** Requests after which the networks are fetched and the workers of islands start. */
const LOADERS: readonly Request['kind'][] = ['load', 'run'];
/** Requests handled by one worker while the other searches. */
const READERS: readonly Request['kind'][] = ['read', 'fit', 'compare', 'compareRuns'];

/**
 * The interface of the page to the workers: requests go in, news come out. One reads and compares, one searches,
 * so that a curve is read while the networks are fetched.
 */
export class Client {
  private readonly reader: Worker;
  private readonly searcher: Worker;
  private hasIslands = false;

  constructor(hear: (news: News) => void, broken: (sentence: string) => void) {
    [this.reader, this.searcher] = [0, 1].map(() => {
      const worker = new Worker(SCRIPT);
      worker.onmessage = ({ data }: MessageEvent<News>) => hear(data);
      worker.onerror = (event) => {
        event.preventDefault();
        broken(
          'The computing part of the page does not start: reload the page, or use a current Chrome, Edge, Firefox or Safari.',
        );
      };
      return worker;
    });
  }

  ask(request: Request): void {
    if (!this.hasIslands && LOADERS.includes(request.kind)) {
      startIslands(SCRIPT, this.searcher);
      this.hasIslands = true;
    }
    (READERS.includes(request.kind) ? this.reader : this.searcher).postMessage(request);
  }
}

/** True where the visitor has asked the browser to save data. */
export const savesData = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData ?? false;
