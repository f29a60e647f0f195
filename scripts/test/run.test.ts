import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '..', '..');
const script = (name: string): string => path.join(root, 'scripts', name);

describe('scripts that set up first', () => {
  it('hand arguments, output and exit status through', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'a program '));
    try {
      const program = path.join(folder, 'program.cjs');
      writeFileSync(program, 'console.log(JSON.stringify(process.argv.slice(2))); process.exit(7);');
      const args = ['two words', '--json', '$HOME'];
      const run = spawnSync(process.execPath, [script('run.mjs'), path.relative(root, program), ...args], {
        encoding: 'utf8',
      });
      assert.equal(run.status, 7, run.stderr);
      assert.deepEqual(JSON.parse(run.stdout), args);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('refuse options that they do not know', () => {
    for (const name of ['setup.mjs', 'notebooks.mjs']) {
      const run = spawnSync(process.execPath, [script(name), '--bogus'], { encoding: 'utf8' });
      assert.equal(run.status, 2);
      assert.match(run.stderr, /--bogus is no option/);
    }
  });
});
