// Builds the page for a curve into build/page: node page/build.mjs [--weights FOLDER] [--out FOLDER] [--lessons ADDRESS]
// --lessons: where the lessons for a browser (lite/) lie, beside the page or elsewhere; the page then links to them
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { bundlePackages } from '../bundle.mjs';
import { indexPage } from './indexPage.mjs';
import { pageWeights } from './pageWeights.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const require = createRequire(import.meta.url);
const { values: options } = parseArgs({
  options: {
    weights: { type: 'string', default: path.join(root, 'kernel-lib', 'weights') },
    out: { type: 'string', default: path.join(root, 'build', 'page') },
    lessons: { type: 'string' },
  },
});
const out = path.resolve(options.out);

const common = {
  bundle: true,
  minify: true,
  target: 'es2022',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  mainFields: ['module', 'browser', 'main'],
  define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
};

/** Writes bytes to a file of the page. */
function put(name, bytes) {
  mkdirSync(path.dirname(path.join(out, name)), { recursive: true });
  writeFileSync(path.join(out, name), bytes);
}

/** Copies a file into the page. */
function copy(name, from) {
  mkdirSync(path.dirname(path.join(out, name)), { recursive: true });
  copyFileSync(from, path.join(out, name));
}

/** Licences of the packages in the scripts, and of NGL. */
function licences(metafiles) {
  const folders = new Set([path.join(root, 'node_modules', '@tensorflow', 'tfjs-backend-wasm')]);
  for (const { inputs } of metafiles) {
    for (const input of Object.keys(inputs)) {
      const found = input.startsWith('(disabled)') ? null : /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input);
      if (found) folders.add(path.join(root, found[0]));
    }
  }
  const ngl = readFileSync(
    path.join(path.dirname(require.resolve('decodesaxs-widgets/ngl/ngl.js')), 'LICENSE'),
    'utf8',
  );
  const packages = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(path.join(folder, file), 'utf8').trim() : ''}\n`;
  });
  return [...packages, `ngl 2.5.0 (MIT)\n\n${ngl.trim()}\n`].join(`\n${'-'.repeat(72)}\n\n`);
}

/** Every file of a folder with its size, by its path in it. */
function sizes(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name: name.split(path.sep).join('/'), size: statSync(path.join(folder, name)) }))
    .filter(({ size }) => size.isFile())
    .map(({ name, size }) => ({ name, bytes: size.size }));
}

if (!existsSync(path.join(options.weights, 'manifest.json'))) {
  console.error(
    `There are no trained networks in ${options.weights}: run "npm run train", or take a complete copy of the repository.`,
  );
  process.exit(2);
}
rmSync(out, { recursive: true, force: true });
await bundlePackages();
const version = JSON.parse(readFileSync(path.join(root, 'kernel-lib', 'package.json'), 'utf8')).version;
const manifest = pageWeights(options.weights, path.join(out, 'weights'));
const constants = { VERSION: JSON.stringify(version), WEIGHTS_MANIFEST: JSON.stringify(manifest) };
const built = await Promise.all([
  build({
    ...common,
    format: 'esm',
    splitting: true,
    outdir: out,
    entryPoints: { main: path.join(here, 'src', 'main.ts') },
    chunkNames: 'part-[hash]',
    define: { ...common.define, ...constants },
  }),
  build({
    ...common,
    format: 'iife',
    outfile: path.join(out, 'worker.js'),
    entryPoints: [path.join(here, 'src', 'worker.ts')],
    define: { ...common.define, ...constants },
  }),
]);
copy('ngl.js', require.resolve('decodesaxs-widgets/ngl/ngl.js'));
copy('live.js', require.resolve('decodesaxs-widgets/live/bundle.js'));
for (const kind of ['', '-simd'])
  copy(
    `tfjs-backend-wasm${kind}.wasm`,
    require.resolve(`@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm${kind}.wasm`),
  );
for (const name of ['SASDA25', 'SASDJG5', 'glucose-isomerase'])
  copy(`examples/${name}.dat`, path.join(root, 'fixtures', `${name}.dat`));
for (const name of ['style.css', 'icon.svg']) copy(name, path.join(here, name));
put('index.html', indexPage(options.lessons));
put('licences.txt', licences(built.map(({ metafile }) => metafile)));
const files = sizes(out).filter(({ name }) => !name.startsWith('weights/'));
const hash = createHash('sha256');
for (const { name } of files) hash.update(name).update(readFileSync(path.join(out, name)));
await build({
  ...common,
  metafile: false,
  format: 'iife',
  outfile: path.join(out, 'sw.js'),
  entryPoints: [path.join(here, 'src', 'serviceWorker.ts')],
  define: {
    CACHE_NAME: JSON.stringify(`decodesaxs-page-${hash.digest('hex').slice(0, 16)}`),
    PAGE_FILES: JSON.stringify(['./', ...files.map(({ name }) => name)]),
  },
});
const total = (list) => (list.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1);
const all = sizes(out);
console.log(
  `${path.relative(process.cwd(), out) || '.'}: ${all.length} files, ${total(all)} MB, of which networks ${total(all.filter(({ name }) => name.startsWith('weights/')))} MB; any static host serves it`,
);
