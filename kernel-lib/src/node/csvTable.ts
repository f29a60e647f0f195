import { readCsv as csvRecords } from '../input/readCsv';
import { readText } from './files';

/** A row of a CSV table; an empty cell is null. */
export type CsvRow = Record<string, string | number | null>;

/** Significant digits of a number in a table. */
const DIGITS = 6;
/** Largest table, bytes. */
const MOST = 2 ** 28;

/**
 * Rows of a CSV file with a first line of column names; lines that begin with # are comments. A cell that
 * is a number becomes a number; NaN becomes null.
 *
 * @param texts columns read as text even where they look like numbers
 * @throws InputError as `readText`, and when a row does not have one cell per column
 */
export function readCsv(file: string, texts: readonly string[] = ['id']): CsvRow[] {
  const { records } = csvRecords(readText(file, MOST), {
    what: file,
    remedy: 'give a table with a line of column names and as many cells in each row',
  });
  return records.map(({ cells }) =>
    Object.fromEntries(
      Object.entries(cells).map(([name, cell]) => [
        name,
        cell === '' ? null : texts.includes(name) ? cell : valueOf(cell),
      ]),
    ),
  );
}

function valueOf(cell: string): string | number | null {
  const number = Number(cell);
  return Number.isNaN(number) ? (/^nan$/i.test(cell) ? null : cell) : number;
}

/**
 * Rows as the text of a CSV file, numbers to six digits, with the columns of the first row.
 *
 * @param comments lines before the table, each after a #
 */
export async function csvText(rows: readonly CsvRow[], comments: readonly string[] = []): Promise<string> {
  const { from } = await import('arquero');
  const cell = (value: string | number | null): string | number | null =>
    typeof value === 'number'
      ? Number(value.toPrecision(DIGITS))
      : typeof value === 'string'
        ? value.replace(/\s+/g, ' ')
        : value;
  const rounded = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(value)])),
  );
  return [...comments.map((line) => `# ${line}\n`), `${from(rounded).toCSV().trimEnd()}\n`].join('');
}
