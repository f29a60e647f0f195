/** The longest run of residuals of one sign, and the probability of one as long by chance. */
export interface ResidualRuns {
  /** points of the longest run */
  readonly longest: number;
  /** probability of a run at least as long in as many tosses of a coin */
  readonly p: number;
}

/**
 * The test of the correlation map (Franke, Jeffries & Svergun, Nature Methods 12 (2015) 419): residuals of a model that
 * fits change sign like tosses of a coin; a long run of one sign shows a systematic deviation, whatever the errors.
 * Residuals of 0 have no sign: curves that are the same have no run.
 *
 * @param residuals measured minus model, ascending in q; their unit does not matter
 */
export function residualRuns(residuals: ArrayLike<number>): ResidualRuns {
  let longest = 0,
    run = 0,
    sign = 0;
  for (let i = 0; i < residuals.length; i++) {
    const own = Math.sign(residuals[i]);
    run = own === 0 ? 0 : own === sign ? run + 1 : 1;
    sign = own;
    longest = Math.max(longest, run);
  }
  return { longest, p: residuals.length === 0 ? 1 : chanceOfRun(longest, residuals.length) };
}

/**
 * Probability that the longest run of either side in n tosses of a fair coin is at least c: that of a run of c − 1 heads
 * in n − 1 tosses (M. F. Schilling, College Math. J. 21 (1990) 196).
 */
export function chanceOfRun(c: number, n: number): number {
  if (c <= 1) return 1;
  if (c > n) return 0;
  const longestBelow = c - 2;
  // share of sequences of each length without a run of heads longer than c − 2
  const without = new Float64Array(n);
  without[0] = 1;
  for (let m = 1; m < n; m++) {
    if (m <= longestBelow) {
      without[m] = 1;
      continue;
    }
    let share = 0;
    for (let j = 0; j <= longestBelow; j++) share += without[m - 1 - j] * 2 ** -(j + 1);
    without[m] = share;
  }
  return 1 - without[n - 1];
}
