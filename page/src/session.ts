import type { Address } from './address';
import type { Client } from './client';
import type { RunList } from './runList';
import { settled, shownRun, withRun, type Run, type Settled, type Visit } from './visit';
import type { WorkView } from './workView';

/** What a visit consists of: its state and runs, the workers, and the view. */
export class Session {
  visit: Visit = { stage: 'idle' };
  private numbers = 0;

  constructor(
    readonly client: Client,
    readonly view: WorkView,
    readonly runs: RunList,
    readonly address: Address,
  ) {}

  /** A number for the next reading or run. */
  nextNumber(): number {
    return ++this.numbers;
  }

  get run(): Run | undefined {
    return shownRun(this.visit);
  }

  get settled(): Settled {
    return settled(this.visit);
  }

  /** Shows a run in place of the current one. */
  showNow(now: Exclude<Settled, { stage: 'idle' }>): void {
    this.visit = now;
    this.runs.mark(now.run.number);
    this.address.follow(now.run.number, now.run.read.file, now.run.settings);
    this.view.show(now);
  }

  /** Keeps what became of a run, in the list and where it is shown. */
  keepRun(run: Run): void {
    this.runs.put(run);
    this.visit = withRun(this.visit, run);
  }
}
