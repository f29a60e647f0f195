import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '..', '..');

describe('a run of the tests', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'test run '));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs mocha by the project's settings on a file with this text. */
  function mocha(text: string): { status: number | null; summary: string | null } {
    const file = path.join(folder, 'some.test.cjs');
    const summary = path.join(folder, 'summary');
    writeFileSync(file, text);
    const { status } = spawnSync(
      process.execPath,
      [path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'), file],
      { cwd: root, env: { ...process.env, TEST_SUMMARY: summary } },
    );
    return { status, summary: existsSync(summary) ? readFileSync(summary, 'utf8') : null };
  }

  it('counts what passed, failed and was skipped', () => {
    const run = mocha(
      `it('a', () => {}); it('b', () => {}); it('c', () => { throw new Error('c'); }); it.skip('d', () => {});`,
    );
    assert.equal(run.summary, '2 passed, 1 failed, 1 skipped\n');
    assert.notEqual(run.status, 0);
  });

  it('counts a failing hook as failed', () => {
    const run = mocha(
      `describe('x', () => { before(() => { throw new Error('x'); }); it('a', () => {}); });`,
    );
    assert.equal(run.summary, '0 passed, 1 failed\n');
    assert.notEqual(run.status, 0);
  });

  it('fails where there was no test, passes where all passed', () => {
    assert.notEqual(mocha('').status, 0);
    assert.deepEqual(mocha(`it('a', () => {});`), { status: 0, summary: '1 passed, 0 failed\n' });
  });

  /** Runs .ci/run with an npm that writes this summary and leaves with this status. */
  function ci(summary: string, status: number): { status: number | null; lastLine: string } {
    const npm = path.join(folder, 'npm');
    writeFileSync(
      npm,
      `#!/bin/sh\necho some output\nprintf '${summary}' > "$TEST_SUMMARY"\nexit ${status}\n`,
    );
    chmodSync(npm, 0o755);
    const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env.PATH}` };
    const run = spawnSync(path.join(root, '.ci', 'run'), { env, cwd: folder, encoding: 'utf8' });
    return { status: run.status, lastLine: run.stdout.trimEnd().split('\n').at(-1) ?? '' };
  }

  it('closes CI with the counts and a status that agrees with them', () => {
    assert.deepEqual(ci('12 passed, 0 failed\\n', 0), { status: 0, lastLine: '12 passed, 0 failed' });
    assert.deepEqual(ci('12 passed, 3 failed\\n', 3), { status: 1, lastLine: '12 passed, 3 failed' });
    const skipped = '12 passed, 0 failed, 4 skipped';
    assert.deepEqual(ci(`${skipped}\\n`, 0), { status: 0, lastLine: skipped });
  });

  it('counts a run that breaks off as failed', () => {
    assert.deepEqual(ci('', 1), { status: 1, lastLine: '0 passed, 1 failed' });
    assert.deepEqual(ci('', 0), { status: 1, lastLine: '0 passed, 1 failed' });
    assert.deepEqual(ci('12 passed, 0 failed\\n', 1), { status: 1, lastLine: '12 passed, 1 failed' });
    const broken = ci('12 passed, 0 failed, 4 skipped\\n', 1);
    assert.deepEqual(broken, { status: 1, lastLine: '12 passed, 1 failed, 4 skipped' });
  });
});
