import assert from 'node:assert/strict';
import { columnRoles } from '../../../src/curve/format/columnRoles';

const row = (columns: number): number[][] =>
  Array.from({ length: 20 }, (_, i) => Array.from({ length: columns }, (_v, j) => 0.01 * (i + 1) + j));

describe('columnRoles', () => {
  it('takes q, I, error in this order without names', () => {
    assert.deepEqual(columnRoles(row(2), undefined), { q: 0, intensity: 1, sigma: -1 });
    assert.deepEqual(columnRoles(row(5), undefined), { q: 0, intensity: 1, sigma: 2 });
  });

  it('goes by names', () => {
    const cases: [string, number, number][] = [
      ['q I(q) SD', 1, 2],
      ['Q I Error', 1, 2],
      ['sExp iExp Err iFit', 1, 2],
      ['q exp_intensity error model_intensity', 1, 2],
      ['q I dI dq', 1, 2],
      ['q dq I dI', 2, 3],
      ['q Sig_q Intensity Sigma', 2, 3],
      ['q I fit', 1, -1],
      ['q I fit error', 1, 3],
      ['q I σ', 1, 2],
      ['q I fit ±', 1, 3],
    ];
    for (const [names, intensity, sigma] of cases) {
      const words = names.split(' ');
      const roles = columnRoles(row(words.length), words);
      assert.deepEqual([roles.q, roles.intensity, roles.sigma], [0, intensity, sigma], names);
    }
  });

  it('passes a first column that numbers the rows, and says so', () => {
    const numbered = Array.from({ length: 20 }, (_, i) => [i + 1, 0.01 * (i + 1), 5 - 0.1 * i, 0.1]);
    const roles = columnRoles(numbered, undefined);
    assert.deepEqual([roles.q, roles.intensity, roles.sigma], [1, 2, 3]);
    assert.match(roles.note ?? '', /numbers the rows/);
  });
});
