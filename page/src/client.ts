import type { News, Request } from './messages';

/** Requests handled by one worker while the other searches. */
const READERS: readonly Request['kind'][] = ['read', 'fit', 'compare', 'compareRuns'];

/**
 * The interface of the page to the workers: requests go in, news come out. One reads and compares, one searches,
 * so that a curve is read while the networks are fetched.
 */
export class Client {
  private readonly reader: Worker;
  private readonly searcher: Worker;

  constructor(hear: (news: News) => void, broken: (sentence: string) => void) {
    [this.reader, this.searcher] = [0, 1].map(() => {
      const worker = new Worker('worker.js');
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
    (READERS.includes(request.kind) ? this.reader : this.searcher).postMessage(request);
  }
}

/** True where the visitor has asked the browser to save data. */
export const savesData = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData ?? false;
