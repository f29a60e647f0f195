import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInPath, lastLines, runQuietly, SetUpError } from './command.mjs';
import { cacheFolder, readJson } from './memo.mjs';
import { findPython } from './python.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

function findCompiler() {
  const compilers = [process.env.CXX, 'g++', 'c++', 'clang++'].filter(Boolean);
  return compilers.find(isInPath) ?? null;
}

function insist({ ok, output }, failure) {
  if (!ok) throw new SetUpError(`${failure}:\n${lastLines(output)}`);
}

function downloadWheel(python, folder) {
  const requirement = path.join(here, 'tensorflow-wheel.txt');
  const platform = ['--python-version', '3.11', '--platform', 'manylinux2014_x86_64'];
  insist(
    runQuietly(python, [
      '-m',
      'pip',
      'download',
      '--no-deps',
      '--only-binary=:all:',
      ...platform,
      '--require-hashes',
      '-r',
      requirement,
      '-d',
      folder,
    ]),
    "TensorFlow's wheel cannot be downloaded",
  );
  return path.join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.whl')),
  );
}

/** The highest version of Node-API supported by both this Node and the package. */
export function nodeApiVersion(offered, own = Number(process.versions.napi)) {
  return Math.max(...offered.filter((version) => version <= own));
}

function compileBinding(compiler, root, tfjsNode, include) {
  const { binary } = readJson(path.join(tfjsNode, 'package.json'));
  const version = nodeApiVersion(binary.napi_versions);
  const target = path.join(tfjsNode, 'lib', `napi-v${version}`);
  mkdirSync(target, { recursive: true });
  const nodeHeaders = path.join(root, 'node_modules', 'node-api-headers', 'include');
  insist(
    runQuietly(compiler, [
      '-std=gnu++17',
      '-O2',
      '-fPIC',
      '-shared',
      '-fno-exceptions',
      '-fno-rtti',
      `-DNAPI_VERSION=${version}`,
      '-I',
      include,
      '-I',
      nodeHeaders,
      '-I',
      path.dirname(tfjsNode),
      ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => path.join(tfjsNode, 'binding', name)),
      ...libraries.map((name) => path.join(tfjsNode, 'deps', 'lib', name)),
      '-Wl,-rpath,$ORIGIN/../../deps/lib',
      '-o',
      path.join(target, 'tfjs_binding.node'),
    ]),
    `${compiler} cannot compile the binding of tfjs-node`,
  );
}

/**
 * Gives tfjs-node its C library and its binding only from package registries: the library is in
 * TensorFlow's wheel for Python, the binding's sources in the npm package.
 * @param {string} root the repository
 * @param {string} tfjsNode the folder of the installed package
 * @throws {SetUpError} naming what is missing
 */
export function installFromWheel(root, tfjsNode) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetUpError(
      `TensorFlow's wheel serves Linux on x64 only, not ${process.platform} on ${process.arch}: \`npm run setup -- --tfjs-install\` lets tfjs-node download its own library, unverified`,
    );
  }
  const compiler = findCompiler();
  if (!compiler) throw new SetUpError('tfjs-node cannot be compiled: there is no C++ compiler (g++)');
  const python = findPython(['pip']);
  if (!python)
    throw new SetUpError(
      'tfjs-node cannot be compiled: there is no Python 3.11 or later with pip to fetch its library',
    );
  mkdirSync(cacheFolder(root), { recursive: true });
  const folder = mkdtempSync(path.join(cacheFolder(root), 'wheel-'));
  try {
    const wheel = downloadWheel(python, folder);
    insist(
      runQuietly(python, [path.join(here, 'unpackWheel.py'), wheel, folder]),
      "TensorFlow's wheel cannot be unpacked",
    );
    for (const leftover of ['deps', 'lib']) {
      rmSync(path.join(tfjsNode, leftover), { recursive: true, force: true });
    }
    mkdirSync(path.join(tfjsNode, 'deps', 'lib'), { recursive: true });
    for (const name of libraries) {
      renameSync(path.join(folder, 'tensorflow', name), path.join(tfjsNode, 'deps', 'lib', name));
    }
    compileBinding(compiler, root, tfjsNode, path.join(folder, 'tensorflow', 'include'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
