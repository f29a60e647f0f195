const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d+)?$/;
const NO_NUMBER = /^(?:[+-]?(?:nan|inf|infinity)|n\/?a|null|-+|\*+|\?)$/i;

/**
 * The number in one cell of a table: decimal, with an exponent after e, E, d or D (Fortran),
 * of any number of digits. NaN for words and marks of a missing number (nan,
 * inf, n/a, ****); undefined for any other text.
 */
export function parseNumber(cell: string): number | undefined {
  if (NUMBER.test(cell)) {
    const value = Number(/[dD]/.test(cell) ? cell.replace(/[dD]/, 'e') : cell);
    return Number.isFinite(value) ? value : NaN;
  }
  return NO_NUMBER.test(cell) ? NaN : undefined;
}
