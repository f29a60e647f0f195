/**
 * Bad input, met at the door: one sentence that says what was found and what would do.
 * It has the name of the library's own error, so one `catch` by name serves both packages.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
}
