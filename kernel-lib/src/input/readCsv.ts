import { InputError } from '../inputError';
import type { Source } from './checked';

/** A row of a table of texts: its cells by column, and the line of the file where it stands, from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** The most columns of a table. */
const COLUMNS = 10_000;

/**
 * The rows of a CSV table (RFC 4180): a first line of column names; fields may be in double quotes, within which "" is
 * a quote. Lines that begin with # and empty lines are skipped; a field ends with its line at the latest.
 *
 * @throws InputError when there is no line of names, a name occurs twice, or a row has another number of fields
 */
export function readCsv(text: string, { what, remedy }: Source): { names: string[]; records: CsvRecord[] } {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line, i) => ({ line: i + 1, text: line }))
    .filter(({ text: line }) => line.trim() !== '' && !line.startsWith('#'));
  const fail = (found: string): InputError => new InputError(`${what} ${found}: ${remedy}.`);
  const [head, ...rows] = lines;
  if (head === undefined) throw fail('has no line of column names');
  const names = fieldsOf(head.text);
  if (names === undefined || names.length > COLUMNS) throw fail('has no readable line of column names');
  if (new Set(names).size < names.length) throw fail('has two columns of one name');
  const records = rows.map(({ line, text: row }) => {
    const fields = fieldsOf(row);
    if (fields === undefined) throw fail(`has a quote that is not closed in line ${line}`);
    if (fields.length !== names.length)
      throw fail(`has ${fields.length} fields in line ${line}, expected ${names.length}`);
    const cells: Record<string, string> = Object.create(null) as Record<string, string>;
    names.forEach((name, i) => (cells[name] = fields[i]));
    return { line, cells };
  });
  return { names, records };
}

/** The fields of a line, or undefined where a quote is not closed. */
function fieldsOf(line: string): string[] | undefined {
  if (!line.includes('"')) return line.split(',').map((field) => field.trim());
  const fields: string[] = [];
  for (let at = 0; at <= line.length;) {
    while (line[at] === ' ') at++;
    if (line[at] !== '"') {
      const end = line.indexOf(',', at);
      fields.push(line.slice(at, end < 0 ? undefined : end).trim());
      at = end < 0 ? line.length + 1 : end + 1;
      continue;
    }
    let field = '';
    for (at++; ; at++) {
      const end = line.indexOf('"', at);
      if (end < 0) return undefined;
      field += line.slice(at, end);
      at = end + 1;
      if (line[at] !== '"') break;
      field += '"';
    }
    fields.push(field);
    const comma = line.indexOf(',', at);
    if (line.slice(at, comma < 0 ? undefined : comma).trim() !== '') return undefined;
    at = comma < 0 ? line.length + 1 : comma + 1;
  }
  return fields;
}
