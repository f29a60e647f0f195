// Builds the lessons for a browser without a server: node lite/build.mjs [--student] [--weights FOLDER] [--out FOLDER]
// --student leaves out the folded answers.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundlePackages } from '../bundle.mjs';
import { pageWeights } from '../page/pageWeights.mjs';
import { labEnvironment, labPython } from '../scripts/setup/lab.mjs';
import { liteExtensions } from '../scripts/setup/lite.mjs';
import { studentVersion } from '../scripts/setup/student.mjs';
import { bundleLessonPackages } from './bundle.mjs';
import { browserNotebook } from './lesson.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const require = createRequire(import.meta.url);
const { values: options } = parseArgs({
  options: {
    student: { type: 'boolean', default: false },
    weights: { type: 'string', default: path.join(root, 'kernel-lib', 'weights') },
    out: { type: 'string', default: path.join(root, 'build', 'lite') },
  },
});
const out = path.resolve(options.out);
/** What the lessons read, at the paths that it has in the repository. */
const lessons = path.join(out, 'lessons');

/** Every file of a folder with its size, by its path in it. */
function sizes(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => [name.split(path.sep).join('/'), statSync(path.join(folder, name))])
    .filter(([, stat]) => stat.isFile())
    .map(([name, stat]) => [name, stat.size]);
}

/** The notebooks for the browser, in a folder of their own. */
function writeNotebooks(folder) {
  const from = path.join(root, 'notebooks');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(from).filter((file) => file.endsWith('.ipynb'))) {
    const notebook = JSON.parse(readFileSync(path.join(from, name), 'utf8'));
    const version = browserNotebook(options.student ? studentVersion(notebook) : notebook, name);
    writeFileSync(path.join(folder, name), `${JSON.stringify(version, null, 1)}\n`);
  }
}

/** JupyterLab itself, with the notebooks, as static files. */
function writeLab() {
  const work = mkdtempSync(path.join(tmpdir(), 'decodesaxs lite '));
  try {
    const contents = path.join(work, 'contents');
    writeNotebooks(contents);
    for (const name of ['jupyter-lite.json', 'overrides.json'])
      cpSync(path.join(here, name), path.join(work, name));
    const args = [
      '-m',
      'jupyterlite_core',
      'build',
      '--lite-dir',
      work,
      '--contents',
      contents,
      '--output-dir',
      out,
      `--FederatedExtensionAddon.extra_labextensions_path=${liteExtensions(root)}`,
    ];
    const apps = ['lab', 'notebooks'].flatMap((app) => ['--apps', app]);
    execFileSync(labPython(root), [...args, ...apps, '--no-sourcemaps'], {
      cwd: work,
      env: labEnvironment(root),
      stdio: 'pipe',
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The packages and every file that a lesson reads. */
async function writeLessons() {
  await bundleLessonPackages(lessons);
  const copy = (place, from = path.join(root, place)) =>
    cpSync(from, path.join(lessons, place), { recursive: true });
  [
    'fixtures',
    'notebooks/exercises.json',
    'widgets/ngl/ngl.js',
    'widgets/dist/live/bundle.js',
    'lessons/dist/live/bundle.js',
  ].forEach((place) => copy(place));
  for (const kind of ['', '-simd', '-threaded-simd'])
    copy(
      `wasm/tfjs-backend-wasm${kind}.wasm`,
      require.resolve(`@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm${kind}.wasm`),
    );
  pageWeights(options.weights, path.join(lessons, 'kernel-lib', 'weights'), { encoder: true });
  const files = Object.fromEntries(sizes(lessons).map(([name, size]) => [`/${name}`, size]));
  writeFileSync(path.join(lessons, 'files.json'), JSON.stringify(files));
}

if (!existsSync(path.join(options.weights, 'manifest.json'))) {
  console.error(
    `There are no trained networks in ${options.weights}: run "npm run train", or take a complete copy of the repository.`,
  );
  process.exit(2);
}
rmSync(out, { recursive: true, force: true });
writeLab();
await bundlePackages();
await writeLessons();
writeFileSync(path.join(out, 'index.html'), readFileSync(path.join(here, 'index.html')));
const total = sizes(out).reduce((sum, [, size]) => sum + size, 0);
console.log(
  `${path.relative(process.cwd(), out) || '.'}: ${sizes(out).length} files, ${(total / 1e6).toFixed(0)} MB; any static host serves it`,
);
