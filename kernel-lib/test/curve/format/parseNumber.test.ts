import assert from 'node:assert/strict';
import { parseNumber } from '../../../src/curve/format/parseNumber';

describe('parseNumber', () => {
  it('reads decimals and exponents of any length and letter', () => {
    const cases: [string, number][] = [
      ['12', 12],
      ['-0.5', -0.5],
      ['+.5', 0.5],
      ['5.', 5],
      ['1.0e-002', 0.01],
      ['0.1D+01', 1],
      ['6.79569E01', 67.9569],
      ['1.234567890123456789e+01', 12.34567890123456789],
    ];
    for (const [text, value] of cases) assert.equal(parseNumber(text), value, text);
  });

  it('gives NaN for marks of a missing or infinite number', () => {
    for (const text of ['nan', 'NaN', 'inf', '-Inf', '1e1000', '****', 'n/a', '?', '---'])
      assert.ok(Number.isNaN(parseNumber(text)), text);
  });

  it('gives undefined for words', () => {
    for (const text of ['q', '1.2.3', '12-Apr-2005', '0x10', '1e', '', 'e5', '1,5', '--5'])
      assert.equal(parseNumber(text), undefined, text);
  });
});
