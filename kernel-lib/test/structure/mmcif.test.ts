import * as assert from 'node:assert/strict';
import { InputError } from '../../src/inputError';
import { parseStructure } from '../../src/structure/parseStructure';
import { readStar } from '../../src/structure/star';

const HEAD = [
  'group_PDB',
  'type_symbol',
  'label_atom_id',
  'label_alt_id',
  'label_comp_id',
  'label_asym_id',
  'label_seq_id',
  'Cartn_x',
  'Cartn_y',
  'Cartn_z',
  'auth_seq_id',
  'pdbx_PDB_model_num',
];
const site = (rows: string[]): string =>
  ['data_TEST', '#', 'loop_', ...HEAD.map((item) => `_atom_site.${item}`), ...rows, '#'].join('\n');

describe('readStar', () => {
  const read = (text: string): Map<string, string[]> =>
    new Map(
      [...readStar(text, new Set(['_a']), 'f')[0].categories.get('_a')!].map(([key, value]) => [
        key,
        [...value],
      ]),
    );

  it('reads items, loops, quotes, text fields and comments', () => {
    const text = [
      'data_one',
      "_a.single 'it''s o'clock'",
      '_A.Double "say \'x\' \t#no comment" # comment',
      '_a.text',
      ';first line',
      ' second; line',
      ';',
      '_b.dropped 1',
      'LOOP_ _a.x _a.y',
      '1 "2 3"',
      "'' ;bare",
      '. ?',
    ].join('\n');
    assert.deepEqual(
      [...read(text.replace("it''s", "it's"))],
      [
        ['single', ["it's o'clock"]],
        ['double', ["say 'x' \t#no comment"]],
        ['text', ['first line\n second; line']],
        ['x', ['1', '', '.']],
        ['y', ['2 3', ';bare', '?']],
      ],
    );
  });

  it('reads the same with any line end', () => {
    const text = 'data_x\n_a.t\n;one\ntwo\n;\nloop_\n_a.v\n1\n2\n_a.w 3\n';
    for (const end of ['\r\n', '\r']) assert.deepEqual([...read(text.replace(/\n/g, end))], [...read(text)]);
  });

  it('refuses broken syntax and tells the line', () => {
    const refuses = (text: string, words: RegExp): void =>
      assert.throws(
        () => readStar(text, new Set(['_a']), 'f'),
        (e: Error) => e instanceof InputError && words.test(e.message),
      );
    refuses('data_x\nloop_\n_a.x _a.y\n1 2\n3\n', /breaks off in the loop that begins in line 2/);
    refuses('data_x\nloop_\n1 2\n', /breaks off in the loop/);
    refuses('data_x\n_a.x\n_a.y 1\n', /no value for _a.x/);
    refuses("data_x\n_a.x 'open\n", /quoted value that does not end \(near line 2\)/);
    refuses('data_x\n\n_a.x\n;open\n', /text field that does not end \(near line 4\)/);
    refuses('data_x\nstray\n', /belongs to no item/);
  });
});

describe('mmCIF', () => {
  it('reads atoms by their columns, whatever the order of these', () => {
    const structure = parseStructure(
      site([
        'ATOM N N . MET A 1 0 0 0 5 1',
        'ATOM C CA . MET A 1 1.5 -2.25 3 5 1',
        'ATOM C CA A GLY A 2 5 0 0 6 1',
        'ATOM C CA B GLY A 2 5 1 0 6 1',
        'HETATM SE SE . MSE A 3 9 9 9 7 1',
        'HETATM C CA . MSE A 3 8 0 0 7 1',
        'HETATM C CA . GLU B . 90 0 0 1 1',
        'HETATM O O . HOH C . 91 0 0 1 1',
      ]),
    );
    assert.equal(structure.title, 'TEST');
    assert.deepEqual([...structure.trace], [1.5, -2.25, 3, 5, 0, 0, 8, 0, 0]);
    assert.equal(structure.atoms.length / 3, 5);
  });

  it('takes the first model and the title of the entry', () => {
    const rows = [1, 2].flatMap((model) =>
      [0, 4, 8].map((x, i) => `ATOM C CA . ALA A ${i + 1} ${x + model} 0 0 ${i + 1} ${model}`),
    );
    const structure = parseStructure(
      site(rows) + '\n_struct.title\n;A title\nof two lines\n;\n_entry.id 1ABC\n',
    );
    assert.deepEqual([...structure.trace], [1, 0, 0, 5, 0, 0, 9, 0, 0]);
    assert.equal(structure.title, 'A title of two lines');
    assert.match(structure.warnings[0], /2 models/);
  });

  it('reads a file that quotes nucleotide atom names', () => {
    const structure = parseStructure(
      site([
        'ATOM P P . DA A 1 0 0 0 1 1',
        `ATOM C "C4'" . DA A 1 3 0 0 1 1`,
        `ATOM C "C1'" . DA A 1 4 0 0 1 1`,
        'ATOM N N9 . DA A 1 5 0 0 1 1',
      ]),
    );
    assert.equal(structure.traceKind, 'nucleic');
    assert.deepEqual([...structure.trace], [0, 0, 0, 3, 0, 0, 5, 0, 0]);
  });

  it('refuses an empty list of atoms', () => {
    assert.throws(
      () => parseStructure(site([])),
      (e: Error) => e instanceof InputError && /has no atoms/.test(e.message),
    );
  });

  it('refuses a coordinate that is no number', () => {
    assert.throws(
      () => parseStructure(site(['ATOM C CA . ALA A 1 ? 0 0 1 1'])),
      /number 1\) without numeric/,
    );
  });
});
