// What the packages hold beside compiled CommonJS: ES modules for bundlers, and the program of the live views in one file.
// Run after the compiler, by "npm run build": node bundle.mjs
import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));

/** The folders of each package that need Node. */
const nodeOnly = { 'kernel-lib': ['node', 'cli'], widgets: ['tslab'] };

/** The sources of a package that its `core.ts` may reach. */
function browserSources(name) {
  const folder = path.join(root, name, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|json)$/.test(file) && file !== 'index.ts')
    .filter((file) => !nodeOnly[name].includes(file.split(path.sep)[0]))
    .map((file) => path.join(folder, file));
}

/** Writes `dist/esm` of a package: its core, file by file, so that a bundler takes what is used. */
function writeModules(name) {
  const outdir = path.join(root, name, 'dist', 'esm');
  rmSync(outdir, { recursive: true, force: true });
  return build({
    entryPoints: browserSources(name),
    outdir,
    outbase: path.join(root, name, 'src'),
    format: 'esm',
    target: 'es2022',
    loader: { '.json': 'copy' },
    logLevel: 'warning',
  });
}

/** Writes `widgets/dist/live/bundle.js`, which every live view embeds. */
export function bundleLiveViews() {
  return build({
    entryPoints: [path.join(root, 'widgets', 'live', 'main.ts')],
    outfile: path.join(root, 'widgets', 'dist', 'live', 'bundle.js'),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
  });
}

/** Writes `lessons/dist/live/bundle.js`: the views to drag and see, with the functions of the core that they compute with. */
export function bundleLessons() {
  const core = (name) => path.join(root, name, 'src', 'core.ts');
  return build({
    entryPoints: [path.join(root, 'lessons', 'live', 'main.ts')],
    outfile: path.join(root, 'lessons', 'dist', 'live', 'bundle.js'),
    alias: {
      'decodesaxs/core': core('kernel-lib'),
      'decodesaxs-widgets/live': path.join(root, 'widgets', 'live', 'index.ts'),
    },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
}

/** Writes all of them. */
export async function bundlePackages() {
  await Promise.all([...Object.keys(nodeOnly).map(writeModules), bundleLiveViews(), bundleLessons()]);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await bundlePackages();
