/**
 * Bad input, found at the point of entry: the message is one sentence that says what was found and what would
 * help. The command line prints it and leaves with status 2; notebooks show it as it is.
 */
export class InputError extends Error {
  override readonly name = 'InputError';

  /** The text that a console and a notebook print: the sentence, without the stack. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `${this.name}: ${this.message}`;
  }
}

/** Whether an error reports bad input: an `InputError` of this package, of the widgets, or of another copy of either. */
export function isInputError(error: unknown): error is InputError {
  return error instanceof Error && error.name === 'InputError';
}
