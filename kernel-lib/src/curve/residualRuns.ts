/** How long the residuals of a fit keep one sign. */
export interface ResidualRuns {
  /** points of the longest run of one sign; 0 counts as positive */
  readonly longest: number;
  /** probability of a run at least so long in as many tosses of a coin: small where the misfit is systematic */
  readonly p: number;
}

/**
 * The test of the longest run, without use of the errors: the residuals of a fit, or the differences of two curves
 * (CorMap; D. Franke, C. M. Jeffries & D. I. Svergun, Nature Methods 12 (2015) 419), have the signs of coin tosses
 * where there are no systematic differences. The probability is exact (M. F. Schilling, College Math. J. 21 (1990) 196):
 * of the 2^n sequences, 2 c(n) have no run longer than k, c(n) = c(n − 1) + … + c(n − k), c(0) = 1.
 *
 * @param residuals in order of q
 */
export function residualRuns(residuals: ArrayLike<number>): ResidualRuns {
  let longest = 0,
    run = 0;
  for (let i = 0; i < residuals.length; i++) {
    run = i > 0 && residuals[i] < 0 === residuals[i - 1] < 0 ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return { longest, p: longRunProbability(residuals.length, longest) };
}

/** Probability that n tosses of a coin hold a run of `longest` or more of one side. */
export function longRunProbability(n: number, longest: number): number {
  if (longest <= 1) return 1;
  const k = longest - 1;
  /** share(m) = c(m) / 2^m */
  const share = new Float64Array(n + 1);
  share[0] = 1;
  for (let m = 1; m <= n; m++) {
    for (let j = 1, half = 0.5; j <= Math.min(k, m); j++, half /= 2) share[m] += half * share[m - j];
  }
  return Math.min(1, Math.max(0, 1 - 2 * share[n]));
}
