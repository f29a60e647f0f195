/** A budget of minutes that survives interruption: what earlier runs used is counted. */
export class TrainingClock {
  private readonly start = performance.now();

  /**
   * @param minutes whole budget
   * @param used seconds used by earlier runs
   */
  constructor(private readonly minutes: number, private readonly used = 0) {}

  /** Seconds used, earlier runs included. */
  get seconds(): number {
    return this.used + (performance.now() - this.start) / 1000;
  }

  /** Share of the budget that is used, 0…1. */
  get fraction(): number {
    return Math.min(1, this.seconds / (60 * this.minutes));
  }

  get over(): boolean {
    return this.fraction >= 1;
  }

  /** A learning rate that warms up over `warmup` steps and falls along a half cosine to 2 %. */
  rate(peak: number, step: number, warmup = 100): number {
    const fall = 0.02 + 0.98 * 0.5 * (1 + Math.cos(Math.PI * this.fraction));
    return peak * fall * Math.min(1, (step + 1) / warmup);
  }
}
