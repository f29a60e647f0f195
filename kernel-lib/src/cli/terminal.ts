/** Control characters of C0 (except tab and line end), DEL, C1, and the marks that change the direction of writing. */
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text that is safe on a terminal: characters that could move the cursor, colour, rename the window or change the order
 * of letters become the replacement character. Carriage returns stay only at the beginning and the end, where
 * `ProgressLine` uses them, and before a line end.
 */
export function plainText(text: string): string {
  const [, before, body, after] = /^(\r?)([\s\S]*?)(\r?)$/.exec(text)!;
  return `${before}${body.replace(/\r\n/g, '\n').replace(CONTROLS, '\ufffd')}${after}`;
}

/**
 * Passes everything to stdout and stderr through `plainText`: text and names of files reach a terminal only through
 * this function.
 */
export function guardTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...words: unknown[]) => boolean;
    stream.write = ((chunk: unknown, ...rest: unknown[]) =>
      write(typeof chunk === 'string' ? plainText(chunk) : chunk, ...rest)) as typeof stream.write;
  }
}
