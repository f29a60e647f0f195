// First genes of a search (no generation), weighted by how they fit before and with the solvent correction:
// CC of their mean with weights exp(−4 (chi² − least)), of the best 20, and of all:
// node bench/solvent/seeds.mjs ../shared/data/experimental --every 4 --first 3
import { dist, entriesOf, geometricMean, mean, numbersOf, paired, targetOf } from './common.mjs';

const { useBackend } = dist('node/backend.js');
const { loadNetworks } = dist('node/networkFiles.js');
const { selectRange } = dist('curve/rebin.js');
const { curveSeeds } = dist('reconstruct/seeds.js');
const { withHydration } = dist('reconstruct/hydration.js');
const { compareShapes } = dist('superposition/compare.js');
const { largestRegion } = dist('grid/largestRegion.js');
const { shapeMap } = dist('map/shapeMap.js');
const { invariants } = dist('moments/invariants.js');
const { zernikeMoments } = dist('moments/zernikeMoments.js');
const { scoreInvariants } = dist('profile/scoreInvariants.js');
const { Random } = dist('random.js');

const POINTS = 31 ** 3,
  SHARPNESS = 4;
const VARIANTS = {
  before: { before: true },
  'new error, s²': { layer: false },
  corrected: { layer: true },
  'corrected, q ≤ 0.25': { layer: true, qMax: 0.25 },
  'corrected, q ≤ 0.3': { layer: true, qMax: 0.3 },
};

const { genes = 500, ...which } = numbersOf(process.argv.slice(3));
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
  const seeds = curveSeeds(direct, library, targetOf(entry), rg);
  const population = seeds.first(genes, new Random(7));
  const shapes = autoEncoder.decodeShapes(population.latents, genes);
  largestRegion(shapes, genes);
  const { nmax } = targetOf(entry, { qMax: 0.3 });
  const F = invariants(zernikeMoments(shapes, genes, nmax), genes, nmax);
  const ccOf = (weights) => {
    const total = weights.reduce((a, b) => a + b, 0),
      map = new Float32Array(POINTS);
    weights.forEach((w, g) => {
      if (w > 1e-4 * total) for (let p = 0; p < POINTS; p++) map[p] += (shapes[g * POINTS + p] * w) / total;
    });
    return compareShapes({ points: model.xyz, radius: model.radius }, shapeMap(map, 2.2 * rg)).ownRadius;
  };
  const all = ccOf(new Float64Array(genes).fill(1));
  for (const [name, { layer, ...variant }] of Object.entries(VARIANTS)) {
    const bare = targetOf(entry, variant);
    const target = { ...(layer ? withHydration(bare, autoEncoder, seeds.nearest) : bare), nmax };
    const { chi2 } = scoreInvariants(
      F,
      genes,
      scoreInvariants(F, genes, population.rmax, target).rmax,
      target,
    );
    const least = chi2.reduce((a, b) => Math.min(a, b)),
      twentieth = Array.from(chi2).sort((a, b) => a - b)[19];
    rows[name].push({
      rg,
      least,
      cc: [
        ccOf(chi2.map((x) => Math.exp(-SHARPNESS * (x - least)))),
        ccOf(chi2.map((x) => (x <= twentieth ? 1 : 0))),
        all,
      ],
    });
  }
  console.log(
    id.padEnd(16),
    rg.toFixed(1),
    Object.values(rows)
      .map((row) =>
        row
          .at(-1)
          .cc.map((c) => c.toFixed(3))
          .join(' '),
      )
      .join('   '),
  );
}
for (const [name, row] of Object.entries(rows)) {
  for (const [set, keep] of Object.entries({ all: () => true, 'Rg < 18 Å': ({ rg }) => rg < 18 })) {
    const kept = row.filter(keep),
      before = rows.before.filter(keep);
    if (kept.length < 2) continue;
    console.log(
      name.padEnd(20),
      set.padEnd(9),
      `n ${kept.length}  least chi² ${geometricMean(kept.map((r) => r.least)).toFixed(2)}`,
      ...['weighted', 'best 20', 'all genes'].map(
        (what, k) =>
          `${what} ${mean(kept.map((r) => r.cc[k])).toFixed(4)} (${paired(
            kept.map((r) => r.cc[k]),
            before.map((r) => r.cc[k]),
          )})`,
      ),
    );
  }
}
process.exit(0);
