/**
 * Bad input, met at the door: the message is one sentence that says what was found and what would
 * do. The command line prints it and leaves with status 2; notebooks show it as it is.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
}
