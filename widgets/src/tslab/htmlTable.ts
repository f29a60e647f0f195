import { escapeText } from '../render/escape';

/** A row of a table: its cells by the names of the columns. */
export type TableRow = Readonly<Record<string, unknown>>;

/** A table: of Arquero, or rows, all of which are objects. */
export type Table = { objects(): object[]; columnNames(): string[] } | readonly TableRow[];

/** Texts of a table. */
export interface TableOptions {
  /** caption above the table */
  readonly caption?: string;
  /** note below the table */
  readonly note?: string;
  /** digits after the point, by column; default 3 where a column holds numbers that are not whole */
  readonly digits?: Readonly<Record<string, number>>;
}

/** A table with its texts. */
export interface CaptionedTable extends TableOptions {
  readonly kind: 'table';
  readonly rows: readonly TableRow[];
  readonly columns: readonly string[];
}

/** True for a table. */
export function isTable(value: unknown): value is Table | CaptionedTable {
  if (Array.isArray(value)) return value.length > 0 && value.every((row) => isPlainRow(row));
  const table = value as Partial<CaptionedTable & { objects: unknown; columnNames: unknown }> | undefined;
  return (
    table?.kind === 'table' ||
    (typeof table?.objects === 'function' && typeof table.columnNames === 'function')
  );
}

const isPlainRow = (row: unknown): boolean =>
  row !== null && typeof row === 'object' && !Array.isArray(row) && !ArrayBuffer.isView(row);

/** The columns and rows of a table, with its texts. */
export function captioned(table: Table | CaptionedTable): CaptionedTable {
  if ('kind' in table) return table;
  if (Array.isArray(table)) {
    const rows = table as readonly TableRow[];
    return { kind: 'table', rows, columns: [...new Set(rows.flatMap((row) => Object.keys(row)))] };
  }
  const arquero = table as Exclude<Table, readonly TableRow[]>;
  return { kind: 'table', rows: arquero.objects() as TableRow[], columns: arquero.columnNames() };
}

/** A table as HTML: numbers right-aligned with equal digits, missing values as dashes, all cells as text. */
export function htmlTable(table: Table | CaptionedTable): string {
  const { columns, rows, caption, note, digits } = captioned(table);
  const cells = columns.map((name) => columnText(rows, name, digits?.[name]));
  const numeric = columns.map((name) =>
    rows.every((row) => row[name] == null || typeof row[name] === 'number'),
  );
  const align = (k: number): string => `style="text-align:${numeric[k] ? 'right' : 'left'}"`;
  const head = columns.map((name, k) => `<th scope="col" ${align(k)}>${escapeText(name)}</th>`).join('');
  const body = rows.map(
    (_, i) =>
      `<tr>${columns.map((_name, k) => `<td ${align(k)}>${escapeText(cells[k][i])}</td>`).join('')}</tr>`,
  );
  return (
    `<table style="font-variant-numeric:tabular-nums">` +
    (caption ? `<caption style="text-align:left;font-weight:bold">${escapeText(caption)}</caption>` : '') +
    `<thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>` +
    (note ? `<p style="font-size:smaller;margin-top:4px">${escapeText(note)}</p>` : '')
  );
}

/** A table as lines of text, its columns aligned. */
export function textTable(table: Table | CaptionedTable): string {
  const { columns, rows, caption, note, digits } = captioned(table);
  const cells = columns.map((name) => [name, ...columnText(rows, name, digits?.[name])]);
  const widths = cells.map((column) => Math.max(...column.map((text) => text.length)));
  const lines = Array.from({ length: rows.length + 1 }, (_, i) =>
    cells
      .map((column, k) => column[i].padEnd(widths[k]))
      .join('  ')
      .trimEnd(),
  );
  return [caption, ...lines, note].filter((line) => line !== undefined).join('\n');
}

/** The cells of a column: numbers with the same number of decimals, unless all are whole. */
function columnText(rows: readonly TableRow[], name: string, asked?: number): string[] {
  const values = rows.map((row) => row[name]);
  const whole = values.every((value) => typeof value !== 'number' || Number.isInteger(value));
  const digits = asked ?? (whole ? 0 : 3);
  return values.map((value) => {
    if (value === undefined || value === null || Number.isNaN(value)) return '–';
    return typeof value === 'number' ? value.toFixed(digits) : String(value);
  });
}
