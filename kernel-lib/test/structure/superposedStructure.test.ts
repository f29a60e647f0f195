import assert from 'node:assert/strict';
import { parseStructure } from '../../src/structure/parseStructure';
import { superposedStructure } from '../../src/structure/superposedStructure';
import { atomLine } from './lines';

/** Turn by 90° about z, then a shift from (1, 2, 3) to (10, 0, 0). */
const placement = {
  rotation: [0, -1, 0, 1, 0, 0, 0, 0, 1],
  mirror: false,
  centreA: [10, 0, 0],
  centreB: [1, 2, 3],
};
const points = [
  [1, 2, 3],
  [4, 2, 3],
  [1, 7, 3],
  [1, 2, 12],
];
const moved = [
  [10, 0, 0],
  [10, 3, 0],
  [5, 0, 0],
  [10, 0, 9],
];
const mirrored = [
  [10, 0, 0],
  [10, -3, 0],
  [15, 0, 0],
  [10, 0, -9],
];

const pdb = [
  'HEADER    TEST',
  'TITLE     A TEST',
  'REMARK 350 BIOMOLECULE: 1',
  'CRYST1   10.000   10.000   10.000  90.00  90.00  90.00 P 1           1',
  ...points.map((p, i) => atomLine('ATOM', 'CA', 'ALA', 'A', i + 1, p, { element: 'C' })),
  'ANISOU    1  CA  ALA A   1      100    100    100      0      0      0       C',
  atomLine('HETATM', 'ZN', 'ZN', 'A', 99, points[1], { element: 'ZN' }),
  'TER',
  'END',
  '',
].join('\n');

const cif = [
  'data_TEST',
  '#',
  '_entry.id TEST',
  '#',
  '_struct.title',
  ';A test; loop_ of words',
  ';',
  '#',
  '_cell.length_a 10',
  '_cell.length_b 10',
  '#',
  'loop_',
  '_pdbx_struct_oper_list.id',
  '_pdbx_struct_oper_list.matrix[1][1]',
  '1 1',
  '2 0',
  '#',
  'loop_',
  '_atom_site.group_PDB',
  '_atom_site.id',
  '_atom_site.type_symbol',
  '_atom_site.label_atom_id',
  '_atom_site.label_comp_id',
  '_atom_site.label_asym_id',
  '_atom_site.label_seq_id',
  '_atom_site.Cartn_x',
  '_atom_site.Cartn_y',
  '_atom_site.Cartn_z',
  '_atom_site.details',
  ...points.map((p, i) =>
    `ATOM ${i + 1} C CA ALA A ${i + 1} ${p.map((x) => x.toFixed(3)).join('   ')} 'it''s a "note"'`.replace(
      "it''s",
      "it's",
    ),
  ),
  '#',
].join('\n');

function near(found: Float64Array, wanted: readonly (readonly number[])[]): void {
  assert.equal(found.length, 3 * wanted.length);
  wanted
    .flat()
    .forEach((value, i) => assert.ok(Math.abs(found[i] - value) < 2e-3, `${i}: ${found[i]} for ${value}`));
}

describe('superposedStructure', () => {
  for (const [kind, text] of [
    ['PDB', pdb],
    ['mmCIF', cif],
  ] as const) {
    it(`moves every atom of a ${kind} file and says so`, () => {
      const out = superposedStructure(text, placement);
      near(parseStructure(out).trace, moved);
      assert.match(out, /Not mirrored/);
      const mirror = superposedStructure(text, { ...placement, mirror: true });
      near(parseStructure(mirror).trace, mirrored);
      assert.match(mirror, /MIRROR IMAGE/);
    });
  }

  it('keeps the other records of a PDB file and drops those of the old place', () => {
    const out = superposedStructure(pdb, placement);
    assert.match(out, /^HEADER {4}TEST$/m);
    assert.match(out, /^TITLE {5}A TEST$/m);
    assert.match(out, /^HETATM.{11} ?ZN .*ZN$/m);
    assert.match(out, /^TER$/m);
    assert.doesNotMatch(out, /CRYST1|ANISOU|REMARK 350/);
    const kept = (line: string): string => line.slice(0, 30) + line.slice(54);
    const atoms = (text: string): string[] =>
      text
        .split('\n')
        .filter((line) => /^(ATOM|HETATM)/.test(line))
        .map(kept);
    assert.deepEqual(atoms(out), atoms(pdb));
  });

  it('keeps the other categories of an mmCIF file and drops those of the old place', () => {
    const out = superposedStructure(cif, placement);
    assert.equal(parseStructure(out).title, 'A test; loop_ of words');
    assert.doesNotMatch(out, /_cell|oper_list/);
    assert.equal(out.match(/'it's a "note"'/g)?.length, 4);
  });

  it('moves atoms whose serial numbers have six digits, as in files of more than 99,999', () => {
    const long = pdb.replace(/^(ATOM {2}|HETATM) +(\d) /gm, '$110000$2 ');
    assert.notEqual(long, pdb);
    const out = superposedStructure(long, placement);
    near(parseStructure(out).trace, moved);
    assert.match(out, /^ATOM {2}100001 {2}CA /m);
  });

  it('refuses atoms without coordinates in their columns, and what comes to lie too far for a PDB file', () => {
    const broken = pdb.replace('   1.000   2.000   3.000', '   1.0x0   2.000   3.000');
    assert.throws(
      () => superposedStructure(broken, placement, 'b.pdb'),
      /b\.pdb has no coordinates in columns 31–54 of line/,
    );
    // read by their decimal points, such atoms must not stay where they are
    const shifted = pdb.replace(/^ATOM {2} +/gm, 'ATOM ');
    assert.ok(parseStructure(shifted).atoms.length > 0);
    assert.throws(() => superposedStructure(shifted, placement), /no coordinates in columns 31–54/);
    const far = { ...placement, centreA: [1e5, 0, 0] };
    assert.throws(() => superposedStructure(pdb, far), /beyond 9999 Å/);
  });
});
