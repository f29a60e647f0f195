import type { HistoryRecord } from '../reconstruct/reconstruct';
import { Interruption } from './interruptSignal';

/** What an interrupted run says: how far it was, what was kept, and how it goes on. */
export function interruptedSearch(
  signal: AbortSignal,
  history: readonly HistoryRecord[],
  checkpoint: string,
  kept = 'no result was written',
): Interruption {
  const last = history.at(-1)?.generation;
  return new Interruption(
    (signal.reason as Interruption).by,
    last === undefined
      ? `before the first generation: ${kept}.`
      : `after generation ${last}: ${kept}; the same command with --resume goes on from ${checkpoint}.`,
  );
}
