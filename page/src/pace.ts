import type { Run } from './visit';

/** Expected duration of averaging in generations, before a run of this visit has shown it. */
const AVERAGING = 6;
/** Number of latest generations in the estimate. */
const RECENT = 5;

/** Progress and remaining time of a search, estimated from the times of its latest generations. */
export class Pace {
  private times: number[] = [];
  private since = 0;
  private timer = 0;
  private generations = 0;
  private averaging = AVERAGING;
  private averageBegan = 0;
  private reached = 0;

  /** @param tell called with the share done and, while shapes are averaged, a description */
  constructor(private readonly tell: (share: number, words?: string) => void) {}

  begin(run: Run): void {
    this.times = [];
    this.generations = Math.max(1, run.last);
    this.since = performance.now();
    const reached = run.records.at(-1)?.generation;
    if (reached !== undefined) this.tell(this.share(reached));
  }

  generation(run: Run): void {
    this.generations = Math.max(1, run.last);
    const now = performance.now();
    this.times = [...this.times, (now - this.since) / 1000].slice(-RECENT);
    this.since = now;
    this.tell(this.share(run.records.at(-1)?.generation ?? 0));
    this.reached = run.records.at(-1)?.generation ?? 0;
  }

  pause(): void {
    this.since = performance.now();
  }

  /** Remaining time, as the end of a sentence; empty while it is unknown. */
  left(): string {
    const each = this.each();
    if (each === undefined || this.times.length < 2) return '';
    return `, ${roundly(each * (this.generations - this.reached + this.averaging))} left`;
  }

  /** Averaging begins: the share grows until `stop`. */
  average(words: string): void {
    this.averageBegan = performance.now();
    const expected = (this.each() ?? 1) * this.averaging;
    const step = (): void => {
      const passed = (performance.now() - this.averageBegan) / 1000;
      const part = passed < expected ? passed / expected : 1;
      const left = expected - passed;
      this.tell(
        (this.generations + Math.min(0.97, part) * this.averaging) / (this.generations + this.averaging),
        `${words} …${left > 1 ? ` ${roundly(left)} left` : ''}`,
      );
    };
    step();
    this.timer = window.setInterval(step, 500);
  }

  /** @param ended true where the run has ended, false where it is only hidden */
  stop(ended: boolean): void {
    if (this.averageBegan > 0 && ended) {
      const each = this.each();
      if (each) this.averaging = Math.max(1, (performance.now() - this.averageBegan) / 1000 / each);
    }
    this.averageBegan = 0;
    clearInterval(this.timer);
  }

  /** Time of a generation in s: the median of the latest. */
  private each(): number | undefined {
    const sorted = [...this.times].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  }

  private share(reached: number): number {
    return Math.min(1, reached / (this.generations + this.averaging));
  }
}

/** A time in words, in its known precision. */
function roundly(seconds: number): string {
  if (seconds >= 90) return `about ${Math.round(seconds / 60)} min`;
  return `about ${Math.max(1, seconds < 10 ? Math.ceil(seconds) : 5 * Math.round(seconds / 5))} s`;
}
