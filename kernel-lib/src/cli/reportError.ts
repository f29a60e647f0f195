import { isInputError } from '../inputError';
import { fileProblem } from '../node/files';
import { Interruption } from './interruptSignal';

/** Exit status of aborted work without a signal. */
const INTERRUPTED = 130;

/**
 * Prints an error on stderr in one line and returns the exit status: 2 for bad input, a place that cannot be read or
 * written included, 130 or 143 for an interrupted run, 1 for anything else. DECODESAXS_DEBUG=1 shows the stack of the last.
 */
export function reportError(
  error: unknown,
  write = (text: string): unknown => process.stderr.write(text),
): number {
  if (isInputError(error)) {
    write(`${oneLine(error.message)}\n`);
    return 2;
  }
  const problem = fileProblem(error);
  if (problem !== undefined) {
    write(`${debug() ? (error as Error).stack : oneLine(problem)}\n`);
    return 2;
  }
  if (error instanceof Interruption) {
    write(`${error.message}\n`);
    return error.status;
  }
  if (error instanceof Error && error.name === 'AbortError') {
    write('Interrupted.\n');
    return INTERRUPTED;
  }
  if (debug()) {
    write(`${error instanceof Error ? error.stack : String(error)}\n`);
  } else {
    const message = error instanceof Error ? error.message : String(error);
    write(`decodesaxs failed: ${message.split('\n')[0]} (DECODESAXS_DEBUG=1 shows where).\n`);
  }
  return 1;
}

const debug = (): boolean => process.env.DECODESAXS_DEBUG === '1';

/** A message with a name of a file in it that holds line ends stays one line. */
function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ');
}
