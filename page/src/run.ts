import {
  type Curve,
  GENERATIONS,
  type IslandPool,
  type Networks,
  type Reconstruction,
  type ReconstructionStep,
  type SavedSearch,
  reconstruct,
} from 'decodesaxs/core';
import type { KeptSearch } from './keptSearch';
import type { RunSettings, RunStep } from './messages';

/** Generations that "Continue search" adds. */
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
  readonly tell: (step: RunStep) => void;
  readonly keep: (search: Pick<KeptSearch, 'settings' | 'generations' | 'saved' | 'seconds'>) => void;
}

/** Where a run begins that goes on. */
export interface RunStart {
  readonly saved: SavedSearch;
  /** time computed until then */
  readonly seconds: number;
}

/** One reconstruction in the worker: it can pause between steps, stop early, be left and go on. */
export class Run {
  private abort = new AbortController();
  private left = false;
  private gate: Promise<void> = Promise.resolve();
  private open: (() => void) | undefined;
  /** a search that was to end goes on all the same */
  private further = false;
  private saved: SavedSearch | undefined;
  private seconds: number;
  private under: Promise<void> = Promise.resolve();

  /** @param start where the search stood, if it goes on */
  constructor(
    private readonly curve: Curve,
    private readonly tools: RunTools,
    private settings: RunSettings,
    private readonly listener: RunListener,
    start?: RunStart,
  ) {
    this.saved = start?.saved;
    this.seconds = start?.seconds ?? 0;
  }

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

  /** Leaves the search where it is, without an average: it can go on. */
  leave(): void {
    this.left = true;
    this.resume();
  }

  /** Searches on from the last generation. */
  async goOn(): Promise<void> {
    await this.under.catch(() => undefined);
    this.abort = new AbortController();
    const done = this.saved?.history.at(-1)?.generation ?? 0;
    const before = this.settings.generations ?? GENERATIONS;
    this.settings = { ...this.settings, generations: done < before ? before : done + MORE };
    this.further ||= done >= before;
    await this.follow();
  }

  /** Runs to the end and tells each step. */
  follow(): Promise<void> {
    this.left = false;
    this.under = this.steps();
    return this.under;
  }

  private async steps(): Promise<void> {
    const { tell } = this.listener;
    const { seed, rmax, generations = GENERATIONS } = this.settings;
    const options = {
      seed,
      rmax,
      limits: { generations, ...(this.further ? { patience: generations } : {}) },
      signal: this.abort.signal,
      pool: this.tools.pool,
    };
    const steps = reconstruct(this.curve, this.tools.networks, options, this.saved);
    for (;;) {
      const began = performance.now();
      const { done, value } = await steps.next();
      this.seconds += (performance.now() - began) / 1000;
      if (done) return this.finish(value);
      this.note(value, generations);
      if (this.open && !this.left) {
        this.keep();
        tell({ kind: 'paused' });
      }
      await this.gate;
      if (this.left) return void (await steps.return(undefined as never));
    }
  }

  /** Tells a step and keeps what it takes to go on from there. */
  private note(step: ReconstructionStep, generations: number): void {
    const { tell } = this.listener;
    if (step.stage === 'profile') {
      const { q } = step.target.curve;
      tell({ kind: 'profile', used: [q[0], q[q.length - 1]] });
    } else if (step.stage === 'answer') tell({ kind: 'averaging' });
    else if (step.stage === 'direct') {
      if (!this.saved) tell({ kind: 'direct', map: step.map });
    } else {
      const { islands, ...record } = step.record;
      this.saved = {
        states: islands.map(({ state }) => state),
        history: [...(this.saved?.history ?? []), record],
      };
      if (record.generation % KEPT_EVERY === 0) this.keep();
      tell({ kind: 'generation', record, last: generations });
    }
  }

  private finish(reconstruction: Reconstruction): void {
    const stopped = this.abort.signal.aborted;
    this.settings = {
      ...this.settings,
      generations: reconstruction.history.at(-1)?.generation ?? 0,
    };
    this.keep();
    this.listener.tell({
      kind: 'finished',
      result: { reconstruction, stopped, seconds: this.seconds, settings: this.settings },
    });
  }

  private keep(): void {
    if (this.saved && !this.left)
      this.listener.keep({
        settings: this.settings,
        generations: this.settings.generations ?? GENERATIONS,
        saved: this.saved,
        seconds: this.seconds,
      });
  }
}
