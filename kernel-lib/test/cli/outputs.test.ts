import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireOneResult } from '../../src/cli/requireOneResult';
import type { EntryResult } from '../../src/evaluate/entryResult';
import { InputError } from '../../src/inputError';

const PROGRAM = join(__dirname, '..', '..', 'bin', 'decodesaxs.js');

describe('outputs of the commands', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'outputs '))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...words: string[]): { status: number | null; stderr: string } =>
    spawnSync(process.execPath, [PROGRAM, ...words], { encoding: 'utf8', cwd: folder });

  // the inputs do not exist either: what the message names was looked at first
  const cases: readonly (readonly string[])[] = [
    ['series', 'a.dat', 'b.dat', '--average', 'none/a.dat'],
    ['series', 'a.dat', 'b.dat', '--png', 'none/a.png'],
    ['verdicts', 'dataset', '--csv', 'none/a.csv'],
    ['evaluate', 'dataset', '--csv', 'none/a.csv'],
    ['evaluate-network', '--data', 'models.arrow', '--csv', 'none/a.csv'],
    ['results', 'results.arrow', '--csv', 'none/a.csv'],
    ['calibration', 'results.arrow', '--out', 'none/a.svg'],
    ['calibration', 'results.arrow', '--fit', 'none/a.json'],
    ['ablation', 'dataset', '--out', 'file/a.md'],
    ['fit', 'a.pdb', 'b.dat', '--out', 'file'],
    ['figure', '1b', '--out', 'file/a.png', '--curves', 'none'],
    ['figure', 'all', '--out', 'file', '--curves', 'none'],
  ];
  for (const words of cases)
    it(`are tried before the work of ${words.join(' ')}`, () => {
      writeFileSync(join(folder, 'file'), '');
      const { status, stderr } = run(...words);
      assert.equal(status, 2, stderr);
      assert.match(
        stderr,
        /^(The output folder )?(none|file)\S* cannot be written \([^\n]*\): choose another (place|folder)\.\n$/,
      );
      assert.deepEqual(readdirSync(folder), ['file']);
    });

  it('leave no empty folder where the input is bad', () => {
    const { status, stderr } = run('fit', 'a.pdb', 'b.dat', '--out', 'new/fit');
    assert.equal(status, 2);
    assert.match(stderr, /^There is no file/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('are no success where not one entry has a result', () => {
    mkdirSync(join(folder, 'dataset', 'entry'), { recursive: true });
    for (const name of ['curve.dat', 'model.pdb'])
      writeFileSync(join(folder, 'dataset', 'entry', name), 'no');
    const { status, stderr } = run('verdicts', 'dataset', '--quiet');
    assert.equal(status, 2);
    assert.match(stderr, /^Not one of 1 entries has a verdict \(entry: [^\n]*\.\n$/);
    const failed = { id: 'entry', seed: 1, failure: 'It is no curve.' } as EntryResult;
    assert.throws(() => requireOneResult([failed, failed]), InputError);
    requireOneResult([failed, { ...failed, failure: undefined }]);
    requireOneResult([]);
  });
});
