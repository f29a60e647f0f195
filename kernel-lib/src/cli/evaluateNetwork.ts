import type { Command } from 'commander';
import { join } from 'node:path';

/** The bundle of deposited models beside a checkout of the repository. */
const BUNDLE = join(__dirname, '..', '..', '..', '..', 'shared', 'data', 'sasbdb-eval.arrow.gz');

/** `decodesaxs evaluate-network`: how well models never seen are encoded and decoded. */
export function registerEvaluateNetwork(program: Command): void {
  program
    .command('evaluate-network')
    .description('correlation of deposited models with their encoded and decoded shapes')
    .option('--data <file>', 'Arrow bundle of deposited models', BUNDLE)
    .option('--weights <folder>', 'folder of weights; default: those of the library')
    .option('--backend <name>', 'tensorflow or wasm')
    .option('--json', 'print the numbers as JSON')
    .action(async (options: Record<string, string | undefined>) => {
      const { useBackend } = await import('../node/backend');
      const { loadAutoEncoder } = await import('../node/networkFiles');
      const { readBytes } = await import('../node/files');
      const { readDepositedModels } = await import('../evaluate/depositedModels');
      const { evaluateNetwork } = await import('../evaluate/evaluateNetwork');
      const models = readDepositedModels(readBytes(options.data!));
      const backend = await useBackend(options.backend);
      const { n, meanCC, above090, byKind } = evaluateNetwork(loadAutoEncoder(options.weights), models);
      if (options.json) {
        console.log(JSON.stringify({ n, meanCC, above090, byKind, backend: backend.name }));
        return;
      }
      const line = (kind: string, s: { n: number; meanCC: number; above090: number }): void =>
        console.log(`${kind.padEnd(8)} ${String(s.n).padStart(4)} models  mean CC ${s.meanCC.toFixed(4)}  above 0.90 ${(100 * s.above090).toFixed(1)} %`);
      line('all', { n, meanCC, above090 });
      for (const [kind, summary] of Object.entries(byKind)) line(kind, summary);
      console.log('paper    542 models  mean CC 0.88    above 0.90 56.1 %');
    });
}
