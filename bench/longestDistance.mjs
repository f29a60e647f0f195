// Dmax of p(r) of measured curves beside the longest distance between any two atoms (hydrogens left out) of their known structures: median and
// scatter of the ratio, and how many lie within the stated error.
//   node bench/longestDistance.mjs DATASET
import { createRequire } from 'node:module';

const require = createRequire(new URL('../kernel-lib/package.json', import.meta.url));
const dist = (name) => require(`decodesaxs/dist/${name}`);
const { openDataset } = dist('node/evaluation/dataset.js');
const { readText } = dist('node/files.js');
const { pairDistance } = dist('curve/pairDistance.js');
const { InputError } = dist('inputError.js');
const { largestDistance } = dist('evaluate/bodyMeasures.js');
const { structureResidues } = dist('structure/structureResidues.js');

/** Fewest atoms per residue of a structure with side chains. */
const ALL_ATOMS = 4;

/** Heavy atoms of the chains, or undefined where the structure has traces or beads alone. */
function atomsOf(file) {
  const { residues, kinds, beads } = structureResidues(readText(file), { name: file });
  const chain = residues.filter((_, i) => ['amino', 'nucleotide'].includes(kinds[i]));
  const atoms = chain.flatMap((residue) => [...residue.atoms.values()]);
  return beads || atoms.length < ALL_ATOMS * chain.length ? undefined : atoms;
}

const found = [];
for (const entry of openDataset(process.argv[2])) {
  const atoms = entry.modelFile && atomsOf(entry.modelFile);
  if (!atoms) continue;
  try {
    const { dmax, dmaxError } = pairDistance(entry.curve());
    const known = largestDistance(Float64Array.from(atoms.flatMap(({ x, y, z }) => [x, y, z])));
    found.push({ ratio: dmax / known, within: Math.abs(dmax - known) <= dmaxError, error: dmaxError / dmax });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
}
const quantile = (values, share) => values.sort((a, b) => a - b)[Math.round(share * (values.length - 1))];
const ratios = found.map(({ ratio }) => ratio);
const errors = found.map(({ error }) => error);
const within = found.filter((one) => one.within).length / found.length;
const [median, low, high] = [0.5, 0.16, 0.84].map((share) => quantile(ratios, share).toFixed(3));
console.log(`${found.length} curves with all atoms of a structure`);
console.log(`Dmax / longest distance of two atoms: ${median} (median), ${low} and ${high} (16 and 84 %)`);
console.log(
  `stated error ${(100 * quantile(errors, 0.5)).toFixed(1)} % (median); within it ${Math.round(100 * within)} %`,
);
