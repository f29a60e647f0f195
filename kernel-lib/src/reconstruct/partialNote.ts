/** What the files of a search say that a signal cut short: the last generation that was done. */
export function partialNote(interruptedAfter: number): string {
  return `PARTIAL: the search was interrupted after generation ${interruptedAfter}`;
}
