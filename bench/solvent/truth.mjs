// Chi-square of the known models themselves against their measured curves, with what is fitted beside them:
// node bench/solvent/truth.mjs ../shared/data/experimental
import { dist, entriesOf, geometricMean, layerTerms, numbersOf, targetOf } from './common.mjs';

const { voxelise } = dist('grid/voxelise.js');
const { farthest } = dist('grid/points.js');
const { layeredProfile } = dist('reconstruct/hydration.js');
const { chiSquare } = dist('profile/chiSquare.js');

const SIZES = Array.from({ length: 13 }, (_, i) => 0.88 + 0.02 * i);
const NARROW = [-2, 9],
  WIDE = [-12, 12];
const VARIANTS = {
  's² −2 … 9': { formFactor: NARROW },
  's² −12 … 12': { formFactor: WIDE },
  's² −2 … 9, layer 0 … 0.5': { formFactor: NARROW, layer: [0, 0.5] },
  's² −12 … 12, layer 0 … 0.5': { formFactor: WIDE, layer: [0, 0.5] },
};

const entries = entriesOf(process.argv[2], numbersOf(process.argv.slice(3)));
console.log('geometric mean of chi² at the known models, size free within 12 %, 1 % error of the model');
for (const qMax of [0.2, 0.3]) {
  const rows = Object.fromEntries(Object.keys(VARIANTS).map((name) => [name, []]));
  for (const entry of entries) {
    const { curve, fit } = targetOf(entry, { before: true, qMax });
    const { xyz, radius } = entry.model;
    const { grid } = voxelise(xyz, { radius });
    const profiles = SIZES.map((size) => layeredProfile(grid, size * farthest(xyz), curve.q));
    for (const [name, { formFactor, layer }] of Object.entries(VARIANTS)) {
      const chi2 = profiles.map(
        (profiles) =>
          chiSquare(curve, profiles.body, {
            ...fit,
            formFactor,
            ...(layer ? { layer: layerTerms(profiles, layer) } : {}),
          }).chi2,
      );
      rows[name].push({ rg: entry.guinier.rg, chi2: Math.min(...chi2) });
    }
  }
  for (const [name, row] of Object.entries(rows)) {
    const of = (keep) => geometricMean(row.filter(keep).map(({ chi2 }) => chi2)).toFixed(2);
    console.log(
      `q ≤ ${qMax}  ${name.padEnd(28)} all ${of(() => true)}  Rg < 18 Å ${of(({ rg }) => rg < 18)}  others ${of(({ rg }) => rg >= 18)}`,
    );
  }
}
