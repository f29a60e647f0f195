import { CommanderError } from 'commander';
import { commandLine } from './commandLine';
import { Interruption } from './interruptSignal';
import { reportError } from './reportError';
import { guardTerminal } from './terminal';

/**
 * The command line. Exit status: 0 done, 1 an error of the program, 2 bad input or usage,
 * 130 interrupted by SIGINT, 143 by SIGTERM.
 */
export async function main(argv: readonly string[] = process.argv): Promise<void> {
  process.stdout.on('error', leaveFullOutput);
  // a closed log does not end the work: messages are lost, files are not
  process.stderr.on('error', () => undefined);
  guardTerminal();
  try {
    await commandLine().parseAsync(argv);
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? usageStatus(error) : reportError(error);
    // the interrupted work may still be computing
    if (error instanceof Interruption) process.exit();
  }
}

/** Help and version are no errors; commander has printed the sentence of the others. */
function usageStatus(error: CommanderError): number {
  return error.exitCode === 0 ? 0 : 2;
}

/** A reader such as `head` that closes early is no error; an output that cannot be written is bad input. */
function leaveFullOutput(error: NodeJS.ErrnoException): never {
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(
    `The output cannot be written (${error.code === 'ENOSPC' ? 'no space left' : error.code}): choose another place.\n`,
  );
  process.exit(2);
}
