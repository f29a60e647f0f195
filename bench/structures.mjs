// Profiles of structures by `solvatedProfile` against sums written anew here: own reading of the PDB columns, own
// form factors and volumes, hydrogens counted by valence from the distances of atoms (not by name), and the mean over
// directions of the square of the amplitude instead of multipoles. Body in water, without a layer.
//
//   node bench/structures.mjs ../shared/data/experimental
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { solvatedProfile, structureScatterers } from 'decodesaxs';

const STRUCTURES = [
  'LYZ_RAW/6lyz.pdb',
  'RNASEA_GE/SASDPP4.pdb',
  'BIOISIS_1XYNTP/pdb_model.pdb',
  'NUP116/3nf5_model.pdb',
  'NUP133/3kfo_model.pdb',
  'NUP145/3kep_model.pdb',
  'SASDPT4/SASDPT4.pdb',
  'SASDND2/3cvc_monomer.pdb',
  'SASDCF8/3v03_monomer.pdb.gz',
  'BIL_RNA/example-rna.pdb',
];
const DIRECTIONS = 800;
const WATER = 0.334;
const Q = Float64Array.from({ length: 16 }, (_, i) => 0.02 * i);

// a1 b1 a2 b2 a3 b3 a4 b4 c, Cromer & Mann
const FACTORS = {
  H: [0.493002, 10.5109, 0.322912, 26.1257, 0.140191, 3.14236, 0.04081, 57.7997, 0.003038],
  C: [2.31, 20.8439, 1.02, 10.2075, 1.5886, 0.5687, 0.865, 51.6512, 0.2156],
  N: [12.2126, 0.0057, 3.1322, 9.8933, 2.0125, 28.9975, 1.1663, 0.5826, -11.529],
  O: [3.0485, 13.2771, 2.2868, 5.7011, 1.5463, 0.3239, 0.867, 32.9089, 0.2508],
  S: [6.9053, 1.4679, 5.2034, 22.2151, 1.4379, 0.2536, 1.5863, 56.172, 0.8669],
  SE: [17.0006, 2.4098, 5.8196, 0.2726, 3.9731, 15.2372, 4.3543, 43.8163, 2.8409],
  P: [6.4345, 1.9067, 4.1791, 27.157, 1.78, 0.526, 1.4908, 68.1645, 1.1149],
};
const VOLUMES = { C: 16.44, N: 2.49, O: 9.13, S: 19.86, SE: 19.86, P: 5.73 };

const factor = (element, q) => {
  const row = FACTORS[element],
    s2 = (q / (4 * Math.PI)) ** 2;
  return [0, 2, 4, 6].reduce((sum, k) => sum + row[k] * Math.exp(-row[k + 1] * s2), row[8]);
};

/** Heavy atoms of the polymers by columns: first model, of each residue the alternate location with the highest occupancy. */
function atomsOf(text) {
  const atoms = [];
  const first = text.split(/^ENDMDL/m)[0].split('\n');
  const place = (line) => line.slice(21, 27),
    means = {};
  for (const line of first.filter((one) => /^(?:ATOM|HETATM)/.test(one) && one[16] !== ' ')) {
    const mean = ((means[place(line)] ??= {})[line[16]] ??= [0, 0]);
    mean[0] += Number(line.slice(54, 60));
    mean[1]++;
  }
  const best = Object.fromEntries(
    Object.entries(means).map(([at, letters]) => [
      at,
      Object.entries(letters).sort(
        ([a, [x, m]], [b, [y, n]]) => y / n - x / m || a.charCodeAt(0) - b.charCodeAt(0),
      )[0][0],
    ]),
  );
  const kept = (line) => line[16] === ' ' || best[place(line)] === line[16];
  for (const line of first) {
    if (!(line.startsWith('ATOM  ') || /^HETATM.{11}MSE/.test(line)) || !kept(line)) continue;
    let element = (line.slice(76, 78).trim() || line.slice(12, 16).replace(/[\d ]/g, '')[0]).toUpperCase();
    if (line.slice(17, 20) === 'MSE' && /^ ?SE/.test(line.slice(12, 16))) element = 'SE';
    if (element === 'H' || FACTORS[element] === undefined) continue;
    const xyz = [30, 38, 46].map((at) => Number(line.slice(at, at + 8)));
    atoms.push({ element, xyz, bonds: [] });
  }
  for (let i = 0; i < atoms.length; i++) {
    for (let j = 0; j < i; j++) {
      const d = Math.hypot(...atoms[i].xyz.map((x, k) => x - atoms[j].xyz[k]));
      if (d < 1.95) {
        atoms[i].bonds.push([d, atoms[j].element]);
        atoms[j].bonds.push([d, atoms[i].element]);
      }
    }
  }
  return atoms;
}

