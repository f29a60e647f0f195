// The search before and with the solvent correction on the same entries, same seeds, in one run; CC of the mean of the
// searched genes alone and of the average with the direct network's map; chi² of the best shape to the measured errors:
// node bench/solvent/search.mjs ../shared/data/experimental --every 4 --first 1 --islands 2 --genes 80 --generations 10
import { dist, entriesOf, fitShape, geometricMean, mean, numbersOf, paired, targetOf } from './common.mjs';

const { useBackend } = dist('node/backend.js');
const { loadNetworks } = dist('node/networkFiles.js');
const { selectRange } = dist('curve/rebin.js');
const { curveSeeds } = dist('reconstruct/seeds.js');
const { withHydration } = dist('reconstruct/hydration.js');
const { fillOptions } = dist('reconstruct/options.js');
const { consensusMembers } = dist('consensus/consensusMembers.js');
const { searchIslands } = dist('search/islands.js');
const { averageShapes } = dist('consensus/averageShapes.js');
const { compareShapes } = dist('superposition/compare.js');
const { shapeMap } = dist('map/shapeMap.js');
const { Random } = dist('random.js');

const VARIANTS = { before: { before: true }, corrected: {}, 'corrected, q ≤ 0.3': { qMax: 0.3 } };
const WEIGHTS = [0, 0.8];

const { islands = 4, genes = 100, generations = 15, ...which } = numbersOf(process.argv.slice(3));
await useBackend('tensorflow');
const { autoEncoder, direct: network, library } = loadNetworks();
const rows = Object.fromEntries(Object.keys(VARIANTS).map((name) => [name, []]));
for (const entry of entriesOf(process.argv[2], which)) {
  const {
    id,
    curve,
    model,
    guinier: { rg, i0, first },
  } = entry;
  const direct = network.shape(selectRange(curve, curve.q[first], 0.3), rg, i0);
  for (const [name, variant] of Object.entries(VARIANTS)) {
    const bare = targetOf(entry, variant);
    const seeds = curveSeeds(direct, library, bare, rg);
    const target = variant.before ? bare : withHydration(bare, autoEncoder, seeds.nearest);
    const firsts = Array.from({ length: islands }, (_, i) =>
      seeds.first(genes, Random.stream(1, 'first genes', i)),
    );
    const limits = { ...fillOptions({}).limits, generations };
    const began = performance.now();
    let last;
    for await (const record of searchIslands(
      firsts,
      { network: autoEncoder, target, prior: seeds.prior, priorWeight: 0.5, clean: {} },
      limits,
      1,
    ))
      last = record;
    const seconds = (performance.now() - began) / 1000;
    const cc = WEIGHTS.map((weight) => {
      const members = consensusMembers(autoEncoder, {
        direct,
        nearest: seeds.nearest,
        islands: last.islands,
        rg,
        directWeight: weight,
        libraryWeight: 0,
      });
      const { map } = averageShapes(members.shapes, members.count, { weights: members.weights });
      return compareShapes({ points: model.xyz, radius: model.radius }, shapeMap(map, members.rmax))
        .ownRadius;
    });
    const fit = fitShape(last.bestShape, last.bestRmax[0], target.curve, target.fit);
    rows[name].push({ rg, cc, chi2: fit.chi2, seconds });
    console.log(
      `${id.padEnd(16)} Rg ${rg.toFixed(1)}  ${name.padEnd(20)} chi² ${fit.chi2.toFixed(2)}  c ${fit.layer.toFixed(2)}  s² ${fit.s2.toFixed(1)}  CC ${cc.map((c) => c.toFixed(3)).join(' ')}  ${seconds.toFixed(1)} s`,
    );
  }
}
const { before } = rows;
for (const [name, row] of Object.entries(rows)) {
  for (const [set, keep] of Object.entries({ all: () => true, 'Rg < 18 Å': ({ rg }) => rg < 18 })) {
    const kept = row.filter(keep);
    if (kept.length < 2) continue;
    console.log(
      `${name.padEnd(20)} ${set.padEnd(9)} n ${kept.length}  chi² ${geometricMean(kept.map((r) => r.chi2)).toFixed(3)}  ` +
        WEIGHTS.map(
          (w, k) =>
            `CC at weight ${w}: ${mean(kept.map((r) => r.cc[k])).toFixed(4)} (${paired(
              kept.map((r) => r.cc[k]),
              before.filter(keep).map((r) => r.cc[k]),
            )})`,
        ).join('  ') +
        `  ${mean(kept.map((r) => r.seconds)).toFixed(1)} s`,
    );
  }
}
process.exit(0);
