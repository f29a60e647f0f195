/** Output of progress: a terminal, or a log with a line at intervals. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Milliseconds between two updates of the bar on a terminal, and between two lines of a log. */
const TERMINAL_PAUSE = 100,
  LOG_PAUSE = 10_000;
const BAR = 24;

/** A bar with count and time left, drawn in place on a terminal; every ten seconds a line elsewhere. */
export class ProgressLine {
  // monotonic: a clock that is set back does not stop it
  private readonly began = performance.now();
  private drawn = -Infinity;
  private width = 0;

  /** @param quiet shows nothing */
  constructor(
    private readonly total: number,
    private readonly quiet = false,
    private readonly output: ProgressOutput = process.stderr,
  ) {}

  /** Shows that `done` of the total are done, followed by a note. */
  update(done: number, note = ''): void {
    const now = performance.now();
    const pause = this.output.isTTY ? TERMINAL_PAUSE : LOG_PAUSE;
    if (this.quiet || (now - this.drawn < pause && done < this.total)) return;
    if (this.drawn === -Infinity && !this.output.isTTY && now - this.began < LOG_PAUSE && done < this.total)
      return;
    this.drawn = now;
    const text = this.text(done, now, note);
    if (this.output.isTTY) this.draw(text.slice(0, (this.output.columns ?? 80) - 1));
    else this.output.write(`${text}\n`);
  }

  /** Removes the bar from a terminal. */
  clear(): void {
    if (this.output.isTTY && this.width > 0) this.output.write(`\r${' '.repeat(this.width)}\r`);
    this.width = 0;
  }

  private draw(text: string): void {
    this.output.write(`\r${text.padEnd(this.width)}`);
    this.width = text.length;
  }

  private text(done: number, now: number, note: string): string {
    // never longer than the bar, whatever is counted
    const share = this.total > 0 ? Math.min(1, done / this.total) : 1;
    const filled = Math.round(share * BAR);
    const left =
      done > 0 && done < this.total
        ? `, ${duration(((now - this.began) / done) * (this.total - done))} left`
        : '';
    return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${done}/${this.total}${left}${note === '' ? '' : `  ${note}`}`;
  }
}

/** A time in words: 45 s, 12 min, 3 h 20 min. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
