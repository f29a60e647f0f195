// Kinds of files that hold a body: structures, bead models and maps.
import { gzipSync } from 'node:zlib';
import { shapeMap } from 'decodesaxs/dist/map/shapeMap.js';
import { writeCcp4 } from 'decodesaxs/dist/map/writeCcp4.js';
import { readBytes, readText } from 'decodesaxs/dist/node/files.js';
import { readBody } from 'decodesaxs/dist/node/readBody.js';
import { structureCandidates } from 'decodesaxs/dist/node/structureCandidates.js';
import { structureFormat } from 'decodesaxs/dist/structure/parseStructure.js';
import { structureScatterers } from 'decodesaxs/dist/scattering/structureScatterers.js';
import { superposedStructure } from 'decodesaxs/dist/structure/superposedStructure.js';
import { vicinity } from 'decodesaxs/dist/structure/vicinity.js';
import { writeBeads } from 'decodesaxs/dist/structure/writeBeads.js';

const TURN = { rotation: [0, -1, 0, 1, 0, 0, 0, 0, 1], mirror: true, centreA: [1, 2, 3], centreB: [4, 5, 6] };
const RESIDUES = ['ALA', 'LYS', 'GLU', 'VAL', 'SER', 'GLY', 'TRP'];
const NAMES = ['N', 'CA', 'C', 'O'];

/** @returns kinds as `fileKinds` */
export function bodyKinds(points) {
  const text = (string) => Buffer.from(string);
  const beads = text(writeBeads(points));
  return [
    // one half with models, the other with an assembly, an alternate location, water and a ligand
    {
      name: 'atoms.pdb',
      file: 'atoms.pdb',
      seeds: [pdb(false), pdb(true)].map(text),
      read: readStructureFile,
    },
    {
      name: 'atoms.cif',
      file: 'atoms.cif',
      seeds: [cif(false), cif(true)].map(text),
      read: readStructureFile,
    },
    { name: 'beads.pdb', file: 'beads.pdb', seed: beads, read: readStructureFile },
    {
      name: 'map.ccp4',
      file: 'map.ccp4',
      seed: writeCcp4(shapeMap(new Uint8Array(31 ** 3).fill(1), 27, 0.3)),
      head: 1024,
      read: readMap,
    },
    { name: 'map.mrc', file: 'map.mrc', seeds: [0, 1, 2, 6].map(otherMap), head: 1024, read: readMap },
    {
      name: 'gzip',
      file: 'beads.pdb.gz',
      seed: gzipSync(beads),
      read: (file) => readBytes(file, 2 ** 24).length,
    },
  ];
}

/** Everything that commands make of a structure file. */
function readStructureFile(file) {
  const { structure } = /** @type {any} */ (readBody(file));
  const whole = readText(file);
  const parts = [
    ...structureCandidates([file], { models: true }),
    ...structureCandidates([file], { assembly: 'all' }),
  ];
  return {
    structure,
    vicinity: vicinity(structure),
    // a part may have a fault of its own
    parts: parts.slice(0, 4).map(({ text, part }) => orRefusal(() => structureScatterers(text, part))),
    moved: orRefusal(() => coordinatesOf(superposedStructure(whole, TURN))),
  };
}

function orRefusal(read) {
  try {
    return read();
  } catch (error) {
    if (error?.name !== 'InputError') throw error;
    return undefined;
  }
}

/** Numbers in the place of coordinates of a PDB file; an mmCIF file as it is. */
function coordinatesOf(written) {
  if (structureFormat(written) === 'mmcif') return written.includes('NaN') ? NaN : 0;
  return Float64Array.from(written.match(/^(?:ATOM|HETATM).*$/gm) ?? [], (line) =>
    Number(line.slice(30, 38)),
  );
}

function readMap(file) {
  const { map } = /** @type {any} */ (readBody(file));
  const { values, size, ...rest } = map;
  if (values.length !== size[0] * size[1] * size[2]) throw new Error(`${values.length} values for ${size}`);
  return { values, size, ...rest };
}

function atomRows() {
  return Array.from({ length: 96 }, (_, i) => {
    const [residue, atom] = [Math.floor(i / 4), i % 4];
    return {
      serial: i + 1,
      name: NAMES[atom],
      residue: RESIDUES[residue % RESIDUES.length],
      chain: residue < 12 ? 'A' : 'B',
      seq: residue + 1,
      xyz: [3.8 * (residue % 12) + atom, atom === 3 ? -1.2 : 0.8 * atom, residue < 12 ? 0 : 9],
    };
  });
}