/** Hydrogens that the valence leaves free; nitrogen as in amides, oxygen of C–O with a single bond as OH. */
function hydrogens({ element, bonds }) {
  const mean = bonds.reduce((sum, [d]) => sum + d, 0) / bonds.length;
  if (element === 'C') return Math.max(0, (mean < 1.45 ? 3 : 4) - bonds.length);
  if (element === 'N') return Math.max(0, 3 - bonds.length);
  if (element === 'O') return bonds.length === 1 && bonds[0][1] === 'C' && mean > 1.3 ? 1 : 0;
  return 0;
}

function direct(text) {
  const atoms = atomsOf(text);
  const counts = atoms.map(hydrogens);
  const golden = Math.PI * (3 - Math.sqrt(5));
  const profile = new Float64Array(Q.length);
  const values = Array.from(Q, (q) =>
    atoms.map(({ element }, i) => {
      const volume = VOLUMES[element] + 5.15 * counts[i];
      return (
        factor(element, q) +
        counts[i] * factor('H', q) -
        WATER * volume * Math.exp((-q * q * Math.cbrt(volume) ** 2) / (4 * Math.PI))
      );
    }),
  );
  for (let n = 0; n < DIRECTIONS; n++) {
    const z = 1 - (2 * n + 1) / DIRECTIONS,
      r = Math.sqrt(1 - z * z);
    const [x, y] = [r * Math.cos(golden * n), r * Math.sin(golden * n)];
    const along = atoms.map(({ xyz }) => xyz[0] * x + xyz[1] * y + xyz[2] * z);
    for (let k = 0; k < Q.length; k++) {
      let re = 0,
        im = 0;
      for (let i = 0; i < along.length; i++) {
        re += values[k][i] * Math.cos(Q[k] * along[i]);
        im += values[k][i] * Math.sin(Q[k] * along[i]);
      }
      profile[k] += (re * re + im * im) / DIRECTIONS;
    }
  }
  return { profile, atoms: atoms.length };
}

/** Rms deviation in percent up to a q, scale aside. */
function deviation(a, b, qMax) {
  const used = Array.from(Q.keys()).filter((k) => Q[k] <= qMax + 1e-9);
  const scale = used.reduce((sum, k) => sum + b[k] / a[k], 0) / used.length;
  return 100 * Math.sqrt(used.reduce((sum, k) => sum + (b[k] / a[k] / scale - 1) ** 2, 0) / used.length);
}

const folder = process.argv[2] ?? '../shared/data/experimental';
console.log(
  '| structure | heavy atoms | ms | I(0), ratio | rms % to q 0.1 | 0.2 | 0.3 |\n| --- | --- | --- | --- | --- | --- | --- |',
);
for (const name of STRUCTURES) {
  const bytes = readFileSync(join(folder, name));
  // polymers alone: what counts as a ligand is no matter of the sums
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString()
    .split('\n')
    .filter((line) => !/^HETATM(?!.{11}MSE)|^ATOM.{13}HOH/.test(line))
    .join('\n');
  const scatterers = structureScatterers(text, { name });
  const start = performance.now();
  const ours = solvatedProfile(scatterers, Q);
  const ms = performance.now() - start;
  const { profile, atoms } = direct(text);
  const cells = [0.1, 0.2, 0.3].map((qMax) => deviation(profile, ours, qMax).toFixed(2));
  console.log(
    `| ${name} | ${atoms} | ${ms.toFixed(0)} | ${(ours[0] / profile[0]).toFixed(3)} | ${cells.join(' | ')} |`,
  );
}
