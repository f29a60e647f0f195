// Bodies with one fault each, and the right result.
import { Random } from 'decodesaxs/dist/random.js';
import { writeCcp4 } from 'decodesaxs/dist/map/writeCcp4.js';

const SPACING = 4;

/** Beads of a cubic lattice in an ellipsoid of semi-axes 32, 20 and 20 Å, moved by `shift` along x. */
function lattice(shift = 0, grow = 1) {
  const points = [];
  for (let i = -12; i <= 12; i++)
    for (let j = -9; j <= 9; j++)
      for (let k = -9; k <= 9; k++) {
        const [x, y, z] = [i * SPACING, j * SPACING, k * SPACING];
        if (((x - shift) / 32) ** 2 + (y / 20) ** 2 + (z / 20) ** 2 <= grow ** 2) points.push([x, y, z]);
      }
  return points;
}

const number = (value, width, decimals) => value.toFixed(decimals).padStart(width);
const record = ({
  serial,
  name = 'CA',
  alt = ' ',
  residue = 'ASP',
  chain = ' ',
  seq,
  xyz,
  occupancy = 1,
  element = '',
}) =>
  `ATOM  ${String(serial).padStart(5)}  ${name.padEnd(3)}${alt}${residue} ${chain}${String(seq).padStart(4)}    ${xyz.map((value) => number(value, 8, 3)).join('')}${number(occupancy, 6, 2)} 20.00          ${element.padStart(2)}`;
const file = (records) => `${records.join('\n')}\nEND\n`;
/** @param {(i: number, xyz: number[]) => object} about */
const beads = (points, about = () => ({})) =>
  file(points.map((xyz, i) => record({ serial: i + 1, seq: Math.floor(i / 10) + 1, xyz, ...about(i, xyz) })));

/** CA atoms of two helices, 3.8 Å from one to the next. */
function helix(random) {
  const names = ['ALA', 'LEU', 'LYS', 'GLU', 'VAL', 'SER', 'GLY'];
  return Array.from({ length: 50 }, (_, i) => {
    const up = i < 25;
    const angle = (100 * i * Math.PI) / 180;
    const z = 1.5 * (up ? i : 50 - i);
    const xyz = [(up ? 0 : 10) + 2.3 * Math.cos(angle), 2.3 * Math.sin(angle), z];
    return { residue: names[random.integer(names.length)], xyz };
  });
}

/** @returns entries of fixtures/faults/index.json with their content */
export function faultyBodies(seed) {
  const one = lattice();
  const reference = 'beads.pdb';
  return [
    {
      file: reference,
      kind: 'beads',
      right: 'ten beads per residue number',
      compare: reference,
      points: one.length,
      content: beads(one),
    },
    ...otherBeads(one, reference),
    ...molecules(new Random(seed)),
    ...maps(),
  ];
}

function otherBeads(one, reference) {
  const same = { compare: reference, points: one.length, rg: true };
  const shell = lattice(0, 1.4).filter(
    (point) => !one.some((other) => other.every((value, a) => value === point[a])),
  );
  const counts = new Map();
  for (const shift of [-6, -4, -2, 0, 0, 2, 4, 6])
    for (const point of lattice(shift)) counts.set(point.join(), (counts.get(point.join()) ?? 0) + 1);
  const places = lattice(0, 1.4);
  const filled = (point) => counts.get(point.join()) ?? 0;
  const cif = [
    'data_average',
    'loop_',
    ...'group_PDB id type_symbol label_atom_id label_comp_id label_asym_id label_seq_id Cartn_x Cartn_y Cartn_z occupancy'
      .split(' ')
      .map((item) => `_atom_site.${item}`),
    ...places.map(
      (xyz, i) =>
        `ATOM ${i + 1} C CA ASP A ${i + 1} ${xyz.map((v) => v.toFixed(3)).join(' ')} ${filled(xyz).toFixed(2)}`,
    ),
    '',
  ].join('\n');
  const average = {
    kind: 'occupancy',
    right: 'occupancies are weights',
    compare: reference,
    ccTrueScale: 0.9,
    mustSay: 'occupanc',
  };
  return [
    {
      file: 'letters-of-locations.pdb',
      kind: 'beads',
      right: 'letters in column 17',
      ...same,
      content: beads(one, () => ({ alt: 'A' })),
    },
    {
      file: 'two-phases.pdb',
      kind: 'beads',
      right: 'two phases share residue numbers, the solvent is left out',
      ...same,
      mustSay: 'solvent',
      content: beads([...one, ...shell], (i, [x]) => ({
        name: i >= one.length ? 'H' : x < 0 ? 'CA' : 'O',
        seq: 1 + (i % 60),
      })),
    },
    {
      file: 'beads-in-nanometres.pdb',
      kind: 'nanometres',
      right: 'beads 0.4 apart',
      ...same,
      mustSay: 'nanomet',
      content: beads(one.map((xyz) => xyz.map((v) => v / 10))),
    },
    { file: 'average.pdb', ...average, content: beads(places, (_, xyz) => ({ occupancy: filled(xyz) })) },
    { file: 'average.cif', ...average, content: cif },
  ];
}

