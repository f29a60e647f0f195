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
  process.stdout.on('error', loseOutput());
  // a closed log does not end the work: messages are lost, files are not
  process.stderr.on('error', () => undefined);
  guardTerminal();
  try {
    await commandLine().parseAsync(argv);
  } catch (error) {
    const status = error instanceof CommanderError ? usageStatus(error) : reportError(error);
    // help that could not be printed has a status already
    if (status !== 0) process.exitCode = status;
    // the interrupted work may still be computing
    if (error instanceof Interruption) process.exit();
  }
}

/** Help and version are no errors; commander has printed the sentence of the others. */
function usageStatus(error: CommanderError): number {
  return error.exitCode === 0 ? 0 : 2;
}

/**
 * A lost output does not end the work, whose files may be hours away. A reader such as `head` that closes early is no
 * error; an output that cannot be written is bad input, said once, with status 2 at the end.
 */
function loseOutput(): (error: NodeJS.ErrnoException) => void {
  let lost = false;
  return ({ code }) => {
    if (lost) return;
    lost = true;
    if (code === 'EPIPE') return;
    process.exitCode = 2;
    process.stderr.write(
      `The output cannot be written (${code === 'ENOSPC' ? 'no space left' : code}): choose another place.\n`,
    );
  };
}
