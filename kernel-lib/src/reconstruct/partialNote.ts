/** The note in the files of an interrupted search, with its last complete generation. */
export function partialNote(interruptedAfter: number): string {
  return `PARTIAL: the search was interrupted after generation ${interruptedAfter}`;
}
