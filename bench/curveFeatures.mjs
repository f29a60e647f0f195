// Are the curves from which the direct networks learn like those that they are asked about? Two-sample tests of
// ln I + min(u²/3, 3) at u = q·Rg: for each variation of the training structures and for their mixture, the median and the
// distance D of Kolmogorov and Smirnov from the curves of a dataset, and the shares of the variations whose mixture comes nearest to
// them (least energy distance; Székely & Rizzo 2013).
//   node bench/curveFeatures.mjs STRUCTURES DATASET [--structures 300]
import { createRequire } from 'node:module';

const require = createRequire(new URL('../kernel-lib/package.json', import.meta.url));
const dist = (name) => require(`decodesaxs/dist/${name}`);
const { readBytes } = dist('node/files.js');
const { openDataset } = dist('node/evaluation/dataset.js');
const { guinier } = dist('curve/guinier.js');
const { selectRange } = dist('curve/rebin.js');
const { DIRECT_Q_MAX } = dist('reconstruct/directShape.js');
const { FEATURE_COUNT, FEATURE_U, dimensionlessProfile, writeFeatures } = dist('network/profileFeatures.js');
const { readStructureSet } = dist('train/samples/structureSet.js');
const { CURVE_VARIATIONS, VARIATIONS, variedStructure } = dist('train/samples/sample.js');
const { CURVE_ROW, writeCurveRow } = dist('train/samples/curveTable.js');
const { trainingProfiles } = dist('train/samples/trainingCurves.js');
const { Random } = dist('random.js');

const [structures, dataset, ...rest] = process.argv.slice(2);
const count = Number(rest[rest.indexOf('--structures') + 1] || 300);
const SEED = 1;
/** Indices of u = 1.4 … 5.1: what most measured curves have. */
const USED = [...FEATURE_U.keys()].filter((i) => FEATURE_U[i] > 1.3 && FEATURE_U[i] < 5.2);
const SHOWN = USED.filter((_, i) => i % 3 === 0);
const kinds = CURVE_VARIATIONS;

/** The features of the used range, or nothing where some were not measured. */
function used(features) {
  return USED.every((i) => features[FEATURE_U.length + i] === 1)
    ? Float64Array.from(USED, (i) => features[i])
    : undefined;
}

function measuredFeatures() {
  return openDataset(dataset).flatMap((entry) => {
    const curve = entry.curve();
    const { first, rg, i0 } = guinier(curve);
    const features = new Float32Array(FEATURE_COUNT);
    writeFeatures(
      dimensionlessProfile(selectRange(curve, curve.q[first], DIRECT_Q_MAX), rg, i0),
      rg,
      features,
    );
    return used(features) ?? [];
  });
}

function learntFeatures(set, kind) {
  const random = Random.stream(SEED, 'curve features', VARIATIONS.indexOf(kind));
  const row = new Float32Array(CURVE_ROW);
  return Array.from({ length: count }, () => {
    const s = random.integer(set.ids.length);
    writeCurveRow(variedStructure(set, s, VARIATIONS.indexOf(kind), SEED), row, 0);
    return used(trainingProfiles(row, 1, random).features) ?? [];
  }).filter((features) => features.length > 0);
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Largest difference of two distribution functions; the second sample has weights. */
function kolmogorov(a, b, weights = b.map(() => 1 / b.length)) {
  const steps = [
    ...a.map((value) => [value, 1 / a.length]),
    ...b.map((value, i) => [value, -weights[i]]),
  ].sort((x, y) => x[0] - y[0]);
  let sum = 0,
    largest = 0;
  for (const [, step] of steps) largest = Math.max(largest, Math.abs((sum += step)));
  return largest;
}

const distance = (a, b) => Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0));
function meanDistance(a, b) {
  let sum = 0;
  for (const x of a) for (const y of b) sum += distance(x, y);
  return sum / (a.length * b.length);
}

/** Shares w ≥ 0 of sum 1 with the least 2 w·a − w·B w: exponentiated gradient. */
function nearestMixture(a, B) {
  let w = a.map(() => 1 / a.length);
  for (let step = 0; step < 20000; step++) {
    const slope = a.map((value, k) => 2 * value - 2 * B[k].reduce((sum, b, l) => sum + b * w[l], 0));
    const raised = w.map((value, k) => value * Math.exp(-0.5 * slope[k]));
    const total = raised.reduce((sum, value) => sum + value, 0);
    w = raised.map((value) => value / total);
  }
  return w;
}

const set = readStructureSet(readBytes(structures), structures);
const measured = measuredFeatures();
const learnt = kinds.map((kind) => learntFeatures(set, kind));
const toMeasured = learnt.map((features) => meanDistance(features, measured));
const between = learnt.map((a) => learnt.map((b) => meanDistance(a, b)));
const within = meanDistance(measured, measured);
const energy = (w) =>
  2 * w.reduce((sum, share, k) => sum + share * toMeasured[k], 0) -
  w.reduce((sum, share, k) => sum + share * between[k].reduce((s, b, l) => s + b * w[l], 0), 0) -
  within;
const equal = kinds.map(() => 1 / kinds.length);
const nearest = nearestMixture(toMeasured, between);

console.log(`${measured.length} curves of ${dataset} and ${count} of each variation, in those u = q·Rg\n`);
const limit = 1.36 * Math.sqrt(1 / measured.length + 1 / count);
console.log(
  `median (D); D above ${limit.toFixed(2)} in one of twenty cases if both were alike (mixtures of all variations: a little less)\n`,
);
console.log(
  `| u | measured | ${kinds.join(' | ')} | equal shares | nearest mixture |\n|${' --- |'.repeat(kinds.length + 4)}`,
);
for (const i of SHOWN) {
  const at = USED.indexOf(i);
  const column = (features) => features.map((values) => values[at]);
  const own = column(measured);
  const mixture = (w) =>
    kolmogorov(
      own,
      learnt.flatMap(column),
      learnt.flatMap((features, k) => features.map(() => w[k] / features.length)),
    ).toFixed(2);
  const cells = learnt.map(
    (features) => `${median(column(features)).toFixed(2)} (${kolmogorov(own, column(features)).toFixed(2)})`,
  );
  console.log(
    `| ${FEATURE_U[i].toFixed(2)} | ${median(own).toFixed(2)} | ${cells.join(' | ')} | ${mixture(equal)} | ${mixture(nearest)} |`,
  );
}
console.log(
  `\nenergy distance: equal shares ${energy(equal).toFixed(4)}, nearest mixture ${energy(nearest).toFixed(4)}; its shares ${kinds.map((kind, k) => `${kind} ${nearest[k].toFixed(2)}`).join(', ')}`,
);
