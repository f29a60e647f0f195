import { readText } from './files';

/** A row of a CSV table; an empty cell is null. */
export type CsvRow = Record<string, string | number | null>;

/** Digits that a number keeps in a table. */
const DIGITS = 6;

/**
 * Rows of a CSV file with a first line of column names; lines that begin with # are comments.
 *
 * @param texts columns that are texts even where they look like numbers
 * @throws InputError as `readText`
 */
export async function readCsv(file: string, texts: readonly string[] = ['id']): Promise<CsvRow[]> {
  const { fromCSV } = await import('arquero');
  const text = readText(file).trimEnd();
  const names =
    text
      .split(/\r?\n/)
      .find((line) => line !== '' && !line.startsWith('#'))
      ?.split(',') ?? [];
  const parse = Object.fromEntries(
    texts
      .filter((name) => names.includes(name))
      .map((name) => [name, (cell: string) => (cell === '' ? null : cell)]),
  );
  return fromCSV(text, { comment: '#', autoMax: Infinity, parse }).objects() as CsvRow[];
}

/**
 * Rows as the text of a CSV file, numbers to six digits, columns as the first row has them.
 *
 * @param comments lines that go before the table, each after a #
 */
export async function csvText(rows: readonly CsvRow[], comments: readonly string[] = []): Promise<string> {
  const { from } = await import('arquero');
  const rounded = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value,
      ]),
    ),
  );
  return [...comments.map((line) => `# ${line}\n`), `${from(rounded).toCSV().trimEnd()}\n`].join('');
}
