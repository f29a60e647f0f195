import {
  type Curve,
  GENERATIONS,
  type HistoryRecord,
  type IslandPool,
  type Networks,
  reconstruct,
  type SavedSearch,
} from 'decodesaxs/core';
import type { KeptSearch } from './keptSearch';
import type { News, RunSettings } from './messages';

/** Generations that "search on" adds. */
const MORE = 10;

/** Generations between two that are kept. */
const KEPT_EVERY = 3;

/** What a run computes with. */
export interface RunTools {
  readonly networks: Networks;
  readonly pool: IslandPool;
}

/** Whom a run tells what it finds, and who keeps it. */
export interface RunListener {
  readonly tell: (news: News) => void;
  readonly keep: (search: Pick<KeptSearch, 'settings' | 'generations' | 'saved'>) => void;
}

/** One reconstruction in the worker: it can pause between steps, stop early, go on and be abandoned. */
export class Run {
  private abort = new AbortController();
  private abandoned = false;
  private gate: Promise<void> = Promise.resolve();
  private open: (() => void) | undefined;
  /** a search that was to end goes on all the same */
  private further = false;

  /** @param saved where the search stood, if it goes on */
  constructor(
    private readonly curve: Curve,
    private readonly tools: RunTools,
    private settings: RunSettings,
    private readonly listener: RunListener,
    private saved?: SavedSearch,
  ) {}

  pause(): void {
    if (!this.open) this.gate = new Promise((resolve) => (this.open = resolve));
  }

  resume(): void {
    this.open?.();
    this.open = undefined;
  }

  /** Ends the search; what was found until then is averaged. */
  stop(): void {
    this.abort.abort();
    this.resume();
  }

  /** Ends the search and tells nothing more. */
  abandon(): void {
    this.abandoned = true;
    this.stop();
  }

  /** Searches on from the last generation. */
  async goOn(): Promise<void> {
    if (!this.saved) return;
    this.abort = new AbortController();
    const done = this.saved.history.at(-1)?.generation ?? 0;
    const before = this.settings.generations ?? GENERATIONS;
    this.settings = { ...this.settings, generations: done < before ? before : done + MORE };
    this.further = true;
    await this.follow();
  }

  /** Runs to the end and tells each step. */
  async follow(): Promise<void> {
    const began = performance.now();
    const { seed, rmax, generations = GENERATIONS } = this.settings;
    const patience = this.further ? { patience: generations } : {};
    const options = {
      seed,
      rmax,
      limits: { generations, ...patience },
      signal: this.abort.signal,
      pool: this.tools.pool,
    };
    const { tell } = this.listener;
    const steps = reconstruct(this.curve, this.tools.networks, options, this.saved);
    const records: HistoryRecord[] = [...(this.saved?.history ?? [])];
    for (;;) {
      const { done, value } = await steps.next();
      if (this.abandoned) {
        await steps.return(undefined as never);
        return;
      }
      if (done) {
        const stopped = this.abort.signal.aborted;
        this.settings = { ...this.settings, generations: value.history.at(-1)?.generation ?? 0 };
        this.keep();
        tell({
          kind: 'finished',
          result: value,
          stopped,
          seconds: (performance.now() - began) / 1000,
          settings: this.settings,
        });
        return;
      }
      if (value.stage === 'profile') tell({ kind: 'profile', step: value });
      else if (value.stage === 'direct') tell({ kind: 'direct', map: value.map });
      else if (value.stage === 'answer') tell({ kind: 'averaging' });
      else {
        const { islands, ...record } = value.record;
        records.push(record);
        this.saved = { states: islands.map(({ state }) => state), history: [...records] };
        if (record.generation % KEPT_EVERY === 0) this.keep();
        tell({ kind: 'generation', record, last: generations });
      }
      if (this.open) {
        this.keep();
        tell({ kind: 'paused' });
      }
      await this.gate;
    }
  }

  private keep(): void {
    if (this.saved)
      this.listener.keep({
        settings: this.settings,
        generations: this.settings.generations ?? GENERATIONS,
        saved: this.saved,
      });
  }
}
