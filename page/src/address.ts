import type { GivenFile } from './given';
import type { RunSettings } from './runSettings';
import { readAddress, runAddress, type Wanted } from './runFile';

/** The part of the page's address after #: it describes what is shown, and a change of it changes what is shown. */
export class Address {
  /** the curve that an address held, with that address */
  private held: { readonly bytes: Uint8Array; readonly hash: string } | undefined;

  constructor(
    private readonly open: (wanted: Wanted) => void,
    private readonly refuse: (sentence: string) => void,
  ) {}

  /** Follows the address from now on. @returns true where it already names something */
  start(): boolean {
    addEventListener('popstate', () => this.read());
    return this.read();
  }

  /** Writes the example of a curve into the address, or the address that held the curve, or nothing for another curve. */
  follow({ example, bytes }: GivenFile, settings: RunSettings): void {
    const held = bytes === this.held?.bytes ? this.held.hash : '';
    const hash = example === undefined ? held : runAddress(example, settings);
    if (hash === location.hash) return;
    const address = hash || location.pathname + location.search;
    if (example !== undefined && this.saysTheSame(hash)) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
  }

  private saysTheSame(hash: string): boolean {
    try {
      return JSON.stringify(readAddress(location.hash)) === JSON.stringify(readAddress(hash));
    } catch {
      return false;
    }
  }

  private read(): boolean {
    const { hash } = location;
    try {
      const wanted = readAddress(hash);
      if (wanted && 'run' in wanted) this.held = { bytes: wanted.run.bytes, hash };
      if (wanted) this.open(wanted);
      return wanted !== undefined;
    } catch (error) {
      this.refuse((error as Error).message);
      return false;
    }
  }
}
