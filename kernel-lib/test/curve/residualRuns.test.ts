import assert from 'node:assert/strict';
import { chanceOfRun, residualRuns } from '../../src/curve/residualRuns';
import { Random } from '../../src/random';

/** Share of all 2^n sequences with a run of `longest` or more of one sign. */
function counted(n: number, longest: number): number {
  let found = 0;
  for (let bits = 0; bits < 2 ** n; bits++) {
    const signs = Array.from({ length: n }, (_, i) => ((bits >> i) & 1 ? 1 : -1));
    if (residualRuns(signs).longest >= longest) found++;
  }
  return found / 2 ** n;
}

describe('residualRuns', () => {
  it('has the probability that counting all sequences of 10 gives', () => {
    for (let longest = 1; longest <= 10; longest++) {
      assert.ok(Math.abs(chanceOfRun(longest, 10) - counted(10, longest)) < 1e-12, `run of ${longest}`);
    }
  });

  it('of 200 tosses is 7.98 long on average, as published', () => {
    // Schilling 1990: log2(n) + γ/ln 2 − 1/2 for runs of heads or tails
    let expected = 0;
    for (let longest = 1; longest <= 200; longest++) expected += chanceOfRun(longest, 200);
    assert.ok(Math.abs(expected - 7.98) < 0.03, `expected longest run ${expected}`);
  });

  it('tells noise from a trend', () => {
    const random = new Random(4);
    const noise = Array.from({ length: 300 }, () => random.normal());
    assert.ok(residualRuns(noise).p > 0.01);
    const trend = noise.map((value, i) => value + 4 * Math.sin(i / 40));
    assert.ok(residualRuns(trend).p < 1e-6);
    assert.deepEqual(residualRuns([]), { longest: 0, p: 1 });
    assert.deepEqual(residualRuns([1, 2, -1, -2, -3, 4]).longest, 3);
  });
});
