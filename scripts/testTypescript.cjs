'use strict';

// TypeScript for the tests, compiled file by file as the build compiles it. Other compilers turn each exported constant
// into a call, which makes the loops of the library several times slower than they are for its users.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const ts = require('typescript');

const cache = path.join(__dirname, '..', '.cache', 'tests');
const compilerOptions = {
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  target: ts.ScriptTarget.ES2022,
  esModuleInterop: true,
  inlineSourceMap: true,
  inlineSources: true,
};
const settings = `${ts.version} ${process.version} ${JSON.stringify(compilerOptions)}`;

/** JavaScript of a TypeScript file, from the cache where the same text was compiled before. */
function compiled(file) {
  const text = readFileSync(file, 'utf8');
  const name = createHash('sha256')
    .update(settings)
    .update('\0')
    .update(file)
    .update('\0')
    .update(text)
    .digest('hex');
  const kept = path.join(cache, `${name}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { outputText } = ts.transpileModule(text, { compilerOptions, fileName: file });
    const draft = `${kept}.${process.pid}`;
    mkdirSync(cache, { recursive: true });
    writeFileSync(draft, outputText);
    renameSync(draft, kept);
    return outputText;
  }
}

process.setSourceMapsEnabled(true);
/** @type {Record<string, (module: any, file: string) => void>} */
const loaders = /** @type {any} */ (Module)._extensions;
loaders['.ts'] = (module, file) => module._compile(compiled(file), file);
// of two files of one name the code comes before the data, as it does once it is built
for (const ending of ['.json', '.node']) {
  const load = loaders[ending];
  delete loaders[ending];
  loaders[ending] = load;
}
