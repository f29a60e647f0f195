import { Command } from 'commander';
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
import { registerReconstruct } from './reconstruct';
import { registerResults } from './results';
import { registerSeries } from './series';
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

/** The command `decodesaxs` with all its commands and options; it throws instead of leaving the process. */
export function commandLine(): Command {
  const program = new Command('decodesaxs')
    .description('Protein shapes from small-angle X-ray scattering curves')
    .version(packageVersion())
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true });
  for (const register of COMMANDS) register(program);
  for (const command of program.commands) command.exitOverride();
  return program;
}