function pdb(models) {
  const line = ({ serial, name, residue, chain, seq, xyz }, { record = 'ATOM', alt = ' ' } = {}) =>
    `${record.padEnd(6)}${String(serial).padStart(5)}  ${name.padEnd(3)}${alt}${residue.padStart(3)} ${chain}${String(seq).padStart(4)}    ${xyz.map((x) => x.toFixed(3).padStart(8)).join('')}  1.00 20.00          ${name[0].padStart(2)}`;
  const rows = atomRows();
  const lines = rows.map((row) => line(row));
  if (models)
    return ['MODEL        1', ...lines, 'ENDMDL', 'MODEL        2', ...lines, 'ENDMDL', 'END', ''].join('\n');
  return [
    'HEADER    HYDROLASE                               01-JAN-00   1ABC',
    'TITLE     TWO STRANDS',
    'REMARK 350 BIOMOLECULE: 1',
    'REMARK 350 APPLY THE FOLLOWING TO CHAINS: A, B',
    'REMARK 350   BIOMT1   1  1.000000  0.000000  0.000000        0.00000',
    'REMARK 350   BIOMT2   1  0.000000  1.000000  0.000000        0.00000',
    'REMARK 350   BIOMT3   1  0.000000  0.000000  1.000000        0.00000',
    'REMARK 350   BIOMT1   2 -1.000000  0.000000  0.000000       12.00000',
    'REMARK 350   BIOMT2   2  0.000000 -1.000000  0.000000        0.00000',
    'REMARK 350   BIOMT3   2  0.000000  0.000000  1.000000        0.00000',
    'CRYST1   50.000   60.000   70.000  90.00  90.00  90.00 P 1           1',
    ...lines,
    line({ ...rows[0], xyz: [0.5, 0.5, 0.5] }, { alt: 'B' }),
    line(
      { serial: 200, name: 'ZN', residue: 'ZN', chain: 'A', seq: 90, xyz: [3, 3, 3] },
      { record: 'HETATM' },
    ),
    line(
      { serial: 201, name: 'O', residue: 'HOH', chain: 'A', seq: 91, xyz: [9, 9, 9] },
      { record: 'HETATM' },
    ),
    'END',
    '',
  ].join('\n');
}

function cif(models) {
  const items = [
    'group_PDB id type_symbol label_atom_id label_alt_id label_comp_id label_asym_id label_seq_id auth_asym_id',
    'auth_seq_id Cartn_x Cartn_y Cartn_z occupancy pdbx_PDB_model_num',
  ]
    .join(' ')
    .split(' ');
  const rows = (model) =>
    atomRows().map(
      ({ serial, name, residue, chain, seq, xyz }) =>
        `ATOM ${serial} ${name[0]} ${name} . ${residue} ${chain} ${seq} ${chain} ${seq} ${xyz.map((x) => x.toFixed(3)).join(' ')} 1.0 ${model}`,
    );
  const operations = [
    [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0],
    [-1, 0, 0, 0, -1, 0, 0, 0, 1, 12, 0, 0],
  ];
  const cell = (r, c) => (c === 3 ? `vector[${r + 1}]` : `matrix[${r + 1}][${c + 1}]`);
  const assemblies = [
    'loop_',
    ...['assembly_id', 'oper_expression', 'asym_id_list'].map((item) => `_pdbx_struct_assembly_gen.${item}`),
    "1 '(1-2)' A,B",
    '2 1 A',
    'loop_',
    '_pdbx_struct_oper_list.id',
    ...[0, 1, 2].flatMap((r) => [0, 1, 2].map((c) => `_pdbx_struct_oper_list.${cell(r, c)}`)),
    ...[0, 1, 2].map((r) => `_pdbx_struct_oper_list.${cell(r, 3)}`),
    ...operations.map((numbers, i) => `${i + 1} ${numbers.join(' ')}`),
  ];
  return [
    'data_1ABC',
    '_struct.title',
    ';two strands',
    ';',
    ...(models ? [] : assemblies),
    'loop_',
    ...items.map((item) => `_atom_site.${item}`),
    ...(models ? [...rows(1), ...rows(2)] : rows(1)),
    '#',
    '',
  ].join('\n');
}

/** A map of another program, without the words of ours: a ball, in one of the modes, with another order of axes. */
function otherMap(mode) {
  const [nx, ny, nz] = [18, 20, 22];
  const width = { 0: 1, 1: 2, 2: 4, 6: 2 }[mode];
  const extension = mode === 1 ? 160 : 0;
  const bytes = Buffer.alloc(1024 + extension + nx * ny * nz * width);
  const words = {
    1: nx,
    2: ny,
    3: nz,
    4: mode,
    8: nx,
    9: ny,
    10: nz,
    17: 2,
    18: 1,
    19: 3,
    23: 1,
    24: extension,
  };
  for (const [word, value] of Object.entries(words)) bytes.writeInt32LE(value, 4 * (Number(word) - 1));
  // columns run along y: the cell is given as x, y, z
  const reals = { 11: 4 * nx, 12: 4 * ny, 13: 4 * nz, 14: 90, 15: 90, 16: 90 };
  for (const [word, value] of Object.entries(reals)) bytes.writeFloatLE(value, 4 * (Number(word) - 1));
  bytes.write('MAP DD', 208);
  for (let i = 0; i < nx * ny * nz; i++) {
    const [x, y, z] = [i % nx, Math.floor(i / nx) % ny, Math.floor(i / nx / ny)];
    const value = Math.max(0, 60 - Math.hypot(x - 9, y - 10, z - 11) * 8);
    const at = 1024 + extension + i * width;
    if (mode === 0) bytes.writeInt8(Math.round(value), at);
    else if (mode === 2) bytes.writeFloatLE(value, at);
    else bytes.writeInt16LE(Math.round(value), at);
  }
  return bytes;
}
