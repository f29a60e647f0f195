/** Control characters of C0 (but tab and line end), DEL, C1, and the marks that turn the direction of writing. */
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text as a terminal may see it: what could move the cursor, colour, rename the window or turn the order
 * of letters becomes the replacement character. Carriage returns stay at the beginning and the end alone, where
 * `ProgressLine` draws with them, and before a line end.
 */
export function plainText(text: string): string {
  const [, before, body, after] = /^(\r?)([\s\S]*?)(\r?)$/.exec(text)!;
  return `${before}${body.replace(/\r\n/g, '\n').replace(CONTROLS, '\ufffd')}${after}`;
}

/**
 * Lets through to stdout and stderr only what `plainText` leaves: texts of files and names of files reach a terminal through
 * this one door.
 */
export function guardTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...words: unknown[]) => boolean;
    stream.write = ((chunk: unknown, ...rest: unknown[]) =>
      write(typeof chunk === 'string' ? plainText(chunk) : chunk, ...rest)) as typeof stream.write;
  }
}
