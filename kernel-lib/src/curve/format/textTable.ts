import { parseNumber } from './parseNumber';

/** The table of numbers in a text, and the text around it. */
export interface TextTable {
  /** rows of one length, the first column ascending but for small steps back; NaN for empty cells */
  readonly rows: readonly (readonly number[])[];
  /** names of the columns, where a line above the table has one word for each */
  readonly names?: readonly string[];
  /** lines before the table */
  readonly header: readonly string[];
  /** lines after it */
  readonly footer: readonly string[];
  /** lines inside it that are no rows of it */
  readonly oddLines: number;
  /** further tables at least half as long */
  readonly otherTables: number;
  /** whether the first two columns of the file were exchanged, because the second ascends */
  readonly exchanged: boolean;
}

interface Segment {
  readonly rows: number[][];
  readonly firstLine: number;
  /** lines of text between the table before and this one */
  readonly gapBefore: number;
  lastLine: number;
  maxQ: number;
  oddLines: number;
}

/** Ctrl-Z ends old DOS files, a form feed a page. */
const LINE_END = /\r\n|[\r\n\x1a\f]/;
const COMMENT = /^\s*(?:[#!%*;]|\/\/)/;
const FIRST_NAME = /^(?:q|s|h|k|x|sexp|mom\w*|scat\w*)(?![\p{L}])/iu;
const SECOND_NAME = /^(?:q|s)(?![\p{L}])/iu;
const INTENSITY_FIRST = /^(?:i|int\w*|counts)(?![\p{L}])/iu;
const SHORT_SEGMENT = 3;
/** A row after other lines belongs to the table only within so many of its steps of q. */
const LONGEST_JUMP = 10;
/** A unit, as opposed to the name of a column: (1/nm), [Å-1], 1/A, nm^-1, /nm. */
const UNIT_WORD = /^(?:[([{/].*|1\/.*|(?:nm|Å|A|ang\w*)[\s^*_{(]*[-−–⁻].*|.*[\])}]?-1[\])}])$/iu;

/**
 * Finds the longest table whose first column ascends: after header lines with numbers in them, with
 * any of blanks, tabs, commas and semicolons between its cells, with quotes around them, with decimal
 * commas, with a stray line here and there. A descending table is reversed.
 *
 * @returns undefined where no two lines form a table
 */
export function findTextTable(text: string): TextTable | undefined {
  const lines = text.split(LINE_END);
  const read = readRows(lines);
  const exchanged = secondIsVector(read);
  const rows = exchanged ? read.map((row) => row && [row[1], row[0], ...row.slice(2)]) : read;
  const count = rows.reduce((n, row) => n + (row ? 1 : 0), 0);
  const segments = findSegments(lines, rows);
  const best = longest(segments);
  if (!best || best.rows.length < 0.5 * count) {
    const mirrored = findSegments([...lines].reverse(), [...rows].reverse());
    const descending = longest(mirrored);
    if (descending && descending.rows.length > (best?.rows.length ?? 0)) {
      return { ...describe(turnRound(descending, lines.length), mirrored, lines, exchanged), exchanged };
    }
  }
  return best && { ...describe(best, segments, lines, exchanged), exchanged };
}

/**
 * True where the second column is q and the first the intensity: the first does not ascend, the second does in
 * nearly every row. Where the first descends as well, q is the one with the more even steps. Of a table that is
 * upside down the first column must go up and down.
 */
function secondIsVector(rows: readonly (number[] | undefined)[]): boolean {
  const whole = rows.filter((row) => row !== undefined && !row.some(Number.isNaN)) as number[][];
  if (whole.length < 10) return false;
  const [up, down] = [
    [0, 0],
    [0, 0],
  ];
  for (let i = 1; i < whole.length; i++) {
    for (const column of [0, 1] as const) {
      const step = whole[i][column] - whole[i - 1][column];
      if (step > 0) up[column]++;
      else if (step < 0) down[column]++;
    }
  }
  const count = whole.length - 1;
  const [most, nearlyAll] = [0.9 * count, 0.97 * count];
  if (down[1] >= nearlyAll) return down[0] <= most && up[0] < nearlyAll;
  if (up[0] > most || up[1] < nearlyAll) return false;
  return down[0] < nearlyAll || unevenness(whole, 0) > Math.max(0.05, 2 * unevenness(whole, 1));
}

/** Relative spread of the steps of a column. */
function unevenness(rows: readonly (readonly number[])[], column: number): number {
  const steps = rows.slice(1).map((row, i) => Math.abs(row[column] - rows[i][column]));
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  const square = steps.reduce((sum, step) => sum + (step - mean) ** 2, 0) / steps.length;
  return Math.sqrt(square) / mean;
}

function readRows(lines: readonly string[]): (number[] | undefined)[] {
  const decimalComma = usesDecimalComma(lines);
  return lines.map((line) => readRow(line, decimalComma));
}

function readRow(line: string, decimalComma: boolean): number[] | undefined {
  if (COMMENT.test(line)) return undefined;
  const cells = splitCells(line, decimalComma);
  const row: number[] = [];
  for (const cell of cells) {
    const value = cell === '' ? NaN : parseNumber(cell);
    if (value === undefined) break;
    row.push(value);
  }
  const words = cells.length - row.length;
  const isRow = words === 0 ? row.length >= 2 : row.length >= 3 && words <= 2;
  return isRow && row.some((value) => !Number.isNaN(value)) ? row : undefined;
}

/** A line of nothing but numbers between blanks, as most are. */
const PLAIN = /^[\d\s.eE+-]+$/;

function splitCells(line: string, decimalComma: boolean): string[] {
  if (PLAIN.test(line)) {
    const plain = line.trim();
    return plain === '' ? [] : plain.split(/\s+/);
  }
  const bare = line
    .replace(/["'|±]|\+\/-/g, ' ')
    .replace(/[#!].*$/, '')
    .replaceAll('−', '-')
    .trim();
  if (bare === '') return [];
  if (decimalComma) return bare.split(/[\s;]+/).map((cell) => cell.replace(',', '.'));
  const cells = bare.split(/\s*[,;]\s*|\s+/);
  while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
  return cells;
}

/** Number of lines from which decimal commas are recognised. */
const ENOUGH_LINES = 2000;
/** A number that may have a decimal comma. */
const COMMA_NUMBER = /^[+-]?(?:\d+(?:,\d+)?|,\d+)(?:[eEdD][+-]?\d+)?$/;

/** True where most rows read as "0,0123 4,56" or "0,0123;4,56". */
function usesDecimalComma(lines: readonly string[]): boolean {
  let withComma = 0;
  let without = 0;
  const stride = Math.ceil(lines.length / ENOUGH_LINES);
  for (let at = 0; at < lines.length; at += stride) {
    const line = lines[at];
    const cells = line
      .replace(/["']/g, ' ')
      .trim()
      .split(/[\s;]+/);
    if (cells.length < 2) continue;
    if (
      cells.some((cell) => cell.includes(',')) &&
      cells.every((cell) => COMMA_NUMBER.test(cell) || Number.isNaN(parseNumber(cell)))
    )
      withComma++;
    else if (parseNumber(cells[0]) !== undefined) without++;
  }
  return withComma > without;
}

function findSegments(lines: readonly string[], rows: readonly (number[] | undefined)[]): Segment[] {
  const segments: Segment[] = [];
  let gap = 0;
  rows.forEach((row, index) => {
    if (!row) {
      if (lines[index].trim() !== '' && !COMMENT.test(lines[index])) gap++;
      return;
    }
    const last = segments[segments.length - 1];
    const before = segments[segments.length - 2];
    if (last && continues(last, row, gap) && !standsApart(last, row[0], index)) append(last, row, index, gap);
    else if (before && last.rows.length <= SHORT_SEGMENT && continues(before, row, gap + last.gapBefore)) {
      segments.pop();
      append(before, row, index, gap + last.rows.length + last.oddLines + last.gapBefore);
    } else
      segments.push({
        rows: [row],
        firstLine: index,
        gapBefore: gap,
        lastLine: index,
        maxQ: row[0],
        oddLines: 0,
      });
    gap = 0;
  });
  return segments;
}

function append(segment: Segment, row: number[], line: number, odd: number): void {
  segment.rows.push(row);
  segment.lastLine = line;
  segment.oddLines += odd;
  if (!(row[0] <= segment.maxQ)) segment.maxQ = Number.isNaN(row[0]) ? segment.maxQ : row[0];
}

/**
 * True where a row belongs to the table before it: same length, and its q ascends or steps back a little
 * (few digits, overlapping detectors). A return to the first q starts another table.
 */
function continues(segment: Segment, row: readonly number[], gap: number): boolean {
  if (row.length !== segment.rows[0].length || gap > SHORT_SEGMENT) return false;
  if (gap > 0 && segment.rows.length <= SHORT_SEGMENT) return false;
  const q = row[0];
  const { maxQ } = segment;
  if (Number.isNaN(q) || Number.isNaN(maxQ)) return gap === 0;
  if (q >= maxQ) return true;
  const first = segment.rows[0][0];
  return gap === 0 && segment.rows.length > SHORT_SEGMENT && q > first + 0.15 * (maxQ - first);
}

/** True where a row after other lines is far from the table: a number of the footer, not a point. */
function standsApart({ rows, lastLine, maxQ }: Segment, q: number, line: number): boolean {
  if (line === lastLine + 1 || rows.length <= SHORT_SEGMENT) return false;
  const mean = (maxQ - rows[0][0]) / (rows.length - 1);
  const last = maxQ - rows[rows.length - 2][0];
  return q - maxQ > LONGEST_JUMP * Math.max(mean, last);
}

function longest(segments: readonly Segment[]): Segment | undefined {
  let best: Segment | undefined;
  for (const segment of segments) if (!best || segment.rows.length > best.rows.length) best = segment;
  return best;
}

function turnRound(segment: Segment, lineCount: number): Segment {
  return {
    ...segment,
    firstLine: lineCount - 1 - segment.lastLine,
    lastLine: lineCount - 1 - segment.firstLine,
  };
}

function describe(
  table: Segment,
  segments: readonly Segment[],
  lines: readonly string[],
  exchanged: boolean,
): Omit<TextTable, 'exchanged'> {
  const header = lines.slice(0, table.firstLine);
  const comparable = segments.filter((s) => s.rows.length >= 10 && s.rows.length >= 0.5 * table.rows.length);
  return {
    rows: table.rows,
    names: exchanged ? undefined : columnNames(header, table.rows[0].length),
    header,
    footer: lines.slice(table.lastLine + 1),
    oddLines: table.oddLines,
    otherTables: Math.max(0, comparable.length - 1),
  };
}

function columnNames(header: readonly string[], columns: number): string[] | undefined {
  for (const line of header
    .filter((l) => l.trim() !== '')
    .slice(-3)
    .reverse()) {
    const bare = line
      .replace(/["']/g, ' ')
      .replace(/^[\s#!%*;/]+/, '')
      .replace(/\s*\/\/.*$/, '')
      .trim();
    const noUnits = bare.replace(/\[[^\]]*\]|(?<=\s)\([^)]*\)/g, ' ').trim();
    for (const words of [bare.split(/\s*[\t,;]\s*/), bare.split(/[\s,;]+/), noUnits.split(/[\s,;]+/)]) {
      if (
        words.length === columns &&
        words.every((word) => /\p{L}/u.test(word) && !UNIT_WORD.test(word)) &&
        (FIRST_NAME.test(words[0]) ||
          (INTENSITY_FIRST.test(words[0]) && words.some((word) => SECOND_NAME.test(word))))
      )
        return words;
    }
  }
  return undefined;
}
