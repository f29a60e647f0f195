/**
 * Bad input, found at the point of entry: one sentence that says what was found and what would help.
 * It has the name of the library's own error, so one `catch` by name serves both packages.
 */
export class InputError extends Error {
  override readonly name = 'InputError';

  /** The text that a console and a notebook print: the sentence, without the stack. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `${this.name}: ${this.message}`;
  }
}
