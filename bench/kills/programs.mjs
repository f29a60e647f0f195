// The programs that are killed: small runs, each with its result as text or bytes by name.
import { createRequire } from 'node:module';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { provenance } from 'decodesaxs/dist/node/evaluation/provenance.js';
import { Random } from 'decodesaxs/dist/random.js';
import { jobCounts } from '../jobCounts.mjs';
import { loadTypescript } from '../loadTypescript.mjs';
import { start, statusOf } from './running.mjs';

const require = createRequire(import.meta.url);
const { tableFromArrays, tableToIPC } = createRequire(require.resolve('decodesaxs'))('@uwdata/flechette');
const CURVE = path.resolve(import.meta.dirname, '..', '..', 'fixtures', 'SASDA25.dat');
const ENTRIES = 4;

/**
 * Each program has `start(folder)`, which begins or continues the run of a folder, `status(signal, said)`, its right
 * statuses, and `result(folder)`, its files by name. A program with `around` has another process beside it.
 *
 * @param {string} scratch folder for data and weights
 */
export async function programs(scratch) {
  const weights = path.join(scratch, 'weights');
  const dataset = path.join(scratch, 'dataset');
  const { writeUntrainedWeights } = loadTypescript('kernel-lib/test/evaluate/untrainedWeights.ts');
  const { syntheticEntries, writeDataset } = loadTypescript('kernel-lib/test/evaluate/syntheticEntries.ts');
  await writeUntrainedWeights(weights);
  writeDataset(dataset, syntheticEntries(ENTRIES));
  writeTrainingSet(scratch);
  const wasm = ['--backend', 'wasm', '--weights', weights];
  const small = ['--islands', '1', '--genes', '20', '--generations', '2', '--members', '0'];
  const evaluate = (folder, ...more) => [
    ...['evaluate', dataset, ...wasm, ...small, '--quiet', ...more],
    ...['--out', path.join(folder, 'results.arrow'), '--csv', path.join(folder, 'results.csv')],
  ];
  const bySignal = (signal) => [statusOf(signal)];
  return {
    reconstruct: {
      start: (folder) =>
        start([
          'reconstruct',
          CURVE,
          ...wasm,
          '--members',
          '0',
          '--quiet',
          '--resume',
          '--out',
          path.join(folder, 'out'),
        ]),
      status: bySignal,
      result: (folder) => filesIn(path.join(folder, 'out')),
    },
    evaluate: {
      start: (folder) => start(evaluate(folder)),
      status: bySignal,
      result: evaluationIn,
    },
    worker: {
      start: (_, { url }) => start(['worker', '--queue', url, ...wasm, '--patience', '1']),
      // it has given its job back; before it waits for jobs it holds none, and ends like any process
      status: (signal, said) =>
        signal === 'SIGKILL' ? [137] : said.includes('waiting for jobs') ? [0] : [0, statusOf(signal)],
      around: (folder, { url }) => start(evaluate(folder, '--queue', url)),
      result: evaluationIn,
      done: ({ url }) => completedJobs(url, { backend: 'wasm', ...provenance(weights) }),
    },
    train: {
      start: (folder) =>
        start([
          ...[
            'train',
            '--data',
            path.join(scratch, 'set.arrow.gz'),
            '--recipe',
            path.join(scratch, 'recipe.json'),
          ],
          ...[
            '--checkpoint-seconds',
            '1',
            '--work',
            path.join(folder, 'work'),
            '--out',
            path.join(folder, 'out'),
          ],
        ]),
      status: bySignal,
      result: (folder) => filesIn(path.join(folder, 'out')),
    },
  };
}

/** Every file of a folder, without the seconds that a run took. */
function filesIn(folder) {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => {
        const bytes = readFileSync(path.join(folder, name));
        return [
          name,
          name === 'summary.json'
            ? bytes.toString().replace(/"seconds": *[\d.e-]+/, '')
            : bytes.toString('base64'),
        ];
      }),
  );
}

/** Table and kept results of an evaluation, without the seconds. */
function evaluationIn(folder) {
  const rows = readFileSync(path.join(folder, 'results.csv'), 'utf8').trim().split('\n');
  const names = rows.find((row) => !row.startsWith('#')).split(',');
  const at = names.indexOf('seconds');
  return {
    table: rows
      .map((row) => (row.startsWith('#') ? row : row.split(',').toSpliced(at, 1).join(',')))
      .join('\n'),
    parts: readdirSync(path.join(folder, 'results.arrow.parts')).sort().join('\n'),
    files: readdirSync(folder).sort().join('\n'),
  };
}

/** Jobs done and other jobs in the queue: all done, each once. */
async function completedJobs(url, versions) {
  const { completed, left } = await jobCounts(url, versions, { empty: true });
  return completed === ENTRIES && left === 0 ? undefined : `${completed} jobs done, ${left} others`;
}

/** Compact chains in ellipsoids, and a recipe of a few steps of small networks. */
function writeTrainingSet(folder) {
  const random = new Random(1);
  const { compactChain } = loadTypescript('kernel-lib/test/node/training/compactChain.ts');
  const chains = Array.from({ length: 24 }, () => compactChain(random));
  const columns = {
    id: chains.map((_, i) => `s${i}`),
    rmax: chains.map(() => 30),
    xyz: chains.map((xyz) => Int16Array.from(xyz)),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'set.arrow.gz'),
    gzipSync(tableToIPC(tableFromArrays(columns), { format: 'file' })),
  );
  const recipe = {
    seed: 1,
    autoEncoder: { jointSamples: 96, refinedSamples: 64 },
    directNetworks: [
      { width: 16, hiddenLayers: 1, samples: 96 },
      { width: 16, hiddenLayers: 2, samples: 96 },
    ],
  };
  writeFileSync(path.join(folder, 'recipe.json'), JSON.stringify(recipe));
}
