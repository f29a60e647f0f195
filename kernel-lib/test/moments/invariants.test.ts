import assert from 'node:assert/strict';
import { InputError } from '../../src/inputError';
import { crossInvariants, invariants, pairCount } from '../../src/moments/invariants';
import { momentIndex } from '../../src/moments/momentLayout';
import { zernikeMoments } from '../../src/moments/zernikeMoments';
import { eachPoint, lumps } from './bodies';

/** The formula of F(n, n') as it is written, term by term. */
function literal(a: Float64Array, b: Float64Array, nmax: number): number[] {
  const values: number[] = [];
  for (let n = 0; n <= nmax; n++) {
    for (let n2 = n; n2 <= nmax; n2 += 2) {
      let sum = 0;
      for (let l = n % 2; l <= n; l += 2) {
        const sign = (-1) ** ((n - l) / 2 + (n2 - l) / 2);
        for (let m = -l; m <= l; m++) {
          const here = a[momentIndex(n, l, m)] * b[momentIndex(n2, l, m)];
          const there = a[momentIndex(n2, l, m)] * b[momentIndex(n, l, m)];
          sum += (sign * (here + there)) / 2;
        }
      }
      values.push(sum);
    }
  }
  return values;
}

function close(a: ArrayLike<number>, b: ArrayLike<number>, limit: number): void {
  assert.equal(a.length, b.length);
  const scale = Math.max(...Array.from(b, Math.abs));
  for (let i = 0; i < a.length; i++) assert.ok(Math.abs(a[i] - b[i]) <= limit * scale, `entry ${i}`);
}

describe('invariants', () => {
  it('counts the pairs', () => {
    assert.deepEqual([0, 1, 2, 10, 20, 30].map(pairCount), [1, 2, 4, 36, 121, 256]);
  });

  it('follows the formula, for one body and between two', () => {
    const a = zernikeMoments(lumps(1), 1, 13);
    const b = zernikeMoments(lumps(2), 1, 13);
    close(invariants(a, 1, 13), literal(a, a, 13), 1e-14);
    close(crossInvariants(a, b, 1, 13), literal(a, b, 13), 1e-14);
    close(crossInvariants(b, a, 1, 13), literal(a, b, 13), 1e-14);
  });

  it('makes the invariants of a sum of bodies out of theirs and the cross terms', () => {
    const a = zernikeMoments(lumps(1), 1, 20);
    const b = zernikeMoments(lumps(2), 1, 20);
    const sum = invariants(
      a.map((value, i) => value + 0.3 * b[i]),
      1,
      20,
    );
    const [aa, ab, bb] = [invariants(a, 1, 20), crossInvariants(a, b, 1, 20), invariants(b, 1, 20)];
    close(
      sum,
      aa.map((value, i) => value + 0.6 * ab[i] + 0.09 * bb[i]),
      1e-13,
    );
  });

  it('does not see a turn of the grid onto itself, nor a mirror', () => {
    const body = lumps(4);
    const place = (i: number, j: number, k: number): number => ((i + 15) * 31 + j + 15) * 31 + k + 15;
    const expected = invariants(zernikeMoments(body, 1, 20), 1, 20);
    const moves = [
      (i: number, j: number, k: number) => place(j, k, i),
      (i: number, j: number, k: number) => place(-j, i, k),
      (i: number, j: number, k: number) => place(i, -k, j),
      (i: number, j: number, k: number) => place(-i, j, k),
    ];
    for (const move of moves) {
      const moved = new Uint8Array(31 ** 3);
      eachPoint((index, i, j, k) => (moved[move(i, j, k)] = body[index]));
      close(invariants(zernikeMoments(moved, 1, 20), 1, 20), expected, 1e-10);
    }
  });

  it('keeps the shapes of a batch apart', () => {
    const both = new Uint8Array(2 * 31 ** 3);
    both.set(lumps(7));
    both.set(lumps(8), 31 ** 3);
    const together = invariants(zernikeMoments(both, 2, 20), 2, 20);
    assert.deepEqual(together.slice(121), invariants(zernikeMoments(lumps(8), 1, 20), 1, 20));
  });

  it('refuses moments of another order', () => {
    assert.throws(() => invariants(new Float64Array(1771), 1, 10), InputError);
    assert.throws(() => crossInvariants(new Float64Array(286), new Float64Array(285), 1, 10), InputError);
  });
});
