import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '..', '..');
const bin = (name: string, file: string): string => path.join(root, 'node_modules', name, file);
const cached = ['--cache', '--cache-strategy', 'content', '--cache-location'];

describe('the code', function () {
  this.timeout(600000);
  const run = (args: string[]): void => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    assert.equal(status, 0, `${stdout}${stderr}`);
  };

  it('has nothing that ESLint complains of', () =>
    run([bin('eslint', 'bin/eslint.js'), '.', ...cached, path.join('.cache', 'eslint')]));

  it('looks as Prettier decides', () =>
    run([
      bin('prettier', 'bin/prettier.cjs'),
      ...['--check', '.', '--log-level', 'warn', ...cached, path.join('.cache', 'prettier')],
    ]));

  it('has tests whose types agree', () => run([bin('typescript', 'bin/tsc'), '-p', 'tsconfig.tests.json']));
});
