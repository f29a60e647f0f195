import type { GivenFile } from './given';
import type { RunSettings } from './runSettings';
import { readAddress, runAddress, type Wanted } from './runFile';

/** The part of the page's address after #: it describes what is shown, and a change of it changes what is shown. */
export class Address {
  constructor(
    private readonly open: (wanted: Wanted) => void,
    private readonly refuse: (sentence: string) => void,
  ) {}

  /** Follows the address from now on. @returns true where it already names something */
  start(): boolean {
    addEventListener('popstate', () => this.read());
    return this.read();
  }

  /** Writes the example of a curve into the address, or nothing for another curve. */
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
