import type { GivenFile } from './given';
import type { RunSettings } from './runSettings';
import { readAddress, runAddress, type Wanted } from './runFile';

/** Entry of the browser's history: a run of this visit. Entries outlive a reload, the runs of a visit do not. */
interface Entry {
  readonly visit: number;
  readonly run: number;
}

/**
 * The part of the page's address after #: it describes what is shown, and a change of it changes what is shown. Each run that is
 * shown has an entry in the browser's history, so that Back and Forward lead to runs that have no address as well.
 */
export class Address {
  /** the curve that an address held, with that address */
  private held: { readonly bytes: Uint8Array; readonly hash: string } | undefined;

  constructor(
    private readonly open: (wanted: Wanted) => void,
    /** shows a run of this visit; false where there is none of the number */
    private readonly show: (run: number) => boolean,
    private readonly refuse: (sentence: string) => void,
  ) {}

  /** Follows the address from now on. @returns true where it already names something */
  start(): boolean {
    addEventListener('popstate', () => {
      const run = this.entry();
      if (run === undefined || !this.show(run)) this.read();
    });
    return this.read();
  }

  /** Writes the example of a curve into the address, or the address that held the curve, or nothing for another curve. */
  follow(run: number, { example, bytes }: GivenFile, settings: RunSettings): void {
    const held = bytes === this.held?.bytes ? this.held.hash : '';
    const hash = example === undefined ? held : runAddress(example, settings);
    const before = this.entry();
    const same = hash === location.hash || (example !== undefined && this.saysTheSame(hash));
    if (same && before === run) return;
    const entry: Entry = { visit: performance.timeOrigin, run };
    const address = hash || location.pathname + location.search;
    if (same && before === undefined) history.replaceState(entry, '', address);
    else history.pushState(entry, '', address);
  }

  /** The run of the current entry of the history, if it is one of this visit. */
  private entry(): number | undefined {
    const { visit, run } = (history.state ?? {}) as Partial<Entry>;
    return visit === performance.timeOrigin ? run : undefined;
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
