import { InputError } from '../inputError';

/** A row of a chart's data table. */
export type Row = Record<string, number | string | boolean>;

/**
 * Converts columns of one length to rows for Vega-Lite. Numbers are rounded to six significant
 * digits, which is invisible and halves the size of a notebook; rows with a number that is not finite
 * are left out.
 */
export function rows(columns: Record<string, ArrayLike<number | string | boolean>>): Row[] {
  const names = Object.keys(columns);
  const length = names.length ? columns[names[0]].length : 0;
  const table: Row[] = [];
  for (let i = 0; i < length; i++) {
    const entries = names.map((name) => [name, rounded(columns[name][i])] as const);
    if (entries.every(([, value]) => typeof value !== 'number' || Number.isFinite(value))) {
      table.push(Object.fromEntries(entries));
    }
  }
  return table;
}

function rounded<T>(value: T): T | number {
  return typeof value === 'number' ? Number(value.toPrecision(6)) : value;
}

/** Throws InputError unless the columns have one length, which is at least `least`. */
export function requireColumns(what: string, columns: Record<string, ArrayLike<unknown>>, least = 1): void {
  const lengths = Object.entries(columns).map(([name, column]) => `${name} ${column.length}`);
  const count = Object.values(columns)[0].length;
  if (Object.values(columns).some((column) => column.length !== count)) {
    throw new InputError(
      `the columns of the ${what} differ in length (${lengths.join(', ')}): expected one length`,
    );
  }
  if (count < least) {
    throw new InputError(`the ${what} has ${count} points: a chart needs at least ${least}`);
  }
}