function molecules(random) {
  const chain = helix(random);
  const atoms = (shift = [0, 0, 0], first = 1, scale = 1) =>
    chain.map(({ residue, xyz }, i) =>
      record({
        serial: first + i,
        residue,
        chain: 'A',
        seq: i + 1,
        element: 'C',
        xyz: xyz.map((v, a) => scale * (v + shift[a])),
      }),
    );
  const reference = 'chain.pdb';
  const entry = (name, right, content, more = {}) => ({
    file: name,
    kind: 'left out',
    right,
    compare: reference,
    points: chain.length,
    rg: true,
    ...more,
    content,
  });
  const glycan = ['C1', 'C2', 'C3', 'C4', 'C5', 'O5'].map((name, i) =>
    record({
      serial: 90 + i,
      name,
      residue: 'NAG',
      chain: 'A',
      seq: 101,
      xyz: [20 + i, 3, 4 + (i % 2)],
    }).replace('ATOM  ', 'HETATM'),
  );
  const sphere =
    'data_ihm\nloop_\n_ihm_starting_model_coord.id\n_ihm_starting_model_coord.Cartn_x\n1 2.0\n2 3.0\n';
  return [
    entry(reference, 'a chain of CA atoms', file(atoms())),
    entry('chain-in-nanometres.pdb', 'CA atoms 0.38 apart', file(atoms([0, 0, 0], 1, 0.1)), {
      mustSay: 'nanomet',
      kind: 'nanometres',
    }),
    entry(
      'six-digits.pdb',
      'serial numbers of six digits shift the columns',
      file(atoms([0, 0, 0], 100000)),
      { mustSay: 'columns' },
    ),
    entry(
      'second-model.pdb',
      'a second model is left out',
      file(['MODEL        1', ...atoms(), 'ENDMDL', 'MODEL        2', ...atoms([1, 0, 0]), 'ENDMDL']),
      { mustSay: 'models' },
    ),
    entry('glycan.pdb', 'a sugar is left out', file([...atoms(), ...glycan]), { mustSay: 'NAG' }),
    {
      file: 'start-models-only.cif',
      kind: 'left out',
      right: 'an integrative model without atoms',
      refuse: 'integrative',
      content: sphere,
    },
  ];
}

function maps() {
  const size = 18;
  const values = new Float32Array(size ** 3);
  for (let i = 0, at = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++, at++)
        values[at] = 1 / (1 + Math.exp((Math.hypot((i - 8.5) / 6, (j - 8.5) / 4, (k - 8.5) / 4) - 1) * 6));
  const written = (step, changed = values) =>
    writeCcp4({ size: [size, size, size], step, origin: [0, 0, 0], values: changed });
  const hot = Float32Array.from(values);
  hot[3 * size * size + 3 * size + 3] = 500;
  const entry = (name, right, content, more) => ({
    file: name,
    kind: 'map',
    right,
    compare: 'body.mrc',

    rmax: 24,
    within: 0.15,
    ...more,
    content,
  });
  return [
    entry('body.mrc', 'a smooth ellipsoid', written(3.5), {}),
    entry('hot-voxel.mrc', 'one voxel is not the scale', written(3.5, hot), { mustSay: 'voxel' }),
    entry('nanometres.mrc', 'a body 4 across', written(0.35), { mustSay: 'nanomet' }),
  ];
}
