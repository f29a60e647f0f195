import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verdictTable } from '../../src/cli/verdictReport';
import { verdictOn, type NoVerdict, type VerdictRow } from '../../src/cli/verdictRows';
import { openDataset } from '../../src/node/evaluation/dataset';
import { writeBeads } from '../../src/structure/writeBeads';

const fixtures = join(__dirname, '..', '..', '..', 'fixtures');

describe('decodesaxs verdicts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'decodesaxs verdicts '));
  after(() => rmSync(folder, { recursive: true, force: true }));
  let rows: (VerdictRow | NoVerdict)[];

  before(() => {
    const entry = (name: string, meta: object): string => {
      mkdirSync(join(folder, name));
      cpSync(join(fixtures, 'glucose-isomerase-raw.dat'), join(folder, name, 'curve.dat'));
      writeFileSync(join(folder, name, 'meta.json'), JSON.stringify(meta));
      return join(folder, name);
    };
    const tetramer = join(fixtures, 'glucose-isomerase-tetramer.pdb');
    cpSync(tetramer, join(entry('isomerase', { match: 'poor' }), 'model.pdb'));
    const beads = Array.from({ length: 90 }, (_, i) => 3 * ((i % 7) + Math.floor(i / 7)));
    writeFileSync(join(entry('beads', {}), 'model.pdb'), writeBeads(beads, { radius: 2 }));
    entry('curve alone', {});
    rows = openDataset(folder).map((one) => verdictOn(one));
  });

  it('holds atomic models against their curves and says why others have no verdict', () => {
    const [beads, alone, isomerase] = rows as [NoVerdict, NoVerdict, VerdictRow];
    deepStrictEqual(beads, { id: 'beads', reason: 'a bead model' });
    deepStrictEqual(alone, { id: 'curve alone', reason: 'no model' });
    strictEqual(isomerase.grade, 'agrees');
    ok(isomerase.chi2 < 1.5 && Math.abs(isomerase.rgRatio - 1) < 0.05, JSON.stringify(isomerase));
  });

  it('marks a verdict that contradicts what the dataset says', () => {
    const lines = verdictTable(rows);
    match(
      lines.find((line) => line.startsWith('| isomerase'))!,
      /\| agrees \| poor \(!\) \|$/,
    );
    ok(lines.includes('| poor | 1 | 0 | 0 |'), lines.join('\n'));
    ok(lines.includes('0 of 1 verdicts go with what the dataset says.'));
    ok(lines.includes('left out beads: a bead model'));
  });
});
