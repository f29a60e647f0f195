/** An atom of a generated protein. */
interface Atom {
  readonly name: string;
  readonly residue: number;
  readonly at: readonly number[];
}

/** Distance in Å between neighbouring alpha carbons. */
const STEP = 3.8;
/** The other atoms of an alanine about its alpha carbon. */
const OFFSETS: readonly (readonly [string, readonly number[]])[] = [
  ['N', [-1.2, 0.6, 0.5]],
  ['CA', [0, 0, 0]],
  ['C', [1.2, 0.7, -0.4]],
  ['O', [1.4, 1.8, -0.8]],
  ['CB', [-0.3, -1.2, 0.9]],
];

/**
 * A chain of alanines that winds through a body: alpha carbons on points of it, some 3.8 Å apart, each the
 * nearest that is left to the one before.
 *
 * @param points of the body, 3 numbers each
 */
function chainThrough(points: Float64Array): Atom[] {
  const left: number[][] = [];
  for (let i = 0; i < points.length; i += 3) {
    const p = Array.from(points.subarray(i, i + 3));
    if (left.every((other) => distance(p, other) >= STEP)) left.push(p);
  }
  const chain = [left.shift() as number[]];
  while (left.length > 0) {
    const last = chain[chain.length - 1];
    const next = left.reduce((best, p, i) => (distance(p, last) < distance(left[best], last) ? i : best), 0);
    chain.push(...left.splice(next, 1));
  }
  return chain.flatMap((ca, residue) =>
    OFFSETS.map(([name, offset]) => ({ name, residue: residue + 1, at: ca.map((x, a) => x + offset[a]) })),
  );
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((x, i) => x - b[i]));
}

/** Turned about two axes, moved, and turned into its mirror image. */
function elsewhere([x, y, z]: readonly number[]): number[] {
  const [c, s] = [Math.cos(0.8), Math.sin(0.8)];
  const [u, v, w] = [-x * c - y * s, -x * s + y * c, z];
  return [u + 40, v * c - w * s - 12, v * s + w * c + 7];
}

/** The mirror image of a protein through a body, in another place, as PDB and mmCIF; with waters far away, which count for nothing. */
export function mirroredProtein(points: Float64Array): { pdb: string; cif: string } {
  const atoms = chainThrough(points).map((atom) => ({ ...atom, at: elsewhere(atom.at) }));
  const waters = [0, 1, 2].map((i) => [200 + 9 * i, 150, -120]);
  const column = (value: number): string => value.toFixed(3).padStart(8);
  const line = (
    record: string,
    serial: number,
    name: string,
    residue: string,
    chain: string,
    number: number,
    at: readonly number[],
  ): string =>
    `${record.padEnd(6)}${String(serial).padStart(5)}  ${name.padEnd(3)} ${residue} ${chain}${String(number).padStart(4)}    ${at.map(column).join('')}  1.00 20.00           ${name[0]}`;
  const pdb = [
    'HEADER    HYDROLASE                               01-JAN-20   1XYZ',
    'CRYST1   60.000   70.000   80.000  90.00  90.00  90.00 P 21 21 21    4',
    ...atoms.map(({ name, residue, at }, i) => line('ATOM', i + 1, name, 'ALA', 'A', residue, at)),
    `TER   ${String(atoms.length + 1).padStart(5)}      ALA A`,
    ...waters.map((at, i) => line('HETATM', atoms.length + 2 + i, 'O', 'HOH', 'B', i + 1, at)),
    'END',
    '',
  ].join('\n');
  const items = [
    'group_PDB',
    'id',
    'type_symbol',
    'label_atom_id',
    'label_alt_id',
    'label_comp_id',
    'label_asym_id',
    'label_entity_id',
    'label_seq_id',
    'Cartn_x',
    'Cartn_y',
    'Cartn_z',
    'auth_seq_id',
    'auth_asym_id',
    'pdbx_PDB_model_num',
  ];
  const cif = [
    'data_1XYZ',
    '#',
    'loop_',
    ...items.map((item) => `_atom_site.${item}`),
    ...atoms.map(({ name, residue, at }, i) =>
      [
        'ATOM',
        i + 1,
        name[0],
        name,
        '.',
        'ALA',
        'A',
        1,
        residue,
        ...at.map((x) => x.toFixed(3)),
        residue,
        'A',
        1,
      ].join(' '),
    ),
    ...waters.map((at, i) =>
      [
        'HETATM',
        atoms.length + 1 + i,
        'O',
        'O',
        '.',
        'HOH',
        'B',
        2,
        '.',
        ...at.map((x) => x.toFixed(3)),
        i + 1,
        'B',
        1,
      ].join(' '),
    ),
    '#',
    '',
  ].join('\n');
  return { pdb, cif };
}
