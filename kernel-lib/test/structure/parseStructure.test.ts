import * as assert from 'node:assert/strict';
import { InputError } from '../../src/inputError';
import { parseStructure } from '../../src/structure/parseStructure';
import { atomLine, peptide } from './lines';

const points = (xyz: Float64Array): number[][] =>
  Array.from({ length: xyz.length / 3 }, (_, i) => [...xyz.subarray(3 * i, 3 * i + 3)]);

function refuses(text: string, words: RegExp, options = {}): void {
  assert.throws(
    () => parseStructure(text, { name: 'a.pdb', ...options }),
    (error: Error) => {
      assert.ok(error instanceof InputError, String(error));
      assert.match(error.message, words);
      assert.match(error.message, /^[^\n]+\.$/);
      return true;
    },
  );
}

describe('parseStructure', () => {
  it('takes CA of amino acids as trace and their heavy atoms as atoms', () => {
    const text = [
      ...peptide('A', 3),
      atomLine('ATOM', 'HB2', 'SER', 'A', 3, [9, 9, 9], { element: 'H' }),
    ].join('\n');
    const structure = parseStructure(text);
    assert.equal(structure.kind, 'atomic');
    assert.equal(structure.traceKind, 'protein');
    assert.deepEqual(points(structure.trace), [
      [1.2, 0.8, 0],
      [5, 0.8, 0],
      [8.8, 0.8, 0],
    ]);
    assert.equal(structure.atoms.length / 3, 12);
  });

  it('tells hydrogens by element, or by name where the element column is used otherwise', () => {
    const text = [
      ...peptide('A', 1),
      atomLine('ATOM', '1HB', 'ALA', 'A', 1, [9, 0, 0]),
      atomLine('ATOM', 'HD11', 'ALA', 'A', 1, [9, 0, 0], { element: '01' }),
      atomLine('ATOM', 'CB', 'ALA', 'A', 1, [9, 9, 0], { element: 'C' }),
    ].join('\n');
    assert.equal(parseStructure(text).atoms.length / 3, 5);
  });

  it("takes P, C4' and the nitrogens of nucleotides, old names included", () => {
    const nucleotide = (seq: number, names: string[]): string[] =>
      names.map((name, i) => atomLine('ATOM', name, 'G', 'B', seq, [seq * 6, i, 0]));
    const text = [
      ...nucleotide(1, ['C4*', 'C1*', 'N9', 'N1', 'C8']),
      ...nucleotide(2, ['P', "C4'", "C1'", 'N1', 'O2']),
    ];
    const structure = parseStructure(text.join('\n'));
    assert.equal(structure.traceKind, 'nucleic');
    assert.deepEqual(points(structure.trace), [
      [6, 0, 0],
      [6, 2, 0],
      [6, 3, 0],
      [12, 0, 0],
      [12, 1, 0],
      [12, 3, 0],
    ]);
    assert.equal(structure.nucleicPoints, 6);
    assert.equal(parseStructure([...text, ...peptide('A', 5)].join('\n')).traceKind, 'complex');
  });

  it('leaves out waters and ligands and says so, and keeps modified residues of the chain', () => {
    const text = [
      ...peptide('A', 2),
      ...peptide('A', 1, [7.6, 0, 0], 3).map((line) =>
        line.replace('ATOM  ', 'HETATM').replace('ALA', 'XYZ'),
      ),
      atomLine('HETATM', 'CA', 'CA', 'A', 90, [50, 0, 0]),
      atomLine('HETATM', 'O', 'HOH', 'A', 91, [60, 0, 0]),
      ...['N', 'CA', 'C', 'O'].map((name, i) => atomLine('HETATM', name, 'GLU', 'A', 92, [70 + i, 0, 0])),
    ].join('\n');
    const structure = parseStructure(text);
    assert.deepEqual(
      points(structure.trace).map(([x]) => x),
      [1.2, 5, 8.8],
    );
    assert.equal(structure.warnings.length, 2);
    assert.match(structure.warnings.join(' '), /1 waters.*CA, GLU/);
  });

  it('keeps the first alternate location of each residue, and the first residue of a mixture', () => {
    const text = [
      atomLine('ATOM', 'N', 'SER', 'A', 1, [0, 0, 0]),
      atomLine('ATOM', 'CA', 'SER', 'A', 1, [1, 0, 0], { alt: 'B' }),
      atomLine('ATOM', 'CA', 'SER', 'A', 1, [2, 0, 0], { alt: 'C' }),
      atomLine('ATOM', 'CA', 'THR', 'A', 2, [4, 0, 0], { alt: 'A' }),
      atomLine('ATOM', 'CA', 'VAL', 'A', 2, [5, 0, 0], { alt: 'B' }),
      atomLine('ATOM', 'CA', 'GLY', 'A', '2A', [8, 0, 0]),
      atomLine('ATOM', 'CB', 'ALA', 'A', 3, [9, 0, 0]),
      atomLine('ATOM', 'CA', 'ALA', 'A', 3, [12, 0, 0]),
    ].join('\n');
    assert.deepEqual(
      points(parseStructure(text).trace).map(([x]) => x),
      [1, 4, 8, 12],
    );
  });

  it('takes the first of overlapping models, and joins models that touch without overlapping', () => {
    const model = (n: number, shift: number[]): string[] => [
      `MODEL     ${n}`,
      ...peptide('A', 6, shift),
      'ENDMDL',
    ];
    const ensemble = parseStructure([...model(2, [0, 0, 0]), ...model(3, [0, 1, 0])].join('\n'));
    assert.equal(ensemble.trace.length / 3, 6);
    assert.match(ensemble.warnings[0], /2 models: the first/);
    const assembly = parseStructure([...model(1, [0, 0, 0]), ...model(2, [0, 8, 0])].join('\r\n'));
    assert.equal(assembly.trace.length / 3, 12);
    assert.equal(assembly.chains, 2);
    const apart = parseStructure([...model(1, [0, 0, 0]), ...model(2, [0, 80, 0])].join('\n'));
    assert.equal(apart.trace.length / 3, 6);
  });

  it('counts chains by letter, by TER without letters, and where numbers begin again', () => {
    const chains = (...parts: string[][]): number => parseStructure(parts.flat().join('\n')).chains;
    assert.equal(chains(peptide('A', 6), ['TER'], peptide('B', 6, [0, 9, 0])), 2);
    assert.equal(chains(peptide('A', 6), ['TER'], peptide('A', 6, [0, 9, 0], 8)), 1, 'a gap');
    assert.equal(chains(peptide('A', 6), peptide('A', 6, [0, 9, 0])), 2, 'numbers begin again');
    assert.equal(chains(peptide(' ', 6), ['TER'], peptide(' ', 6, [0, 9, 0], 8)), 2);
    assert.equal(chains(peptide('A', 6), peptide('B', 4, [0, 9, 0])), 1, 'a fragment');
  });

  it('reads coordinates that a program has shifted off their columns', () => {
    const [first, ...rest] = peptide('A', 2);
    const shifted = first.slice(0, 26) + '      -100.123-200.456 -30.5  1.00 20.00';
    const structure = parseStructure([shifted, ...rest].join('\n'));
    assert.deepEqual([...structure.atoms.subarray(0, 3)], [-100.123, -200.456, -30.5]);
    assert.match(structure.warnings.join(), /1 atom records have coordinates off/);
  });

  it('joins the title over its lines, else takes the name', () => {
    const text = ['TITLE     A LONG', 'TITLE    2 NAME', ...peptide('A', 2)].join('\n');
    assert.equal(parseStructure(text).title, 'A LONG NAME');
    assert.equal(parseStructure(peptide('A', 2).join('\n'), { name: 'x.pdb' }).title, 'x.pdb');
  });

  it('takes all heavy atoms of a coarse-grained model, with a warning', () => {
    const names = ['BB', 'SC1'];
    const text = Array.from({ length: 20 }, (_, i) =>
      atomLine('ATOM', names[i % 2], 'LYS', 'A', i >> 1, [i, 0, 0]),
    );
    const structure = parseStructure(text.join('\n'));
    assert.equal(structure.traceKind, 'atoms');
    assert.equal(structure.trace.length / 3, 20);
    assert.match(structure.warnings[0], /all heavy atoms/);
  });

  it('refuses in one sentence what is no structure', () => {
    refuses('', /a.pdb is empty/);
    refuses(' \n\t', /a.pdb is empty/);
    refuses('\x89PNG\r\n\x1a\n\0\0', /binary/);
    refuses('q I sigma\n0.01 1.0 0.1', /neither PDB nor mmCIF/);
    refuses('HEADER    LYSOZYME\nREMARK   2\nEND', /PDB file without atoms/);
    refuses(atomLine('HETATM', 'O', 'HOH', 'A', 1, [0, 0, 0]), /1 atoms, but none of protein/);
    refuses('ATOM      1  CA  ALA A   1      no coordinates here', /columns 31–54.*line 1/);
    refuses('data_x\n_cell.length_a 3.0\n', /without macromolecular coordinates/, { format: 'mmcif' });
    refuses('data_x\nloop_\n_atom_site.Cartn_x\n1.0\n', /looks like mmCIF, not PDB/, { format: 'pdb' });
    refuses(peptide('A', 3).join('\n'), /looks like PDB, not mmCIF/, { format: 'mmcif' });
  });
});
