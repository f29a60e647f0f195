import type { Command } from 'commander';
import { PAPER_NETWORK } from '../evaluate/paperFigures';
import { dataOption } from './dataPaths';
import { integerOption } from './numbers';

interface Options {
  readonly data: string;
  readonly limit?: number;
  readonly csv?: string;
  readonly network?: string;
  readonly weights?: string;
  readonly backend?: string;
  readonly json?: boolean;
}

/** `decodesaxs evaluate-network` */
export function registerEvaluateNetwork(program: Command): void {
  program
    .command('evaluate-network')
    .description('correlation of deposited models with their encoded and decoded shapes')
    .addOption(dataOption('--data <file>', 'Arrow bundle of deposited models', 'bundle'))
    .option('--limit <n>', 'only the first n models', integerOption('--limit', 1, 1e9))
    .option('--csv <file>', 'CSV file of the correlations, one row per model')
    .option(
      '--network <name>',
      'modes (that of the library) or paper (that of the paper, after its training)',
      'modes',
    )
    .option('--weights <folder>', 'folder of weights; default: those of the network')
    .option('--backend <name>', 'tensorflow or wasm')
    .option('--json', 'print the numbers as JSON')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { useBackend } = await import('../node/backend');
  const { loadAutoEncoder, weightsOf } = await import('../node/networkFiles');
  const { checkWritable, readBytes } = await import('../node/files');
  checkWritable(options.csv);
  const { readDepositedModels } = await import('../evaluate/depositedModels');
  const { evaluateNetwork } = await import('../evaluate/evaluateNetwork');
  const weights = options.weights ?? weightsOf(options.network ?? 'modes');
  const deposited = readDepositedModels(readBytes(options.data), options.data).slice(0, options.limit);
  const backend = await useBackend(options.backend);
  const { n, meanCC, above090, byKind, models } = evaluateNetwork(loadAutoEncoder(weights), deposited);
  if (options.csv !== undefined) {
    const { writeNetworkCsv } = await import('../node/evaluation/networkTable');
    await writeNetworkCsv(options.csv, models);
  }
  if (options.json) {
    console.log(JSON.stringify({ n, meanCC, above090, byKind, backend: backend.name }));
    return;
  }
  const line = (kind: string, s: { n: number; meanCC: number; above090: number }): void =>
    console.log(
      `${kind.padEnd(8)} ${String(s.n).padStart(4)} models  mean CC ${s.meanCC.toFixed(4)}  above 0.90 ${(100 * s.above090).toFixed(1)} %`,
    );
  line('all', { n, meanCC, above090 });
  for (const [kind, summary] of Object.entries(byKind)) line(kind, summary);
  console.log(
    `paper    ${PAPER_NETWORK.n} models  mean CC ${PAPER_NETWORK.meanCC.toFixed(2)}    above 0.90 ${(100 * PAPER_NETWORK.above090).toFixed(1)} %`,
  );
}
