import type { AnswerPart } from 'decodesaxs/core';
import type { Run } from './visit';

/**
 * The parts after the search, in order, with their expected duration in generations before a run of this visit has
 * shown it.
 */
const PARTS: readonly AnswerPart[] = ['averaging', 'refining', 'certainty'];
const EXPECTED: Readonly<Record<AnswerPart, number>> = { averaging: 4, refining: 12, certainty: 2 };
/** Number of latest generations in the estimate. */
const RECENT = 5;
/** Share of a part's bar that is filled in its expected time; the rest fills more and more slowly. */
const USUAL_SHARE = 0.9;
/** Remaining time of a part that takes longer than expected, as a share of the time it took so far. */
const OVERRUN = 0.2;

/** Progress and remaining time of a search and of what follows it, estimated from the times of its latest generations. */
export class Pace {
  private times: number[] = [];
  private since = 0;
  private timer = 0;
  private generations = 0;
  private reached = 0;
  private part: AnswerPart | undefined;
  private partBegan = 0;
  private readonly expected = { ...EXPECTED };

  /** @param tell called with the share done and, after the search, the time left as the end of a sentence */
  constructor(private readonly tell: (share: number, left?: string) => void) {}

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
    this.reached = run.records.at(-1)?.generation ?? 0;
    this.tell(this.share(this.reached));
  }

  /** Earlier time does not count: fetching, the network's proposal, a pause. */
  pause(): void {
    this.since = performance.now();
  }

  /** Remaining time, as the end of a sentence; empty while it is unknown. */
  left(): string {
    const each = this.each();
    if (each === undefined || this.times.length < 2) return '';
    return `, ${roundly(each * (this.generations - this.reached + this.after(PARTS)))} left`;
  }

  /** A part after the search begins: the share grows until the next. */
  begins(part: AnswerPart): void {
    this.endPart();
    this.part = part;
    this.partBegan = performance.now();
    const step = (): void => this.tellPart(part);
    step();
    clearInterval(this.timer);
    this.timer = window.setInterval(step, 500);
  }

  /** @param ended true where the run has ended, false where it is only hidden */
  stop(ended: boolean): void {
    if (ended) this.endPart();
    this.part = undefined;
    clearInterval(this.timer);
  }

  private tellPart(part: AnswerPart): void {
    const at = PARTS.indexOf(part);
    const each = this.each() ?? 1;
    const passed = (performance.now() - this.partBegan) / 1000;
    const usual = each * this.expected[part];
    const within = passed < usual ? (USUAL_SHARE * passed) / usual : 1 - ((1 - USUAL_SHARE) * usual) / passed;
    const done = this.generations + this.after(PARTS.slice(0, at)) + within * this.expected[part];
    const left = Math.max(usual - passed, OVERRUN * passed) + each * this.after(PARTS.slice(at + 1));
    this.tell(done / (this.generations + this.after(PARTS)), `${roundly(left)} left`);
  }

  /** The duration of the part that ends is expected of it in the next run. */
  private endPart(): void {
    const each = this.each();
    if (this.part && each)
      this.expected[this.part] = Math.max(0.5, (performance.now() - this.partBegan) / 1000 / each);
  }

  /** Expected duration of parts in generations. */
  private after(parts: readonly AnswerPart[]): number {
    return parts.reduce((sum, part) => sum + this.expected[part], 0);
  }

  /** Time of a generation in s: the median of the latest. */
  private each(): number | undefined {
    const sorted = [...this.times].sort((a, b) => a - b);
    return sorted[(sorted.length - 1) >> 1];
  }

  private share(reached: number): number {
    return Math.min(1, reached / (this.generations + this.after(PARTS)));
  }
}

/** A time in words, in its known precision. */
function roundly(seconds: number): string {
  if (seconds >= 90) return `about ${Math.round(seconds / 60)} min`;
  return `about ${Math.max(1, seconds < 10 ? Math.ceil(seconds) : 5 * Math.round(seconds / 5))} s`;
}
