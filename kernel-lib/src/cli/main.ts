import { Command, CommanderError } from 'commander';
import { packageVersion } from '../node/packageVersion';
import { registerAblation } from './ablation';
import { registerBuildTrainingSet } from './buildTrainingSet';
import { registerCalibration } from './calibration';
import { registerCompare } from './compare';
import { registerEvaluate } from './evaluate';
import { registerEvaluateNetwork } from './evaluateNetwork';
import { registerFigure } from './figure';
import { registerFit } from './fit';
import { registerInspect } from './inspect';
import { Interruption } from './interruptSignal';
import { registerReconstruct } from './reconstruct';
import { registerResults } from './results';
import { reportError } from './reportError';
import { registerSeries } from './series';
import { guardTerminal } from './terminal';
import { registerTrain } from './train';
import { registerVerdicts } from './verdicts';
import { registerWorker } from './worker';

/** Adds one command; its modules are imported when it runs, so that help stays fast. */
type Register = (program: Command) => void;

const COMMANDS: readonly Register[] = [
  registerReconstruct,
  registerCompare,
  registerFit,
  registerVerdicts,
  registerInspect,
  registerSeries,
  registerEvaluate,
  registerCalibration,
  registerAblation,
  registerResults,
  registerFigure,
  registerWorker,
  registerTrain,
  registerEvaluateNetwork,
  registerBuildTrainingSet,
];

/**
 * The command line. Exit status: 0 done, 1 an error of the program, 2 bad input or usage,
 * 130 interrupted by SIGINT, 143 by SIGTERM.
 */
export async function main(argv: readonly string[] = process.argv): Promise<void> {
  process.stdout.on('error', leaveFullOutput);
  // a closed log does not end the work: messages are lost, files are not
  process.stderr.on('error', () => undefined);
  guardTerminal();
  const program = new Command('decodesaxs')
    .description('Protein shapes from small-angle X-ray scattering curves')
    .version(packageVersion())
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true });
  for (const register of COMMANDS) register(program);
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync(argv);
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
