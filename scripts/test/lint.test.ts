import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '..', '..');
const bin = (name: string, file: string): string => path.join(root, 'node_modules', name, file);
const cached = ['--cache', '--cache-strategy', 'content', '--cache-location'];

/** What a program has to say against the code; empty where it has nothing. */
function complaints(args: string[]): Promise<string> {
  return new Promise((resolve) =>
    execFile(process.execPath, args, { cwd: root, encoding: 'utf8' }, (error, stdout, stderr) =>
      resolve(error ? `${stdout}${stderr}` || String(error) : ''),
    ),
  );
}

describe('the code', function () {
  this.timeout(600000);
  let lint: Promise<string>, format: Promise<string>, types: Promise<string>, benches: Promise<string>;
  // side by side: each keeps one core busy
  before(() => {
    lint = complaints([bin('eslint', 'bin/eslint.js'), '.', ...cached, path.join('.cache', 'eslint')]);
    format = complaints([
      bin('prettier', 'bin/prettier.cjs'),
      ...['--check', '.', '--log-level', 'warn', ...cached, path.join('.cache', 'prettier')],
    ]);
    types = complaints([bin('typescript', 'bin/tsc'), '-p', 'tsconfig.tests.json']);
    benches = complaints([bin('typescript', 'bin/tsc'), '-p', 'tsconfig.bench.json']);
  });

  it('has nothing that ESLint complains of', async () => assert.equal(await lint, ''));
  it('looks as Prettier decides', async () => assert.equal(await format, ''));
  it('has tests whose types agree', async () => assert.equal(await types, ''));
  it('has benches whose types agree', async () => assert.equal(await benches, ''));
});
