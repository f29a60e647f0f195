import assert from 'node:assert/strict';
import { assembledStructure } from '../../src/structure/assembledStructure';
import { parseStructure } from '../../src/structure/parseStructure';
import { structureModels, structureResidues } from '../../src/structure/structureResidues';
import { atomLine, peptide } from './lines';

const biomt = (k: number, rows: readonly (readonly number[])[]): string[] =>
  rows.map((row, r) => `REMARK 350   BIOMT${r + 1}   ${k} ${row.map((x) => x.toFixed(6)).join(' ')}`);
const identity = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
];
const halfTurn = [
  [-1, 0, 0, 0],
  [0, -1, 0, -6],
  [0, 0, 1, 0],
];
const pdb = [
  'TITLE     A DIMER',
  'REMARK 350 BIOMOLECULE: 1',
  'REMARK 350 APPLY THE FOLLOWING TO CHAINS: A',
  ...biomt(1, identity),
  ...biomt(2, halfTurn),
  ...peptide('A', 20),
  'TER',
  ...peptide('B', 20, [0, 40, 0]),
  atomLine('HETATM', 'ZN', 'ZN', 'A', 99, [0, 5, 0], { element: 'ZN' }),
  'END',
].join('\n');

const cif = [
  'data_DIMER',
  '#',
  'loop_',
  '_pdbx_struct_assembly_gen.assembly_id',
  '_pdbx_struct_assembly_gen.oper_expression',
  '_pdbx_struct_assembly_gen.asym_id_list',
  '1 1,2 A',
  '#',
  'loop_',
  '_pdbx_struct_oper_list.id',
  ...[1, 2, 3].flatMap((r) => [
    ...[1, 2, 3].map((c) => `_pdbx_struct_oper_list.matrix[${r}][${c}]`),
    `_pdbx_struct_oper_list.vector[${r}]`,
  ]),
  `1 ${identity.flat().join(' ')}`,
  `2 ${halfTurn.flat().join(' ')}`,
  '#',
  'loop_',
  ...'group_PDB id type_symbol label_atom_id label_comp_id label_asym_id label_seq_id Cartn_x Cartn_y Cartn_z pdbx_PDB_model_num'
    .split(' ')
    .map((item) => `_atom_site.${item}`),
  ...['A', 'B'].flatMap((chain) =>
    peptide(chain, 20, chain === 'A' ? [0, 0, 0] : [0, 40, 0]).map((line, i) =>
      [
        'ATOM',
        i + 1,
        line[13],
        line.slice(12, 16).trim(),
        line.slice(17, 20),
        chain,
        line.slice(22, 26).trim(),
      ]
        .concat(
          [30, 38, 46].map((at) => line.slice(at, at + 8).trim()),
          ['1'],
        )
        .join('  '),
    ),
  ),
  '#',
  '',
].join('\n');

describe('assembledStructure', () => {
  for (const [kind, text] of [
    ['PDB', pdb],
    ['mmCIF', cif],
  ] as const) {
    it(`writes the copies of a ${kind} file as models that are read as the assembly`, () => {
      const written = assembledStructure(text, '1');
      assert.equal(structureModels(written), 2);
      const wanted = parseStructure(text, { assembly: '1' }),
        found = parseStructure(written);
      assert.equal(found.trace.length, 2 * 20 * 3);
      found.trace.forEach((value, i) => assert.ok(Math.abs(value - wanted.trace[i]) < 1e-3, `${i}`));
      const second = structureResidues(written, { model: 2 }).residues;
      assert.ok(second.every(({ chain }) => chain === 'A'));
    });
  }

  it('keeps ligands and other records, and refuses an assembly that is not there', () => {
    const written = assembledStructure(pdb, '1');
    assert.equal(written.match(/^HETATM.*ZN/gm)?.length, 2);
    assert.match(written, /^TITLE {5}A DIMER$/m);
    assert.throws(() => assembledStructure(pdb, '7', 'a.pdb'), /a\.pdb has no biological assembly 7/);
    const unnumbered = cif.replace(/_atom_site\.pdbx_PDB_model_num\n/, '').replace(/ {2}1$/gm, '');
    assert.throws(() => assembledStructure(unnumbered, '1', 'a.cif'), /a\.cif does not number its models/);
  });
});
