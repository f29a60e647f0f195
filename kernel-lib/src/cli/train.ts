import type { Command } from 'commander';
import { join } from 'node:path';
import { InputError } from '../inputError';

/** `decodesaxs train`: structures → networks, prior and library. */
export function registerTrain(program: Command): void {
  program
    .command('train')
    .description('train the networks and build the shape library from structures')
    .requiredOption('--data <file>', 'Arrow file of structures, plain or gzipped, or a folder of PDB and mmCIF files')
    .requiredOption('--minutes <n>', 'minutes for both networks together; making samples and the library comes on top')
    .option('--seed <n>', 'seed of everything random', '1')
    .option('--direct-networks <n>', 'direct networks to train and average', '1')
    .option('--work <folder>', 'samples and checkpoints, from which an interrupted run goes on', join('.cache', 'train'))
    .option('--out <folder>', 'finished weights; default: those of the library')
    .option('--backend <name>', 'tensorflow or wasm')
    .action(async (options: Record<string, string>) => {
      const number = (name: string): number => {
        const value = Number(options[name]);
        if (!(value > 0)) throw new InputError(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is ${options[name]}: a number above 0 is needed.`);
        return value;
      };
      const { useBackend } = await import('../node/backend');
      const { trainNetworks } = await import('../node/trainNetworks');
      const { WEIGHTS_FOLDER } = await import('../node/networkFiles');
      const { packageVersion } = await import('../node/packageVersion');
      const backend = await useBackend(options.backend);
      console.log(`backend ${backend.name}${backend.note ? ` (${backend.note})` : ''}`);
      await trainNetworks({
        data: await structureFile(options.data, options.work), minutes: number('minutes'), seed: number('seed'), directNetworks: number('directNetworks'),
        work: options.work, out: options.out ?? WEIGHTS_FOLDER, version: packageVersion(), report: (line) => console.log(line),
      });
    });
}

/** The Arrow file itself, or the one made of a folder of structure files, in the work folder. */
async function structureFile(data: string, work: string): Promise<string> {
  const { statSync, mkdirSync } = await import('node:fs');
  if (!statSync(data, { throwIfNoEntry: false })?.isDirectory()) return data;
  const { buildTrainingSet } = await import('../node/buildTrainingSet');
  mkdirSync(work, { recursive: true });
  const steps = buildTrainingSet(data, { out: join(work, 'structures.arrow.gz') });
  let step = await steps.next();
  while (!step.done) step = await steps.next();
  console.log(`${step.value.records} shapes of ${step.value.structures} structures in ${data}; what was left out is in ${step.value.log}`);
  return step.value.out;
}
