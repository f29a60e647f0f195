// The packages of the lessons as ES modules for a web worker: the same sources as in Node, with what only Node has answered
// by the files of src/.
import { build } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const source = (...parts) => path.join(root, ...parts);
const own = (name) => path.join(here, 'src', `${name}.ts`);

/** Modules of the packages that a browser needs otherwise, by the file of src/ that takes their place. */
export const replaced = {
  'kernel-lib/src/node/backend.ts': 'backend',
  'kernel-lib/src/node/openCurve.ts': 'openCurve',
  'widgets/src/render/compactPng.ts': 'compactPng',
  'widgets/src/render/rasterise.ts': 'rasterise',
  'widgets/src/showsItself.ts': 'showsItself',
  'widgets/src/tslab/kernel.ts': 'kernel',
  'widgets/src/tslab/stillPicture.ts': 'stillPicture',
  'widgets/src/tslab/untilInterrupted.ts': 'untilInterrupted',
};

/** The packages that a lesson may import, and where they begin. */
export const packages = {
  decodesaxs: own('decodesaxs'),
  'decodesaxs-widgets': source('widgets', 'src', 'index.ts'),
  'decodesaxs-lessons': source('lessons', 'src', 'index.ts'),
  arquero: 'arquero',
};

/** Answers Node's modules, replaces those of the list above, and gives the packages their places in the folder of the lessons. */
const forBrowsers = {
  name: 'for browsers',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path: name, importer }) => {
      const file = own(path.join('node', name.slice('node:'.length)));
      if (existsSync(file)) return { path: file };
      return { errors: [{ text: `${importer} needs ${name}, which lite/src/node does not answer` }] };
    });
    onLoad({ filter: /[\\/](kernel-lib|widgets|lessons)[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => {
      const place = path.relative(root, file).split(path.sep).join('/');
      const name = replaced[place];
      const from = name ? own(name) : file;
      const contents = readFileSync(from, 'utf8').replaceAll(
        /\b__dirname\b/g,
        JSON.stringify(`/${path.posix.dirname(place)}`),
      );
      return { contents, loader: 'ts', resolveDir: path.dirname(from) };
    });
  },
};

/**
 * Writes the packages to a folder, one module each, with what they share.
 * @param {string} outdir
 * @param {{write?: boolean}} [options] write: false where only the description of the outputs is wanted
 * @returns the result of the bundler, with that description
 */
export function bundleLessonPackages(outdir, { write = true } = {}) {
  return build({
    write,
    entryPoints: packages,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    chunkNames: 'part-[hash]',
    mainFields: ['module', 'browser', 'main'],
    alias: {
      'decodesaxs-widgets/dist/tslab/svgNow': source('widgets', 'src', 'tslab', 'svgNow.ts'),
      'decodesaxs-widgets': packages['decodesaxs-widgets'],
      decodesaxs: packages.decodesaxs,
    },
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    inject: [own(path.join('node', 'process'))],
    plugins: [forBrowsers],
    metafile: true,
    logLevel: 'warning',
  });
}
