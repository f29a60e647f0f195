import type { GivenFile } from './given';
import type { RunSettings } from './messages';
import { readAddress, runAddress, type ReadRun } from './runFile';

/** What an address asks for: an example with settings, or a run that lies in it. */
export type Wanted = { readonly example: string; readonly settings: RunSettings } | { readonly run: ReadRun };

/** The part of the page's address after #: it says what is shown, and what it is made to say is shown. */
export class Address {
  constructor(
    private readonly open: (wanted: Wanted) => void,
    private readonly refuse: (sentence: string) => void,
  ) {}

  /** Follows the address from now on. @returns whether it asks for something already */
  start(): boolean {
    addEventListener('popstate', () => this.read());
    return this.read();
  }

  /** Writes into the address what a curve repeats, when it is an example, or nothing. */
  follow({ example }: GivenFile, settings: RunSettings): void {
    if (location.hash.startsWith('#run=') && !example) return;
    const hash = example === undefined ? '' : runAddress(example, settings);
    if (hash !== location.hash) history.pushState(null, '', hash || location.pathname + location.search);
  }

  private read(): boolean {
    try {
      const wanted = readAddress(location.hash);
      if (wanted) this.open(wanted);
      return wanted !== undefined;
    } catch (error) {
      this.refuse((error as Error).message);
      return false;
    }
  }
}
