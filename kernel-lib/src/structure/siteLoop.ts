import { InputError } from '../inputError';

/** End of the element that begins at a line: a loop with its rows, items of one category, or one line. */
export function blockEnd(lines: readonly string[], start: number): number {
  const line = lines[start].trim();
  let i = start + 1;
  if (/^loop_/i.test(line)) {
    while (i < lines.length && /^\s*_/.test(lines[i])) i++;
    return afterRows(lines, i);
  }
  const category = /^(_[^.\s]+\.)/.exec(line)?.[1];
  if (category === undefined) return lines[start].startsWith(';') ? afterText(lines, start) : i;
  // items of one category, with texts between semicolons and values on lines of their own
  while (i < lines.length && (lines[i].startsWith(category) || isValue(lines[i]))) {
    i = lines[i].startsWith(';') ? afterText(lines, i) : i + 1;
  }
  return i;
}

function afterRows(lines: readonly string[], start: number): number {
  let i = start;
  while (i < lines.length && isValue(lines[i])) i = lines[i].startsWith(';') ? afterText(lines, i) : i + 1;
  return i;
}

/** True for a line that is no name, loop, block or comment. */
function isValue(line: string): boolean {
  return line.trim() !== '' && !/^\s*(?:_|loop_|data_|save_|#)/i.test(line);
}

function afterText(lines: readonly string[], start: number): number {
  let i = start + 1;
  while (i < lines.length && !lines[i].startsWith(';')) i++;
  return i + 1;
}

const TOKEN = /'(?:[^']|'(?=\S))*'|"(?:[^"]|"(?=\S))*"|\S+/g;

/** One atom of an `_atom_site` loop: its line, and the place of each value in it. */
export interface SiteRow {
  readonly line: string;
  readonly tokens: readonly RegExpMatchArray[];
  /** Cartn_x, Cartn_y, Cartn_z */
  readonly xyz: readonly number[];
}

/** The `_atom_site` loop of an mmCIF file, each atom being one line as in all files of the data bank. */
export interface SiteLoop {
  /** names of the columns, in small letters */
  readonly names: readonly string[];
  /** numbers of the columns of x, y and z */
  readonly columns: readonly number[];
  /** the lines of the loop; those of atoms with their values */
  readonly lines: readonly (string | SiteRow)[];
}

/**
 * Reads the lines of an `_atom_site` loop.
 *
 * @throws InputError when an atom is not one line
 */
export function readSites(lines: readonly string[], name: string): SiteLoop {
  const names = lines.filter((line) => /^\s*_/.test(line)).map((line) => line.trim().toLowerCase());
  const columns = ['x', 'y', 'z'].map((axis) => names.indexOf(`_atom_site.cartn_${axis}`));
  return {
    names,
    columns,
    lines: lines.map((line) => {
      if (/^\s*_|^loop_|^\s*$/i.test(line)) return line;
      const tokens = [...line.matchAll(TOKEN)];
      const xyz = columns.map((column) => Number(tokens[column]?.[0]));
      if (tokens.length !== names.length || !xyz.every(Number.isFinite)) {
        throw new InputError(
          `${name} has an atom that is not one line of ${names.length} values: expected an mmCIF file as the data bank writes it.`,
        );
      }
      return { line, tokens, xyz };
    }),
  };
}

/** The line of an atom with other values in some columns; all else, spaces included, stays. */
export function withValues({ line, tokens }: SiteRow, values: ReadonlyMap<number, string>): string {
  let out = '',
    at = 0;
  tokens.forEach((token, t) => {
    const width = token[0].length;
    const value = values.get(t);
    out += line.slice(at, token.index) + (value === undefined ? token[0] : value.padEnd(width));
    at = token.index! + width;
  });
  return out + line.slice(at);
}
