import assert from 'node:assert/strict';
import { findTextTable } from '../../../src/curve/format/textTable';

const ROWS = Array.from({ length: 12 }, (_, i) => [0.01 + 0.005 * i, 10 - 0.5 * i, 0.1 + 0.01 * i]);

function written(
  separator: string,
  end: string,
  digits = (value: number): string => value.toFixed(4),
): string {
  return ROWS.map((row) => row.map(digits).join(separator)).join(end);
}

function assertRows(text: string): void {
  const table = findTextTable(text);
  assert.ok(table, 'no table');
  assert.equal(table.rows.length, ROWS.length);
  table.rows.forEach((row, i) =>
    row.forEach((value, j) => assert.ok(Math.abs(value - ROWS[i][j]) < 1e-4, `row ${i}: ${value}`)),
  );
}

describe('findTextTable', () => {
  it('reads blanks, tabs, commas, semicolons and quotes', () => {
    for (const separator of [' ', '   ', '\t', ' \t ', ',', ' , ', ';', '; '])
      assertRows(written(separator, '\n'));
    assertRows(ROWS.map((row) => row.map((value) => `"${value.toFixed(4)}"`).join(',')).join('\n'));
  });

  it('reads LF, CRLF and CR, with and without one at the end, and Ctrl-Z', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      assertRows(written(' ', end));
      assertRows(written(' ', end) + end);
      assertRows(`${written(' ', end)}\x1a`);
    }
  });

  it('reads decimal commas between semicolons, tabs and blanks', () => {
    const comma = (value: number): string => value.toFixed(4).replace('.', ',');
    for (const separator of [';', '\t', ' ']) assertRows(written(separator, '\n', comma));
  });

  it('passes headers of numbers and footers', () => {
    assertRows(
      `Sample 12\n104\n 12 0 0 0\n104 0 0\n${written(' ', '\n')}\nNumber of frames: 12\n====\nkey: 3\n`,
    );
    assertRows(`a.dat  Conc = .10E+01  N1 =  1\n 3 (F12.5,2E16.6)\n${written(' ', '\n')}`);
    assertRows(`# 1 2 3\n${written(' ', '\n')}\n# 9 9 9`);
  });

  it('turns a table round that descends', () => {
    assertRows(written(' ', '\n').split('\n').reverse().join('\n'));
  });

  it('goes on past a stray line and counts it', () => {
    const lines = written(' ', '\n').split('\n');
    lines.splice(6, 0, 'detector changed here', '0.05 3');
    const table = findTextTable(lines.join('\n'));
    assert.equal(table?.rows.length, ROWS.length);
    assert.equal(table?.oddLines, 2);
  });

  it('takes the longest of several tables and counts the others', () => {
    const second = Array.from({ length: 30 }, (_, i) => `${0.01 + 0.01 * i} ${30 - i}`).join('\n');
    const table = findTextTable(`${written(' ', '\n')}\n${second}\n${second}`);
    assert.equal(table?.rows.length, 30);
    assert.equal(table?.otherTables, 1);
  });

  it('keeps overlapping ranges of q in one table', () => {
    const low = Array.from({ length: 30 }, (_, i) => `${(0.01 + 0.01 * i).toFixed(3)} ${30 - i}`);
    const high = Array.from({ length: 30 }, (_, i) => `${(0.25 + 0.01 * i).toFixed(3)} ${9 - 0.2 * i}`);
    assert.equal(findTextTable([...low, ...high].join('\n'))?.rows.length, 60);
  });

  it('names columns where the line above has a word for each', () => {
    const named = (line: string): readonly string[] | undefined =>
      findTextTable(`${line}\n${written(' ', '\n')}`)?.names;
    assert.deepEqual(named('#      Q             I(Q)           Error'), ['Q', 'I(Q)', 'Error']);
    assert.deepEqual(named('"q","I","sd"'), ['q', 'I', 'sd']);
    assert.deepEqual(named('# q [1/nm]  I [a.u.]  dI [a.u.]'), ['q', 'I', 'dI']);
    assert.equal(named('Sample description: buffer'), undefined);
  });

  it('finds none in words, in one column, in nothing', () => {
    for (const text of ['', 'no numbers here\nor here', '1\n2\n3\n4', '# 1 2 3\n# 2 3 4'])
      assert.equal(findTextTable(text), undefined);
  });
});
