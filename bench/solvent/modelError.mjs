// The error of a uniform body on the grid, by which the search widens the errors of a curve: exact profiles of structures
// (atoms in water, layer of 0.015 e/Å³), fitted by their own voxels with layer, form factor and constant, size free within
// 12 %. Prints the root mean square misfit in per cent of I:
// node bench/solvent/modelError.mjs ../shared/data/experimental
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dist, fitShape, layerTerms } from './common.mjs';

const { readText } = dist('node/files.js');
const { parseStructure } = dist('structure/parseStructure.js');
const { structureScatterers } = dist('scattering/structureScatterers.js');
const { solvatedProfile } = dist('scattering/solvatedProfile.js');
const { voxelise } = dist('grid/voxelise.js');
const { farthest } = dist('grid/points.js');
const { fittedProfile } = dist('profile/chiSquare.js');
const { canonicalPose } = dist('grid/canonicalPose.js');

const SIZES = Array.from({ length: 13 }, (_, i) => 0.88 + 0.02 * i);
const LAYER = 0.015;
const Q = Float64Array.from({ length: 60 }, (_, i) => 0.01 + (0.19 * i) / 59);
const RANGES = [0.1, 0.15, 0.2];
/** What the search assumes, as a share of I. */
const assumed = (q) => 0.01 * (1 + (q / 0.15) ** 2);

const rms = (values) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
const median = (values) => values.slice().sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Misfit of the best of the sizes at each q, as a share of I. */
function misfit(xyz, intensity) {
  const { grid } = voxelise(xyz);
  const sigma = intensity.map((value, i) => assumed(Q[i]) * value);
  const bounds = { background: [-0.003 * intensity[0], 0.003 * intensity[0]], formFactor: [-12, 12] };
  const fits = SIZES.map((size) => fitShape(grid, size * farthest(xyz), { q: Q, intensity, sigma }, bounds));
  const best = fits.reduce((a, b) => (b.chi2 < a.chi2 ? b : a));
  const model = fittedProfile(best, best.profiles.body, Q, layerTerms(best.profiles));
  return Array.from(intensity, (value, i) => model[i] / value - 1);
}

const all = RANGES.map(() => []);
const share = [];
for (const entry of readdirSync(process.argv[2]).sort()) {
  const folder = join(process.argv[2], entry);
  const file = readdirSync(folder).find((name) => /\.(pdb|cif|ent)(\.gz)?$/.test(name));
  if (!file) continue;
  const text = readText(join(folder, file));
  const structure = parseStructure(text);
  const scatterers = structureScatterers(text);
  // beads and traces of CA have no atoms to compute with
  if (structure.kind !== 'atomic' || scatterers.detail !== 'atoms') continue;
  const intensity = solvatedProfile(scatterers, Q, { layer: LAYER });
  const off = misfit(canonicalPose(structure.trace).xyz, intensity);
  const values = RANGES.map((to) => rms(off.filter((_, i) => Q[i] <= to)));
  values.forEach((value, i) => all[i].push(value));
  share.push(rms(off.map((x, i) => x / assumed(Q[i]))));
  console.log(
    `${entry.padEnd(18)} ${values.map((v) => `${(100 * v).toFixed(2)} %`.padStart(8)).join(' ')}   ${share.at(-1).toFixed(2)} of the assumed error`,
  );
}
RANGES.forEach((to, i) =>
  console.log(
    `q ≤ ${to}: median ${(100 * median(all[i])).toFixed(2)} %, worst ${(100 * Math.max(...all[i])).toFixed(2)} %; assumed ${(
      100 *
      rms(
        Array.from(Q)
          .filter((q) => q <= to)
          .map(assumed),
      )
    ).toFixed(2)} %`,
  ),
);
console.log(
  `${share.length} structures, misfit over the assumed error: median ${median(share).toFixed(2)}, above 1 in ${share.filter((x) => x > 1).length}`,
);
