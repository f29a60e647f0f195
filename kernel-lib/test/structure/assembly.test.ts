import * as assert from 'node:assert/strict';
import { operationProducts } from '../../src/structure/assembly';
import { parseStructure } from '../../src/structure/parseStructure';
import { peptide } from './lines';

const round = (xyz: Float64Array): number[] => [...xyz].map((value) => Math.round(value * 1000) / 1000 + 0);
const biomt = (n: number, rows: number[][]): string[] =>
  rows.map(
    (row, i) =>
      `REMARK 350   BIOMT${i + 1}${String(n).padStart(4)}${row
        .slice(0, 3)
        .map((v) => v.toFixed(6).padStart(10))
        .join('')}${row[3].toFixed(5).padStart(15)}`,
  );
const IDENTITY = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
];
/** Half a turn about z, then 20 Å along y: (x, y, z) → (−x, 20 − y, z). */
const TURN = [
  [-1, 0, 0, 0],
  [0, -1, 0, 20],
  [0, 0, 1, 0],
];

describe('assembly', () => {
  const pdb = [
    'REMARK 350 BIOMOLECULE: 1',
    'REMARK 350 APPLY THE FOLLOWING TO CHAINS: A',
    ...biomt(1, IDENTITY),
    ...biomt(2, TURN),
    'REMARK 350 APPLY THE FOLLOWING TO CHAINS: B,',
    'REMARK 350                    AND CHAINS: C',
    ...biomt(1, IDENTITY),
    'REMARK 350 BIOMOLECULE: 2',
    'REMARK 350 APPLY THE FOLLOWING TO CHAINS: B',
    ...biomt(1, IDENTITY),
    ...peptide('A', 5),
    ...peptide('B', 6, [0, 30, 0]),
    ...peptide('C', 7, [0, 60, 0]),
  ].join('\n');

  it('moves the chains that REMARK 350 names', () => {
    const whole = parseStructure(pdb);
    const first = parseStructure(pdb, { assembly: '1' });
    const a = round(whole.trace.subarray(0, 15)),
      rest = round(whole.trace.subarray(15));
    const turned = a.map((value, i) => [-value, 20 - value, value][i % 3] + 0);
    assert.deepEqual(
      round(first.trace),
      [...a, ...turned, ...rest].map((v) => Math.round(v * 1000) / 1000),
    );
    assert.equal(first.chains, 4);
    assert.equal(first.atoms.length / 3, 4 * (5 + 5 + 6 + 7));
    assert.equal(parseStructure(pdb, { assembly: '2' }).trace.length / 3, 6);
  });

  it('says which assemblies there are when one is missing', () => {
    assert.throws(() => parseStructure(pdb, { assembly: '3' }), /no biological assembly 3 \(it has 1, 2\)/);
    assert.throws(() => parseStructure(peptide('A', 5).join('\n'), { assembly: '1' }), /it describes none/);
  });

  const cif = [
    'data_X',
    'loop_',
    ...[
      'group_PDB',
      'label_atom_id',
      'label_comp_id',
      'label_asym_id',
      'label_seq_id',
      'Cartn_x',
      'Cartn_y',
      'Cartn_z',
    ].map((i) => `_atom_site.${i}`),
    'ATOM CA ALA A 1 1 2 3',
    'ATOM CA GLY A 2 4 5 6',
    'ATOM CA ALA B 1 7 8 9',
    'loop_',
    '_pdbx_struct_assembly_gen.assembly_id',
    '_pdbx_struct_assembly_gen.oper_expression',
    '_pdbx_struct_assembly_gen.asym_id_list',
    '1 1,2 A,C',
    '1 1 B',
    'P (T)(1-2) A',
    'X 9 A',
    'loop_',
    '_pdbx_struct_oper_list.id',
    ...[1, 2, 3].flatMap((r) => [
      ...[1, 2, 3].map((c) => `_pdbx_struct_oper_list.matrix[${r}][${c}]`),
      `_pdbx_struct_oper_list.vector[${r}]`,
    ]),
    '1 1 0 0 0  0 1 0 0  0 0 1 0',
    '2 0 -1 0 0  1 0 0 0  0 0 1 0',
    'T 1 0 0 100  0 1 0 0  0 0 1 0',
    '',
  ].join('\n');

  it('moves the chains that the mmCIF categories name', () => {
    assert.deepEqual(
      round(parseStructure(cif, { assembly: '1' }).trace),
      [1, 2, 3, 4, 5, 6, -2, 1, 3, -5, 4, 6, 7, 8, 9],
    );
  });

  it('applies the right operation of a product first', () => {
    assert.deepEqual(
      round(parseStructure(cif, { assembly: 'P' }).trace),
      [101, 2, 3, 104, 5, 6, 98, 1, 3, 95, 4, 6],
    );
    assert.throws(
      () => parseStructure(cif, { assembly: 'X' }),
      /operation in assembly X that it does not define \(9\)/,
    );
  });

  it('expands operation expressions', () => {
    assert.deepEqual(operationProducts('1'), [['1']]);
    assert.deepEqual(operationProducts('1,3-5,P'), [['1'], ['3'], ['4'], ['5'], ['P']]);
    assert.deepEqual(operationProducts('(1-2)(5,X0)'), [
      ['1', '5'],
      ['1', 'X0'],
      ['2', '5'],
      ['2', 'X0'],
    ]);
    assert.deepEqual(operationProducts('(X0)(1-60)').length, 60);
    assert.deepEqual(operationProducts('1,(2-3)'), [['1'], ['2'], ['3']]);
    assert.throws(() => operationProducts('(1-500)(1-500)'), /more than 10000 copies/);
  });
});
