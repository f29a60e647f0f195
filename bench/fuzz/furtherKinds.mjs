// Kinds of files beside data and bodies: curves, sequences, recipes, lists, kept results, locks, runs of the page.
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseCurve } from 'decodesaxs/dist/curve/format/parseCurve.js';
import { sequenceMass } from 'decodesaxs/dist/curve/sequenceMass.js';
import { readPublishedResults } from 'decodesaxs/dist/evaluate/publishedResults.js';
import { sasbdbCurve } from 'decodesaxs/dist/node/databank/sasbdbCurve.js';
import { evaluateDataset } from 'decodesaxs/dist/node/evaluation/evaluateDataset.js';
import { readText } from 'decodesaxs/dist/node/files.js';
import { lockPlace } from 'decodesaxs/dist/node/lockPlace.js';
import { readRecipe } from 'decodesaxs/dist/node/training/recipe.js';
import { structureSources } from 'decodesaxs/dist/node/trainingSet/structureSources.js';
import { loadTypescript } from '../loadTypescript.mjs';
import { seedCurves } from './seedCurves.mjs';
import { RESULT } from './soundResult.mjs';

const require = createRequire(import.meta.url);
const { tableFromArrays, tableToIPC, binary } = createRequire(require.resolve('decodesaxs'))(
  '@uwdata/flechette',
);
const text = (string) => Buffer.from(string);
const json = (value) => text(JSON.stringify(value));
const curves = seedCurves().map(({ bytes }) => bytes);

/** @returns kinds as `fileKinds` */
export async function furtherKinds(folder) {
  writeFileSync(path.join(folder, 'listed.pdb'), '');
  return [
    {
      name: 'curve',
      file: 'curve.dat',
      seeds: curves,
      read: (file, bytes) => withoutErrors(parseCurve(bytes, { name: file })),
    },
    {
      name: 'curve of SASBDB',
      file: 'curve-of-sasbdb.dat',
      seeds: curves,
      read: (_, bytes) => withoutErrors(sasbdbCurve(bytes, 'SASDA25', 23)),
    },
    {
      name: 'sequence',
      file: 'sequence.fasta',
      seed: text('>sp|P1 one\nMKVLAAGIVGLCAKAYE\nRTWQNDHFPS\n>two\nMKVXXBZJ*\n'),
      read: (file) => sequenceMass(readText(file), file),
    },
    {
      name: 'recipe',
      file: 'recipe.json',
      json: true,
      seed: json({
        seed: 1,
        autoEncoder: { jointSamples: 384, refinedSamples: 192 },
        directNetworks: [{ width: 48, hiddenLayers: 2, samples: 384 }],
      }),
      read: (file) => readRecipe(file),
    },
    {
      name: 'list of structures',
      file: 'list.txt',
      seed: text('# structures\nlisted.pdb\n1abc # an entry\n\npdb_00001abc\n'),
      read: (file) => structureSources(file).length,
    },
    {
      name: 'published results',
      file: 'published.arrow',
      seed: publishedBundle(),
      read: (file, bytes) => readPublishedResults(bytes, 'free', file),
    },
    await keptResult(folder),
    {
      name: 'lock',
      file: path.join('locked', '.lock'),
      seed: made(folder, 'locked', () => text('999999999 elsewhere\n')),
      read: () => lockPlace(path.join(folder, 'locked')).release(),
    },
    { name: 'run of the page', file: 'run.json', json: true, ...runOfPage() },
  ];
}

function made(folder, name, bytes) {
  mkdirSync(path.join(folder, name), { recursive: true });
  return bytes();
}

/** Curves without sentences, in which a title may say anything. */
function withoutErrors({ q, intensity, sigma, qUnitConfidence }) {
  return { q, intensity, sigma, qUnitConfidence };
}

function publishedBundle() {
  const columns = {
    id: ['A', 'B'],
    authors_cc_withoutrmax: [0.7, null],
    authors_map_withoutrmax: [new Uint8Array(31 ** 3).fill(200), null],
    authors_cell_withoutrmax: [90, null],
    authors_rmax_found: [40, 41],
    authors_rmax_real: [42, 43],
  };
  return tableToIPC(tableFromArrays(columns, { types: { authors_map_withoutrmax: binary() } }), {
    format: 'file',
  });
}

/** A kept result of an entry: it is used as it is, or the entry is computed again. */
async function keptResult(folder) {
  const parts = mkdtempSync(path.join(folder, 'kept-'));
  const q = Float64Array.from({ length: 20 }, (_, i) => 0.02 + 0.01 * i);
  const curve = { q, intensity: q.map((x) => Math.exp(-100 * x * x)), sigma: q.map(() => 0.01) };
  const runner = { parallel: 1, run: async () => RESULT, close: async () => undefined };
  /** @type {any} */
  const plan = {
    mode: 'free',
    seeds: [1],
    folder: parts,
    backend: 'wasm',
    version: '1',
    weights: '2',
    options: {},
  };
  const evaluate = async () => {
    let found;
    for await (const { result } of evaluateDataset([{ id: 'A', curve: () => curve }], runner, plan))
      found = result;
    if (found.cc !== RESULT.cc || found.rmax !== RESULT.rmax || found.chi2Map !== RESULT.chi2Map)
      throw new Error(`an altered result was taken: ${JSON.stringify(found)}`);
  };
  await evaluate();
  const [name] = readdirSync(parts);
  const file = path.join(path.basename(parts), name);
  const seed = readFileSync(path.join(folder, file));
  return { name: 'kept result', file, json: true, seed, read: evaluate };
}

/** The page's reader of runs: it is TypeScript of another package. */
function runOfPage() {
  const { readRun } = loadTypescript('page/src/runFile.ts');
  const seed = json({
    decodesaxsRun: 1,
    version: '0',
    weights: 'w',
    settings: { seed: 3, rmax: 40, generations: 20 },
    unit: '1/nm',
    keepPoints: true,
    curve: { name: 'a.dat', base64: Buffer.from('0.1 2 3\n').toString('base64') },
  });
  return {
    seed,
    read: (_, bytes) => {
      const { settings, ...run } = readRun(bytes, 'run.json');
      if (typeof run.name !== 'string') throw new Error('a name is no text');
      return settings;
    },
  };
}
