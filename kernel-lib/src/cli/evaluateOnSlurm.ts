import { chmodSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeAtomic } from '../node/files';
import { slurmScript } from '../node/evaluation/slurmScript';
import type { EvaluateOptions } from './evaluateOptions';
import { optionWord } from './optionWord';

const PASSED_ON = [
  'mode',
  'seeds',
  'limit',
  'workers',
  'islands',
  'genes',
  'generations',
  'members',
  'qMax',
  'directWeight',
  'libraryWeight',
  'backend',
] as const;

/** Most tasks of an array: Slurm refuses indices above 1000 where its administrator has not raised MaxArraySize. */
const MOST_TASKS = 1000;

/**
 * Writes the script of a Slurm array that runs this evaluation, one task per entry, or of several entries where there are more
 * than 1000, with absolute paths.
 */
export function writeSlurm(script: string, dataset: string, entries: number, options: EvaluateOptions): void {
  const tasks = Math.min(entries, MOST_TASKS);
  const words = PASSED_ON.flatMap((name) =>
    options[name] === undefined ? [] : [optionWord(name), String(options[name])],
  );
  if (!options.layer) words.push('--no-layer');
  const weights = options.weights === undefined ? [] : ['--weights', resolve(options.weights)];
  const command = [
    process.execPath,
    resolve(process.argv[1]),
    'evaluate',
    resolve(dataset),
    ...words,
    ...weights,
    '--out',
    resolve(options.out),
    '--quiet',
  ];
  writeAtomic(script, slurmScript({ tasks, command }));
  chmodSync(script, 0o755);
  process.stdout.write(
    `${script}: ${tasks} tasks. Submit it with "sbatch ${script}"; when all are done, run the same evaluation without --slurm to collect the table.\n`,
  );
}
