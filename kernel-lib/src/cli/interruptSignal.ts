/** Signals that ask a command to stop, with the exit status that a shell gives them: 128 + number. */
const STATUS = { SIGINT: 130, SIGTERM: 143 } as const;

/** The work was stopped by a signal before it was done; the message states what was kept. */
export class Interruption extends Error {
  override readonly name = 'AbortError';
  /** exit status: 130 after SIGINT (Ctrl-C), 143 after SIGTERM (time limit, preemption, `kill`) */
  readonly status: number;

  constructor(
    readonly by: keyof typeof STATUS,
    /** progress of the work, and what was kept */
    readonly detail = '',
  ) {
    super(`Interrupted by ${by}${detail === '' ? '.' : ` ${detail}`}`);
    this.status = STATUS[by];
  }
}

/** A signal aborted by Ctrl-C or SIGTERM, with a function that removes the handlers. */
export interface InterruptSignal {
  /** aborted with an `Interruption` as its reason */
  readonly signal: AbortSignal;
  release(): void;
}

/**
 * A signal aborted by Ctrl-C (SIGINT) or SIGTERM, so that a command can stop between two steps and
 * leave complete files behind; a second one ends the program at once, with the same exit status.
 */
export function interruptSignal(): InterruptSignal {
  const controller = new AbortController();
  const stop = (by: NodeJS.Signals): void => {
    const interruption = new Interruption(by as keyof typeof STATUS);
    if (controller.signal.aborted) process.exit(interruption.status);
    controller.abort(interruption);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const release = (): void => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  return { signal: controller.signal, release };
}
