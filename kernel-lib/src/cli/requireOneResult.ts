import type { EntryResult } from '../evaluate/entryResult';
import { InputError } from '../inputError';

/** @throws InputError where every run failed: single failures are rows, but a table of nothing else is no success */
export function requireOneResult(results: readonly EntryResult[]): void {
  const failed = results.filter(({ failure }) => failure !== undefined);
  if (failed.length > 0 && failed.length === results.length)
    throw new InputError(
      `All ${results.length} runs failed; the first one with: ${failed[0].failure} Check the dataset and the options.`,
    );
}
