// Effect of each kind of training shape: principal components of the same number of samples, drawn from all kinds or
// from all but some, as a linear auto-encoder with refined latents, on the deposited models and on held-back structures.
// Reads the samples of "train" in a folder:
//   node bench/augmentation.mjs SAMPLES_FOLDER STRUCTURES [BUNDLE] [SAMPLES]
import { openSync, readdirSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(new URL('../kernel-lib/package.json', import.meta.url));
const dist = (name) => require(`decodesaxs/dist/${name}`);
const { useBackend } = dist('node/backend.js');
const { readBytes } = dist('node/files.js');
const { Random } = dist('random.js');
const { principalComponents } = dist('train/principalComponents.js');
const { linearStart } = dist('train/linearStart.js');
const { VARIATIONS } = dist('train/samples/sample.js');
const { splitOf } = dist('train/samples/split.js');
const { readStructureSet } = dist('train/samples/structureSet.js');
const { ModeNetwork } = dist('network/modeNetwork.js');
const { BALL_POINTS, fromBall } = dist('grid/unitBall.js');
const { readDepositedModels, voxelCorrelation } = dist('evaluate/depositedModels.js');
const { evaluateNetwork } = dist('evaluate/evaluateNetwork.js');

const [folder, structures, bundle = '../shared/data/sasbdb-eval.arrow.gz', samples = '8192'] =
  process.argv.slice(2);
const CHUNK = 512,
  GRID = 31 ** 3,
  HELD = 60;
const SETS = [
  ['all kinds', []],
  ['no bead models', ['beads', 'smooth']],
  ['no affine deformation', ['affine']],
  ['no assemblies', ['assembly', 'pair']],
  ['not bent', ['bent']],
  ['no tails', ['tailed']],
  ['no rough surfaces', ['rough']],
  ['unchanged alone', VARIATIONS.filter((kind) => kind !== 'asIs')],
];

const set = readStructureSet(readBytes(structures), structures);
const { heldBack, tested } = splitOf(set);
const files = Object.fromEntries(
  readdirSync(folder)
    .map((name) => [/^samples-.*-([a-zA-Z]+)\.bin$/.exec(name)?.[1], name])
    .filter(([kind]) => kind)
    .map(([kind, name]) => [kind, openSync(path.join(folder, name), 'r')]),
);

function read(kind, structures) {
  const bytes = new Int8Array(structures.length * BALL_POINTS);
  const raw = new Uint8Array(bytes.buffer);
  structures.forEach((s, i) => readSync(files[kind], raw, i * BALL_POINTS, BALL_POINTS, s * BALL_POINTS));
  return bytes;
}

function components(kinds) {
  const random = new Random(1);
  const drawn = Array.from({ length: Math.ceil(Number(samples) / CHUNK) }, () =>
    Array.from({ length: CHUNK }, () => {
      let s;
      do s = random.integer(set.ids.length);
      while (heldBack[s]);
      return [kinds[random.integer(kinds.length)], s];
    }),
  );
  return principalComponents(
    {
      dimension: BALL_POINTS,
      chunks: drawn.length,
      chunk(c) {
        const out = new Float32Array(CHUNK * BALL_POINTS);
        drawn[c].forEach(([kind, s], i) =>
          read(kind, [s]).forEach((v, b) => (out[i * BALL_POINTS + b] = v / 127)),
        );
        return out;
      },
    },
    200,
    new Random(2),
  );
}

function heldBackCC(network, kind) {
  const held = tested.slice(0, HELD);
  const grids = fromBall(
    read(kind, held).map((v) => (v > 0 ? 1 : 0)),
    HELD,
  );
  const decoded = network.decode(network.encode(grids, HELD), HELD);
  return (
    held.reduce(
      (sum, _, i) =>
        sum +
        voxelCorrelation(
          grids.subarray(i * GRID, (i + 1) * GRID),
          decoded.subarray(i * GRID, (i + 1) * GRID),
        ),
      0,
    ) / HELD
  );
}

await useBackend('tensorflow');
const models = readDepositedModels(readBytes(bundle));
console.log(
  `| samples (${samples} in all) | deposited models | above 0.90 | bead | atomic | held back: unchanged | pairs | tailed |`,
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const [name, without] of SETS) {
  const kinds = VARIATIONS.filter((kind) => !without.includes(kind));
  const network = new ModeNetwork({
    arrays: linearStart(components(kinds), { encoder: 8, decoder: 8, features: 8 }, new Random(3)),
    metadata: {},
  });
  const { meanCC, above090, byKind } = evaluateNetwork(network, models);
  const held = ['asIs', 'pair', 'tailed'].map((kind) => heldBackCC(network, kind).toFixed(4));
  console.log(
    `| ${[name, meanCC.toFixed(4), `${(100 * above090).toFixed(0)} %`, byKind.bead.meanCC.toFixed(4), byKind.atomic.meanCC.toFixed(4), ...held].join(' | ')} |`,
  );
  network.dispose();
}
