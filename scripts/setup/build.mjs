import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { announce } from './announce.mjs';
import { lastLines, runQuietly, SetUpError } from './command.mjs';
import { readMemo, writeMemo } from './memo.mjs';

const projects = ['widgets', 'kernel-lib', 'lessons'];
const lives = ['widgets', 'lessons'].map((project) => path.join(project, 'live'));
const bundler = 'bundle.mjs';
/** The files that the bundler writes last. */
const bundles = [
  ...lives.map((live) => path.join(path.dirname(live), 'dist', 'live', 'bundle.js')),
  ...['widgets', 'kernel-lib'].map((project) => path.join(project, 'dist', 'esm', 'core.js')),
];
const compiler = path.join('node_modules', 'typescript', 'bin', 'tsc');

function sources(root) {
  return projects.flatMap((project) => {
    const folder = path.join(root, project, 'src');
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.join(project, 'src', name));
  });
}

function liveSources(root) {
  return lives.flatMap((live) => {
    const folder = path.join(root, live);
    return existsSync(folder) ? readdirSync(folder).map((name) => path.join(live, name)) : [];
  });
}

function compiled(source) {
  return source.replace(`${path.sep}src${path.sep}`, `${path.sep}dist${path.sep}`).replace(/\.ts$/, '.js');
}

/** A hash of name, size and time of all sources of the build. */
function fingerprint(root) {
  const settings = [
    'tsconfig.json',
    'tsconfig.base.json',
    bundler,
    ...liveSources(root),
    ...projects.map((project) => path.join(project, 'tsconfig.json')),
    path.join('node_modules', '.package-lock.json'),
  ];
  const hash = createHash('sha256');
  for (const file of [...settings, ...sources(root).sort()]) {
    const { size, mtimeMs } = statSync(path.join(root, file), { throwIfNoEntry: false }) ?? {};
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function isComplete(root) {
  return [...sources(root).map(compiled), ...bundles].every((file) => existsSync(path.join(root, file)));
}

function compile(root, ...options) {
  run(root, [path.join(root, compiler), '-b', ...options], 'compile');
  run(root, [path.join(root, bundler)], 'bundle');
}

function run(root, args, verb) {
  const { ok, output } = runQuietly(process.execPath, args, { cwd: root });
  if (!ok) throw new SetUpError(`the sources do not ${verb}:\n${lastLines(output, 30)}`);
}

/** kernel-lib/dist and widgets/dist, compiled and bundled from the TypeScript sources. */
export const build = {
  name: 'build',
  isDone: (root) => readMemo(root, 'build')?.fingerprint === fingerprint(root) && isComplete(root),
  carryOut(root) {
    const before = fingerprint(root);
    announce('TypeScript build', () => {
      compile(root);
      // The compiler relies on its own notes and does not notice removed outputs.
      if (!isComplete(root)) compile(root, '--force');
    });
    writeMemo(root, 'build', { fingerprint: before });
  },
};
