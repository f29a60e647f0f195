import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
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

  it('has benches that take from the library what there is', () => {
    const built = createRequire(path.join(root, 'kernel-lib', 'package.json'));
    const files = readdirSync(path.join(root, 'bench'), { recursive: true, encoding: 'utf8' });
    let taken = 0;
    for (const file of files.filter((name) => name.endsWith('.mjs'))) {
      const text = readFileSync(path.join(root, 'bench', file), 'utf8');
      for (const [, names, from] of text.matchAll(/const \{([^}]*)\} = dist\('([^']+)'\)/g)) {
        const source = path.join(root, 'kernel-lib', 'src', from.replace(/\.js$/, '.ts'));
        assert.ok(existsSync(source), `${from}, of which bench/${file} takes${names}`);
        const there = Object.keys(built(`decodesaxs/dist/${from}`));
        for (const name of names.split(',').map((word) => word.split(':')[0].trim()))
          if (name) assert.ok(there.includes(name), `${name} of ${from} for bench/${file}`);
        taken++;
      }
    }
    assert.ok(taken > 20, `${taken} lines`);
  });
});
