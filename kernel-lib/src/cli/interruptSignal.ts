import { INTERRUPTED } from './reportError';

/**
 * A signal that Ctrl-C (SIGINT) or SIGTERM aborts, so that a command can stop between two steps and
 * leave whole files behind; a second Ctrl-C ends the program at once.
 *
 * @returns the signal and a function that takes the handlers off again
 */
export function interruptSignal(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const release = (): void => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  return { signal: controller.signal, release };
}
