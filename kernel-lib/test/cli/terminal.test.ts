import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainText } from '../../src/cli/terminal';

const root = join(__dirname, '..', '..', '..');
const program = join(root, 'kernel-lib', 'bin', 'decodesaxs.js');
const curve = readFileSync(join(root, 'fixtures', 'SASDA25.dat'), 'utf8');
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

describe('what a terminal sees', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'terminal '));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps line ends, tabs and letters of all scripts, and the returns of the progress line', () => {
    assert.equal(plainText('\ra\tÅ é 蛋白\n\r'), '\ra\tÅ é 蛋白\n\r');
    assert.equal(plainText('a\r\nb'), 'a\nb');
    assert.ok(!CONTROLS.test(plainText('x\x1b]0;title\x07\x1b[2J\u202eevil\u009b31m\rover')));
  });

  it('holds no control character of a header or a name of a file', () => {
    const file = join(folder, 'a\x1b[31mred\u202e.dat');
    writeFileSync(file, `# title: \x1b]0;owned\x07\x1b[2Jhello\n${curve}`);
    for (const words of [
      ['inspect', file],
      ['inspect', `${file}.missing`],
      ['inspect', file, '--colour'],
    ]) {
      const { stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
      assert.ok(!CONTROLS.test(stdout + stderr), JSON.stringify(stdout + stderr).slice(0, 400));
    }
  });

  it('does not end the work where the reader of the output leaves', function () {
    if (process.platform === 'win32') this.skip();
    const missing = ['--data', '--shown', '--curves', '--results'].flatMap((option) => [option, 'nowhere']);
    const { stdout } = spawnSync(
      'bash',
      [
        '-c',
        '"$@" 2>/dev/null | true; echo "${PIPESTATUS[0]}"',
        'bash',
        ...[process.execPath, program, 'figure', 'all', '--format', 'json', '--out', folder, ...missing],
      ],
      { encoding: 'utf8' },
    );
    assert.equal(stdout.trim(), '2', 'the status of panels that lack data');
    assert.deepEqual(
      readdirSync(folder).filter((name) => /^\d/.test(name)),
      ['1b.json', '1d.json'],
    );
  });

  it('ends in one sentence where the output is full, and goes on where the log is closed', function () {
    if (process.platform !== 'linux') this.skip();
    const full = openSync('/dev/full', 'w');
    const words = [program, 'inspect', join(root, 'fixtures', 'SASDA25.dat')];
    const run = spawnSync(process.execPath, words, { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
    closeSync(full);
    assert.deepEqual(
      [run.status, run.stderr],
      [2, 'The output cannot be written (no space left): choose another place.\n'],
    );
    // a reader of both that leaves at once
    const { status, stdout } = spawnSync(
      'bash',
      [
        '-c',
        '"$0" "$1" evaluate "$2" --out "$3" 2>&1 >/dev/null | true; echo "${PIPESTATUS[0]}"',
        process.execPath,
        program,
        join(folder, 'nowhere'),
        join(folder, 'r.arrow'),
      ],
      { encoding: 'utf8' },
    );
    assert.deepEqual([status, stdout.trim()], [0, '2']);
  });
});
