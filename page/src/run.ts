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
import type { RunStep } from './messages';
import type { RunSettings } from './runSettings';

/** Number of generations added by "Continue search". */
const MORE = 10;

/** Number of generations between two kept states. */
const KEPT_EVERY = 3;

/** Tools of a run. */
export interface RunTools {
  readonly networks: Networks;
  readonly pool: IslandPool;
}

/** Receiver of the steps and states of a run. */
export interface RunListener {
  readonly tell: (step: RunStep) => void;
  readonly keep: (search: Pick<KeptSearch, 'settings' | 'generations' | 'saved' | 'seconds'>) => void;
}

/** Start of a continued run. */
export interface RunStart {
  readonly saved: SavedSearch;
  /** computing time so far */
  readonly seconds: number;
}

/** One reconstruction in the worker: it can pause between steps, stop early, be left and continue. */
export class Run {
  private abort = new AbortController();
  private left = false;
  private gate: Promise<void> = Promise.resolve();
  private open: (() => void) | undefined;
  /** a search that should end continues nevertheless */
  private further = false;
  private saved: SavedSearch | undefined;
  private seconds: number;
  private under: Promise<void> = Promise.resolve();

  /** @param start state of the search, if it continues */
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

  /** Ends the search and averages the results so far. */
  stop(): void {
    this.abort.abort();
    this.resume();
  }

  /** Leaves the search without an average; it can continue later. */
  leave(): void {
    this.left = true;
    this.resume();
  }

  /** Continues the search from the last generation. */
  async goOn(): Promise<void> {
    await this.under.catch(() => undefined);
    this.abort = new AbortController();
    const done = this.saved?.history.at(-1)?.generation ?? 0;
    const before = this.settings.generations ?? GENERATIONS;
    this.settings = { ...this.settings, generations: done < before ? before : done + MORE };
    this.further ||= done >= before;
    await this.follow();
  }

  /** Runs to the end and reports each step. */
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
      // a search that has ended is averaged even if another curve is searched meanwhile
      if (this.left && value.stage !== 'answer') return void (await steps.return(undefined as never));
    }
  }

  /** Reports a step and keeps the state needed to continue. */
  private note(step: ReconstructionStep, generations: number): void {
    const { tell } = this.listener;
    if (step.stage === 'profile') {
      const { q } = step.target.curve;
      tell({ kind: 'profile', used: [q[0], q[q.length - 1]] });
    } else if (step.stage === 'answer') tell({ kind: 'averaging', part: step.part });
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
