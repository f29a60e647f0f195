// The kinds of files that are read, each with a sound example and the function that reads it.
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { depositedEntries } from 'decodesaxs/dist/evaluate/depositedModels.js';
import { checkedResult } from 'decodesaxs/dist/evaluate/checkedResult.js';
import { decodeJob, encodeJob } from 'decodesaxs/dist/evaluate/entryJob.js';
import { readWeights, writeWeights } from 'decodesaxs/dist/network/weights.js';
import { readManifest } from 'decodesaxs/dist/node/networkFiles.js';
import { parseSummary } from 'decodesaxs/dist/node/databank/sasbdbSummary.js';
import { openDataset } from 'decodesaxs/dist/node/evaluation/dataset.js';
import { readManifestRows } from 'decodesaxs/dist/node/evaluation/datasetManifest.js';
import { readNetworkCsv } from 'decodesaxs/dist/node/evaluation/networkTable.js';
import { readPublishedEntries } from 'decodesaxs/dist/node/evaluation/publishedEntries.js';
import { readResults, writeResults } from 'decodesaxs/dist/node/evaluation/resultTable.js';
import { readCheckpoint, writeCheckpoint } from 'decodesaxs/dist/node/searchCheckpoint.js';
import { readSealed, writeSealed } from 'decodesaxs/dist/node/sealedFile.js';
import { TrainingSetJournal } from 'decodesaxs/dist/node/trainingSet/trainingSetJournal.js';
import { Random } from 'decodesaxs/dist/random.js';
import { readStructureSet } from 'decodesaxs/dist/train/samples/structureSet.js';
import { writeStructureSet } from 'decodesaxs/dist/train/samples/writeStructureSet.js';
import { parseJson } from 'decodesaxs/dist/input/checked.js';
import * as v from 'valibot';
import { bodyKinds } from './bodyKinds.mjs';
import { furtherKinds } from './furtherKinds.mjs';
import { RESULT } from './soundResult.mjs';

const { tableFromArrays, tableToIPC, list, float32 } = createRequire(
  createRequire(import.meta.url).resolve('decodesaxs'),
)('@uwdata/flechette');
const text = (string) => Buffer.from(string);
const json = (value) => text(JSON.stringify(value));

/**
 * @param folder where the files lie
 * @returns {Promise<{name: string, file: string, seed?: Uint8Array, seeds?: Uint8Array[], json?: boolean, head?: number, sealed?: boolean, read: (file: string, bytes: Uint8Array) => unknown}[]>}
 */
