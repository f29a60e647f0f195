// What the direct networks know of shapes that they have not learnt from: curves simulated as in the training, of structures that
// were held back with all their relatives and of as many others, their maps, and the correlation of each map with the shape
// after superposition.
//   node bench/heldBack.mjs STRUCTURES [--weights FOLDER] [--kinds asIs,beads,…] [--json]
import { createRequire } from 'node:module';

const require = createRequire(new URL('../kernel-lib/package.json', import.meta.url));
const dist = (name) => require(`decodesaxs/dist/${name}`);
const { useBackend } = dist('node/backend.js');
const { readBytes } = dist('node/files.js');
const { loadNetworks } = dist('node/networkFiles.js');
const { readStructureSet } = dist('train/samples/structureSet.js');
const { splitOf } = dist('train/samples/split.js');
const { CURVE_VARIATIONS, VARIATIONS, variedStructure } = dist('train/samples/sample.js');
const { CURVE_ROW, writeCurveRow } = dist('train/samples/curveTable.js');
const { trainingProfiles } = dist('train/samples/trainingCurves.js');
const { voxelise } = dist('grid/voxelise.js');
const { zernikeMoments } = dist('moments/zernikeMoments.js');
const { superpose } = dist('superposition/superpose.js');
const { Random } = dist('random.js');

const args = process.argv.slice(2);
const option = (name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);
const SEED = 1;
const NMAX = 20;
const kinds = option('--kinds', CURVE_VARIATIONS.join(',')).split(',');

await useBackend();
const set = readStructureSet(readBytes(args[0]), args[0]);
const { direct } = loadNetworks(option('--weights', undefined));
const { heldBack, tested } = splitOf(set);
const learnt = new Random(SEED)
  .shuffle([...set.ids.keys()].filter((s) => !heldBack[s]))
  .slice(0, tested.length);

/** Correlation of the shape of one structure with the networks' map of its curve. */
function correlationOf(s, variation) {
  const varied = variedStructure(set, s, variation, SEED);
  const row = new Float32Array(CURVE_ROW);
  writeCurveRow(varied, row, 0);
  const { features } = trainingProfiles(row, 1, Random.stream(SEED, 'held back curves', s, variation));
  const [{ map }] = direct.shapes(features, 1);
  const { grid } = voxelise(varied.xyz, { rmax: varied.rmax, radius: varied.radius, centre: false });
  return superpose(zernikeMoments(grid, 1, NMAX), zernikeMoments(map, 1, NMAX)).correlation;
}

/** Mean, its standard error and the number of values. */
function statistics(values) {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { mean, error: Math.sqrt(variance / n), n };
}

const table = { learnt: {}, heldBack: {} };
for (const [name, structures] of [
  ['learnt', learnt],
  ['heldBack', tested],
]) {
  const perStructure = structures.map(() => 0);
  for (const kind of kinds) {
    const values = structures.map((s) => correlationOf(s, VARIATIONS.indexOf(kind)));
    values.forEach((value, i) => (perStructure[i] += value / kinds.length));
    table[name][kind] = statistics(values);
  }
  // variations of one structure are not independent: the error is over structures
  table[name].all = statistics(perStructure);
}
if (args.includes('--json')) console.log(JSON.stringify(table));
else {
  const cell = ({ mean, error }) => `${mean.toFixed(4)} ± ${error.toFixed(4)}`;
  console.log(`correlation of map and shape, ${tested.length} structures each\n`);
  console.log('| variation | learnt from | held back with all relatives |\n| --- | --- | --- |');
  for (const kind of [...kinds, 'all'])
    console.log(`| ${kind} | ${cell(table.learnt[kind])} | ${cell(table.heldBack[kind])} |`);
}
