import { InputError } from '../inputError';

/** Columns of one category of a data block, by item name in lower case; all of one length. */
export type StarCategory = ReadonlyMap<string, readonly string[]>;

/** One data block: its name and its categories by name in lower case (`_atom_site`). */
export interface StarBlock {
  readonly name: string;
  readonly categories: ReadonlyMap<string, StarCategory>;
}

/**
 * Reads the data blocks of a CIF file: the part of STAR that CIF 1.1 allows (data blocks, single
 * items, loops; bare, quoted and semicolon-delimited values; comments), by the syntax of the
 * International Tables for Crystallography G, chapter 2.2. Save frames are skipped.
 *
 * @param wanted categories to keep, in lower case with the underscore; others are parsed and dropped
 * @param name name of the file in messages
 * @throws InputError where the syntax is broken, with the line
 */
export function readStar(text: string, wanted: ReadonlySet<string>, name: string): StarBlock[] {
  const blocks: { name: string; categories: Map<string, Map<string, string[]>> }[] = [];
  const tokens = new Tokens(text.replace(/\r\n?/g, '\n'), name);
  const keep = (item: string): string[] | undefined => {
    const dot = item.indexOf('.');
    const category = item.slice(0, dot < 0 ? item.length : dot).toLowerCase();
    if (!wanted.has(category) || blocks.length === 0) return undefined;
    const categories = blocks[blocks.length - 1].categories;
    if (!categories.has(category)) categories.set(category, new Map());
    const values: string[] = [];
    categories.get(category)!.set(item.slice(dot + 1).toLowerCase(), values);
    return values;
  };
  while (tokens.next()) {
    if (tokens.kind === 'data') blocks.push({ name: tokens.value.slice(5), categories: new Map() });
    else if (tokens.kind === 'loop') readLoop(tokens, keep);
    else if (tokens.kind === 'item') {
      const item = tokens.value;
      const values = keep(item);
      const value = tokens.nextValue();
      if (value === undefined) throw tokens.error(`has no value for ${item}`);
      values?.push(value);
    } else if (tokens.kind === 'value') {
      throw tokens.error(`has a value that belongs to no item`);
    }
  }
  return blocks;
}

/** Reads item names and then rows; leaves the token after the loop to be read again. */
function readLoop(tokens: Tokens, keep: (item: string) => string[] | undefined): void {
  const line = tokens.line;
  const columns: (string[] | undefined)[] = [];
  while (tokens.next() && tokens.kind === 'item') columns.push(keep(tokens.value));
  let count = 0;
  while (!tokens.ended && tokens.kind === 'value') {
    columns[count++ % columns.length]?.push(tokens.value);
    tokens.next();
  }
  if (columns.length === 0 || count % columns.length !== 0) {
    throw tokens.error(`breaks off in the loop that begins in line ${line}`);
  }
  if (!tokens.ended) tokens.back();
}

type TokenKind = 'data' | 'save' | 'loop' | 'item' | 'value';

const SPACE = 32,
  NEWLINE = 10,
  HASH = 35,
  SEMICOLON = 59,
  UNDERSCORE = 95;
const SINGLE = 39,
  DOUBLE = 34;

class Tokens {
  kind: TokenKind = 'value';
  value = '';
  line = 1;
  ended = false;
  private at = 0;
  private again = false;

  constructor(
    private readonly text: string,
    private readonly name: string,
  ) {}

  error(what: string): InputError {
    return new InputError(
      `${this.name} ${what} (near line ${this.line}): a whole, valid mmCIF file is needed.`,
    );
  }

  /** The following `next` returns the current token again. */
  back(): void {
    this.again = true;
  }

  /** Moves to the next token; false at the end. */
  next(): boolean {
    if (this.again) {
      this.again = false;
      return true;
    }
    this.skip();
    if (this.at >= this.text.length) {
      this.ended = true;
      return false;
    }
    const c = this.text.charCodeAt(this.at);
    if (c === SEMICOLON && this.atLineStart()) this.block();
    else if (c === SINGLE || c === DOUBLE) this.quoted(c);
    else this.bare(c);
    return true;
  }

  /** The next token where it is a value. */
  nextValue(): string | undefined {
    return this.next() && this.kind === 'value' ? this.value : undefined;
  }

  private skip(): void {
    const text = this.text;
    for (; this.at < text.length; this.at++) {
      const c = text.charCodeAt(this.at);
      if (c === NEWLINE) this.line++;
      else if (c === HASH) {
        const end = text.indexOf('\n', this.at);
        this.at = end < 0 ? text.length - 1 : end - 1;
      } else if (c > SPACE && c !== 0xfeff) return;
    }
  }

  private atLineStart(): boolean {
    return this.at === 0 || this.text.charCodeAt(this.at - 1) === NEWLINE;
  }

  private block(): void {
    const end = this.text.indexOf('\n;', this.at);
    if (end < 0) throw this.error('has a text field that does not end');
    const value = this.text.slice(this.at + 1, end);
    this.line += value.split('\n').length;
    this.set('value', value.trim(), end + 2);
  }

  private quoted(quote: number): void {
    const text = this.text;
    for (let i = this.at + 1; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === NEWLINE) break;
      if (c === quote && !(text.charCodeAt(i + 1) > SPACE)) {
        this.set('value', text.slice(this.at + 1, i), i + 1);
        return;
      }
    }
    throw this.error('has a quoted value that does not end');
  }

  private bare(first: number): void {
    let end = this.at;
    while (end < this.text.length && this.text.charCodeAt(end) > SPACE) end++;
    const word = this.text.slice(this.at, end);
    this.set(first === UNDERSCORE ? 'item' : keyword(word), word, end);
  }

  private set(kind: TokenKind, value: string, at: number): void {
    this.kind = kind;
    this.value = value;
    this.at = at;
  }
}

function keyword(word: string): TokenKind {
  if (word.charCodeAt(4) !== UNDERSCORE) return 'value';
  const start = word.slice(0, 5).toLowerCase();
  if (start === 'data_') return 'data';
  if (start === 'save_') return 'save';
  return start === 'loop_' && word.length === 5 ? 'loop' : 'value';
}
