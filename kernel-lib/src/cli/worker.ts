import type { Command } from 'commander';
import { interruptSignal } from './interruptSignal';
import { integerOption, numberOption } from './numbers';

interface Options {
  readonly queue: string;
  readonly concurrency: number;
  readonly patience: number;
  readonly jobMinutes: number;
  readonly backend?: string;
  readonly weights?: string;
  readonly quiet?: boolean;
}

/** `decodesaxs worker --queue redis://…` */
export function registerWorker(program: Command): void {
  program
    .command('worker')
    .description('run the jobs that "evaluate --queue" puts on a Redis server, until interrupted')
    .requiredOption(
      '--queue <url>',
      'the Redis server, redis://host:6379; its password in the environment variable DECODESAXS_QUEUE_PASSWORD',
    )
    .option(
      '--concurrency <n>',
      'entries at a time, each in its own process',
      integerOption('--concurrency', 1, 256),
      1,
    )
    .option(
      '--patience <s>',
      'seconds after which the entry of a lost worker goes to another',
      numberOption('--patience', 1, 3600, ' s'),
      30,
    )
    .option(
      '--job-minutes <n>',
      'longest time per entry; an entry that takes longer fails',
      numberOption('--job-minutes', 0.01, 100_000, ' min'),
      120,
    )
    .option('--backend <name>', 'tensorflow or wasm, as required by the evaluation; default: whichever loads')
    .option('--weights <folder>', 'trained networks; default: those of the library')
    .option('--quiet', 'no messages')
    .action(async ({ queue, quiet, ...options }: Options) => {
      const { runQueueWorker } = await import('../node/evaluation/queueWorker');
      const { signal, release } = interruptSignal();
      try {
        await runQueueWorker(queue, {
          ...options,
          signal,
          onEvent: (text) => void (quiet || process.stderr.write(`${text}\n`)),
        });
      } finally {
        release();
      }
      // when stopped, it has returned its jobs; a server that is gone does not delay it
      process.exit(0);
    });
}