export async function fileKinds(folder) {
  const random = new Random(5);
  const points = Float64Array.from({ length: 120 }, () => 20 * random.normal());
  const made = (name, write) => {
    const file = path.join(folder, name);
    write(file);
    return readFileSync(file);
  };
  const trace = Int16Array.from(points, (x) => 10 * x);
  /** @type {Map<string, any>} */
  const weights = new Map([
    ['a', { shape: [3, 5], values: Float32Array.from({ length: 15 }, () => random.normal()) }],
    ['b', { shape: [4, 2], values: new Float32Array(8).fill(0.5), precision: 'I8' }],
  ]);
  mkdirSync(path.join(folder, 'data', 'A'), { recursive: true });
  writeFileSync(path.join(folder, 'data', 'A', 'a.dat'), '');
  return [
    {
      name: 'models.arrow',
      file: 'models.arrow',
      seed: modelBundle(points),
      // a broken entry is one row: the others are read
      read: (file, bytes) => rows(depositedEntries(bytes, file), (entry) => entry.model()),
    },
    {
      name: 'set.arrow',
      file: 'set.arrow',
      seed: writeStructureSet([
        { id: 'a', source: 's', kind: 'chain', chains: 1, rmax: 40, xyz: trace },
        { id: 'b', source: 's', kind: 'chain', chains: 1, rmax: 40, xyz: trace },
      ]),
      read: (file, bytes) => readStructureSet(bytes, file),
    },
    {
      name: 'results.arrow',
      file: 'results.arrow',
      seed: made('seed.arrow', (file) => writeResults(file, [RESULT, { ...RESULT, id: 'B', failure: 'no' }])),
      read: (file) => readResults(file),
    },
    {
      name: 'results.csv',
      file: 'results.csv',
      seed: text(
        '# results\nid,seed,cc,rmax,failure\nA,1,0.7,40,\nB,1,,,"no, ""never"", it said"\nC,2,0.5,33.5,\n',
      ),
      read: (file) => readResults(file),
    },
    {
      name: 'published.csv',
      file: 'published.csv',
      seed: text('id,cc_given,cc_free,rmax_found,rmax_real\nA,0.8,0.7,40,41\nB,,0.6,30,31\n'),
      read: (file) => readPublishedEntries(file),
    },
    {
      name: 'network.csv',
      file: 'network.csv',
      seed: text('# correlations\nid,kind,cc\n007,bead,0.98\n'),
      read: (file) => readNetworkCsv(file),
    },
    {
      name: 'meta.json',
      file: path.join('data', 'A', 'meta.json'),
      json: true,
      seed: json({ name: 'A', source: [{ file: 'a.dat', role: 'curve' }] }),
      read: () => openDataset(path.join(folder, 'data')).map(({ id }) => id),
    },
    {
      name: 'manifest.json',
      file: 'manifest.json',
      json: true,
      seed: json([{ curve: 'a.dat', model: 'a.pdb', rmax: 41, unit: '1/nm', id: 'A' }, { curve: 'b.dat' }]),
      read: (file, bytes) => readManifestRows(new TextDecoder().decode(bytes), file),
    },
    {
      name: 'manifest.csv',
      file: 'manifest.csv',
      seed: text('curve,model,rmax,unit,id\na.dat,a.pdb,41,1/nm,A\n"b.dat",,,,B\n'),
      read: (file, bytes) => readManifestRows(new TextDecoder().decode(bytes), file),
    },
    {
      name: 'weights',
      file: 'x.safetensors',
      seed: writeWeights({ arrays: weights, metadata: { version: '1' } }),
      // values are whatever the bytes say; a digest in the manifest guards them
      read: (file, bytes) => shapesOf(readWeights(bytes, file)),
    },
    {
      name: 'manifest of weights',
      file: path.join('data', 'manifest.json'),
      json: true,
      seed: json({
        version: '1',
        files: { 'a.safetensors': { sha256: '0'.repeat(64), bytes: 12 } },
        training: {},
      }),
      read: () => readManifest(path.join(folder, 'data')).files,
    },
    {
      name: 'job',
      file: 'job.json',
      json: true,
      seed: text(
        encodeJob({
          id: 'A',
          curve: { q: points.slice(0, 9), intensity: points.slice(0, 9), sigma: points.slice(0, 9) },
          model: { xyz: points, radius: 4, kind: 'bead' },
          method: 'paper',
          options: { seed: 1, genes: 40, limits: { generations: 3 } },
        }),
      ),
      read: (_, bytes) => {
        const { options: _options, ...job } = decodeJob(new TextDecoder().decode(bytes));
        return job;
      },
    },
    {
      name: 'part',
      file: 'part.json',
      json: true,
      seed: json(RESULT),
      read: (file, bytes) => {
        const source = { what: file, remedy: 'remove it' };
        return checkedResult(parseJson(new TextDecoder().decode(bytes), v.unknown(), source), source);
      },
    },
    {
      name: 'search.checkpoint',
      file: 'search.checkpoint',
      sealed: true,
      seed: made('seed.checkpoint', (file) => writeCheckpoint(file, 'key', savedSearch(random))),
      read: (file) => readCheckpoint(file, 'key')?.states.length,
    },
    {
      name: 'training checkpoint',
      file: 'training.checkpoint',
      sealed: true,
      seed: made('seed.sealed', (file) =>
        writeSealed(file, { arrays: weights, metadata: { progress: '{"steps":1,"seconds":2}', adam: '1' } }),
      ),
      read: (file) => shapesOf(readSealed(file)),
    },
    {
      name: 'journal',
      file: 'journal.jsonl',
      seed: made('seed.jsonl', (file) =>
        new TrainingSetJournal(file).add('k', {
          records: [{ id: 'a', source: 's', kind: 'chain', chains: 1, rmax: 40, xyz: trace }],
          skipped: [{ what: 'x', why: 'y', group: 'z' }],
        }),
      ),
      read: (file) => new TrainingSetJournal(file).get('k')?.records.length,
    },
    {
      name: 'summary of SASBDB',
      file: 'summary.json',
      json: true,
      seed: json({
        code: 'SASDA25',
        title: 'a',
        intensities_data: '/media/a.dat',
        fits: [{ models: [{ file: '/media/m.pdb' }, '/media/n.cif'] }],
        guinier_rg: 2.1,
        pddf_dmax: '7',
        experimental_mw: 20,
      }),
      read: (_, bytes) => {
        const { reported } = parseSummary(
          new TextDecoder().decode(bytes),
          'SASDA25',
          new URL('https://x.org'),
        );
        return Object.fromEntries(Object.entries(reported).filter(([, value]) => value !== undefined));
      },
    },
    ...bodyKinds(points),
    ...(await furtherKinds(folder)),
  ];
}

function rows(entries, read) {
  let first;
  const values = entries.flatMap((entry) => {
    try {
      return [read(entry)];
    } catch (error) {
      if (error?.name !== 'InputError') throw error;
      first ??= error;
      return [];
    }
  });
  if (values.length === 0 && first) throw first;
  return values;
}

function shapesOf({ arrays }) {
  return Array.from(arrays, ([, { shape, values }]) => {
    if (shape.reduce((product, n) => product * n, 1) !== values.length)
      throw new Error(`an array of ${shape} holds ${values.length} values`);
    return values.length;
  });
}

function modelBundle(points) {
  const xyz = Array.from({ length: 3 }, () => Array.from(points));
  return tableToIPC(
    tableFromArrays(
      {
        id: ['A', 'B', 'C'],
        model_kind: ['bead', 'atomic', 'bead'],
        model_xyz: xyz,
        bead_radius: [2, null, 1.5],
        rmax_model: [40, 41, 42],
      },
      { types: { model_xyz: list(float32()) } },
    ),
    { format: 'file' },
  );
}

/**
 * A saved search with a history of one generation, of which the reader takes whatever there is.
 *
 * @returns {any}
 */
function savedSearch(random) {
  const count = 20;
  const numbers = (length) => Float64Array.from({ length }, () => 1 + random.uniform());
  const population = {
    count,
    latents: Float32Array.from({ length: 200 * count }, () => random.normal()),
    rmax: numbers(count),
    fitness: numbers(count),
    scores: {
      chi2: numbers(count),
      scale: numbers(count),
      background: numbers(count),
      s2: numbers(count),
      layer: numbers(count),
      rmax: numbers(count),
    },
    eliteShapes: new Uint8Array(count * 31 ** 3),
  };
  return {
    history: [{ generation: 0 }],
    states: [
      { generation: 0, size: count, sinceBetter: 0, bestFitness: 1, population, random: random.save() },
    ],
  };
}
