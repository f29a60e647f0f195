import { ok, strictEqual } from 'node:assert';
import { chanceOfRun, residualRuns } from '../../src/profile/residualRuns';

/** Share of all sequences of n tosses whose longest run has at least c, by counting them. */
function counted(c: number, n: number): number {
  let hits = 0;
  for (let tosses = 0; tosses < 2 ** n; tosses++) {
    const signs = Array.from({ length: n }, (_, i) => ((tosses >> i) & 1 ? 1 : -1));
    if (residualRuns(signs).longest >= c) hits++;
  }
  return hits / 2 ** n;
}

describe('runs of residuals', () => {
  it('have the probability that counting all sequences gives', () => {
    for (const n of [1, 2, 5, 11]) {
      for (let c = 1; c <= n + 1; c++) {
        ok(Math.abs(chanceOfRun(c, n) - counted(c, n)) < 1e-12, `${c} of ${n}`);
      }
    }
  });

  it('find the longest run of one sign and tell chance from system', () => {
    const { longest, p } = residualRuns([1, -1, -2, -0.5, 3, 1, -1]);
    strictEqual(longest, 3);
    ok(p > 0.5);
    ok(residualRuns(Array.from({ length: 100 }, (_, i) => Math.sin(i / 8))).p < 1e-4);
  });
});
