// Each direct network alone, and all of them averaged, on curves with known models, without a search: mean correlation of map and model
// (own radius), share above 0.70, and the radius that the network states: share within 10 %, and the median of ln(found / model).
//   node bench/directNetworks.mjs DATASET [FILE…]      FILE: a direct network as safetensors; default: those of the library
import { createRequire } from 'node:module';

const require = createRequire(new URL('../kernel-lib/package.json', import.meta.url));
const dist = (name) => require(`decodesaxs/dist/${name}`);
const { useBackend } = dist('node/backend.js');
const { readBytes } = dist('node/files.js');
const { WEIGHTS_FOLDER, readManifest } = dist('node/networkFiles.js');
const { directFiles } = dist('reconstruct/networks.js');
const { readWeights } = dist('network/weights.js');
const { DirectNetwork } = dist('network/directNetwork.js');
const { openDataset } = dist('node/evaluation/dataset.js');
const { guinier } = dist('curve/guinier.js');
const { directShape } = dist('reconstruct/directShape.js');
const { shapeMap } = dist('map/shapeMap.js');
const { compareShapes } = dist('superposition/compare.js');
const { farthest } = dist('grid/points.js');

const [dataset, ...given] = process.argv.slice(2);
await useBackend();
const files =
  given.length > 0 ? given : directFiles(readManifest()).map((name) => `${WEIGHTS_FOLDER}/${name}`);
const weights = files.map((file) => readWeights(readBytes(file), file));
const networks = weights.map((one) => new DirectNetwork([one]));
const rows = networks.map((network, i) => ({ name: files[i].split('/').at(-1), network, results: [] }));
if (weights.length > 1) rows.push({ name: 'averaged', network: new DirectNetwork(weights), results: [] });

for (const entry of openDataset(dataset)) {
  const model = entry.model?.();
  if (!model) continue;
  const curve = entry.curve();
  const fit = guinier(curve);
  const body = { points: model.xyz, radius: model.radius };
  for (const { network, results } of rows) {
    const { map, radiusRatio } = directShape(network, curve, fit);
    const rmax = radiusRatio * fit.rg;
    const cc = compareShapes(body, shapeMap(map, rmax)).ownRadius;
    results.push({ cc, radius: Math.log(rmax / farthest(model.xyz)) });
  }
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (values) => `${Math.round(100 * mean(values.map(Number)))} %`;
console.log('| network | mean CC | above 0.70 | radius within 10 % | median of ln(radius / model) |');
console.log('| --- | --- | --- | --- | --- |');
for (const { name, results } of rows) {
  const cc = results.map((r) => r.cc),
    radius = results.map((r) => r.radius);
  const deviation = Math.sqrt(mean(cc.map((value) => (value - mean(cc)) ** 2)) / (cc.length - 1));
  const cells = [
    `${mean(cc).toFixed(4)} ± ${deviation.toFixed(4)}`,
    percent(cc.map((value) => value > 0.7)),
    percent(radius.map((value) => value > Math.log(0.9) && value < Math.log(1.1))),
    radius.sort((a, b) => a - b)[radius.length >> 1].toFixed(3),
  ];
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
