import type { HistoryRecord } from '../reconstruct/reconstruct';
import { Interruption } from './interruptSignal';

/** The message of an interrupted run: its progress, what was kept, and how to continue. */
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
      : `after generation ${last}: ${kept}; the same command with --resume continues from ${checkpoint}.`,
  );
}
