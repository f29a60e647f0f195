// The default auto-encoder straight to 200 latents, in two stages, and between frozen principal components, each for
// the same processor time (so that other programs do not favour one), on the samples that "train" left in a folder:
//   node bench/stages.mjs SAMPLES_FOLDER CPU_SECONDS [BUNDLE]
import { fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { encoderWithSteps } from './stages/encoderWithSteps.mjs';

const require = createRequire(new URL('../kernel-lib/package.json', import.meta.url));
const dist = (name) => require(`decodesaxs/dist/${name}`);
const { useBackend } = dist('node/backend.js');
const { readBytes } = dist('node/files.js');
const { randomBatch } = dist('node/training/randomBatch.js');
const { Random } = dist('random.js');
const { principalComponents } = dist('train/principalComponents.js');
const { principalMaps, linearStart, DEFAULT_WIDTHS } = dist('train/linearStart.js');
const { OuterMapsTraining, BottleneckTraining, FIRST_STAGE_MODES, innerStart, foldMaps } =
  dist('train/stagedModes.js');
const { AutoEncoderTraining } = dist('train/trainAutoEncoder.js');
const { BALL_POINTS, fromBall } = dist('grid/unitBall.js');
const { readDepositedModels, voxelCorrelation } = dist('evaluate/depositedModels.js');
const { evaluateNetwork } = dist('evaluate/evaluateNetwork.js');

const [folder, seconds, bundle = '../shared/data/sasbdb-eval.arrow.gz'] = process.argv.slice(2);
const SEED = 1,
  BATCH = 64,
  PEAK = 8e-4,
  GRID = 31 ** 3,
  CHUNK = 512,
  CHUNKS = 2;
const cpu = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;

let structures = Infinity;
const files = readdirSync(folder)
  .filter((name) => /^samples-.*\.bin$/.test(name))
  .sort()
  .map((name) => {
    const handle = openSync(path.join(folder, name), 'r');
    structures = Math.min(structures, fstatSync(handle).size / BALL_POINTS);
    return {
      read(which, out) {
        const bytes = new Uint8Array(out.buffer, out.byteOffset);
        for (let i = 0; i < which.length; i++)
          readSync(handle, bytes, i * BALL_POINTS, BALL_POINTS, which[i] * BALL_POINTS);
      },
    };
  });
const all = Array.from({ length: structures }, (_, s) => s);
const training = Int32Array.from(all.filter((s) => s % 20 !== 19));
const held = all.filter((s) => s % 20 === 19).filter((_, i) => i % 6 === 0);

function train(name, network, budget, stream) {
  const batch = new Int8Array(BATCH * BALL_POINTS),
    start = cpu();
  let steps = 0,
    loss = NaN,
    reading = 0;
  for (let spent = 0; spent < budget; spent = cpu() - start) {
    const rate =
      PEAK * (0.02 + 0.49 * (1 + Math.cos((Math.PI * spent) / budget))) * Math.min(1, (steps + 1) / 100);
    const random = new Random(SEED * 7919 + stream + steps),
      before = cpu();
    randomBatch(batch, files, training, random);
    reading += cpu() - before;
    const value = network.step(batch, rate, random);
    loss = Number.isNaN(loss) ? value : 0.98 * loss + 0.02 * value;
    steps++;
  }
  const spent = cpu() - start;
  console.log(
    `${name}: ${steps} steps of ${BATCH}, loss ${loss.toFixed(5)}, ${((steps * BATCH) / spent).toFixed(0)} samples a second of processor time, ${((100 * reading) / spent).toFixed(1)} % of it reading`,
  );
}

await useBackend('tensorflow');
const models = readDepositedModels(readBytes(bundle));
const heldSamples = new Int8Array(held.length * BALL_POINTS);
files[0].read(held, heldSamples);
const heldGrids = fromBall(
  heldSamples.map((v) => (v > 0 ? 1 : 0)),
  held.length,
);

function score(name, arrays) {
  for (const refinement of [0, 30]) {
    const network = encoderWithSteps(dist, arrays, refinement);
    const { meanCC, above090 } = evaluateNetwork(network, models);
    const decoded = network.decode(network.encode(heldGrids, held.length), held.length);
    const of = (grids, s) => grids.subarray(s * GRID, (s + 1) * GRID);
    const mean = held.reduce(
      (sum, _, s) => sum + voxelCorrelation(of(heldGrids, s), of(decoded, s)) / held.length,
      0,
    );
    console.log(
      `${name}, ${refinement} Newton steps: ${models.length} models ${meanCC.toFixed(4)} (${(100 * above090).toFixed(0)} % above 0.90), ${held.length} held back ${mean.toFixed(4)}`,
    );
    network.dispose();
  }
}

const pca = principalComponents(
  {
    dimension: BALL_POINTS,
    chunks: files.length * CHUNKS,
    chunk(c) {
      const which = Array.from(
        { length: CHUNK },
        (_, i) => training[(((c % CHUNKS) * CHUNK + i) * 9) % training.length],
      );
      const bytes = new Int8Array(CHUNK * BALL_POINTS);
      files[Math.floor(c / CHUNKS)].read(which, bytes);
      return Float32Array.from(bytes, (v) => v / 127);
    },
  },
  FIRST_STAGE_MODES,
  new Random(SEED),
  1,
);
console.log(`principal components: ${cpu().toFixed(0)} s of processor time so far`);

const first = new Float32Array(BALL_POINTS * 200);
for (let p = 0; p < BALL_POINTS; p++)
  first.set(pca.components.subarray(p * pca.count, p * pca.count + 200), p * 200);
const start = linearStart(
  { mean: pca.mean, components: first, deviation: pca.deviation, count: 200 },
  DEFAULT_WIDTHS,
  new Random(SEED + 1),
);
score('start', start);
const budget = Number(seconds);
const direct = new AutoEncoderTraining(start);
train('straight to 200', direct, budget, 0);
score('straight to 200', direct.trainable.weights());
direct.trainable.dispose();

const maps = principalMaps(pca);
const stage = (name, outer, time) => {
  const inner = new BottleneckTraining(outer, innerStart(pca.count, DEFAULT_WIDTHS, new Random(SEED + 1)));
  train(name, inner, time, 1000003);
  score(name, foldMaps(outer, inner.trainable.weights()));
  inner.trainable.dispose();
  inner.dispose();
};
const outer = new OuterMapsTraining(maps);
train('first stage', outer, budget / 2, 0);
const learnt = outer.trainable.weights();
outer.trainable.dispose();
stage('two stages', learnt, budget / 2);
stage('frozen principal components', maps, budget);
