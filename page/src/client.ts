import type { News, Request } from './messages';

/** The worker as the page sees it: requests go in, news come out. */
export class Client {
  private readonly worker = new Worker('worker.js');

  constructor(hear: (news: News) => void, broken: (sentence: string) => void) {
    this.worker.onmessage = ({ data }: MessageEvent<News>) => hear(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      broken('The computing part of the page does not start: reload the page, or use a current Chrome, Edge, Firefox or Safari.');
    };
  }

  ask(request: Request): void {
    this.worker.postMessage(request);
  }
}
