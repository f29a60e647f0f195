import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { announce } from './announce.mjs';
import { npmCommand, runQuietly, SetUpError } from './command.mjs';
import { readJson, readMemo, writeMemo } from './memo.mjs';
import { installFromWheel } from './tensorflowWheel.mjs';

const packageName = '@tensorflow/tfjs-node';

function packageFolder(root) {
  return path.join(root, 'node_modules', ...packageName.split('/'));
}

/**
 * Loads tfjs-node in a separate process and multiplies two matrices.
 * @param {string} root the repository
 * @returns {string} the name of the backend that answered: `tensorflow` on success, '' where
 *   it cannot be loaded
 */
export function loadedBackend(root) {
  const program = `
    const tf = require(${JSON.stringify(packageName)});
    const product = tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0];
    process.stdout.write(product === 11 ? tf.getBackend() : '');`;
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' };
  const { ok, stdout } = runQuietly(process.execPath, ['-e', program], { cwd: root, env, minutes: 2 });
  return ok ? stdout.trim().split('\n').at(-1) : '';
}

/** The dependencies of a compiled binding. */
function circumstances(root) {
  const { version } = readJson(path.join(packageFolder(root), 'package.json')) ?? {};
  return `${packageName} ${version}, Node-API ${process.versions.napi}, ${process.platform} ${process.arch}`;
}

function installOrdinarily(root) {
  const [program, ...leading] = npmCommand();
  const manifest = path.join(packageFolder(root), 'package.json');
  const original = readFileSync(manifest);
  const args = [...leading, 'rebuild', packageName, '--ignore-scripts=false', '--foreground-scripts'];
  const { ok } = runQuietly(program, args, { cwd: root, minutes: 5 });
  // The package's own script rewrites its manifest and does not restore it after a failure.
  writeFileSync(manifest, original);
  return ok && loadedBackend(root) === 'tensorflow';
}

/**
 * Whether tfjs-node's own install script may run (DECODESAXS_TFJS_INSTALL=1, or `npm run setup -- --tfjs-install`): it downloads an
 * archive without verification, so it is tried only on request.
 */
export function wantsOwnInstall(environment = process.env) {
  return environment.DECODESAXS_TFJS_INSTALL === '1';
}

/** tfjs-node with its C library: from TensorFlow's wheel with a known SHA-256; by its own install on demand. */
export const engine = {
  name: 'engine',
  lack: 'the tensorflow backend is missing and wasm is used',
  isDone: (root) =>
    readMemo(root, 'engine')?.circumstances === circumstances(root) &&
    existsSync(path.join(packageFolder(root), 'lib')),
  carryOut(root) {
    const works = () => loadedBackend(root) === 'tensorflow';
    const trouble = announce('tfjs-node', () => {
      if (works()) return;
      if (!wantsOwnInstall()) return 'its C library is missing';
      if (!installOrdinarily(root)) return 'its own install does not work';
    });
    if (trouble) {
      announce("tfjs-node from TensorFlow's Python wheel (200 MB)", () => {
        installFromWheel(root, packageFolder(root));
        if (!works()) throw new SetUpError('tfjs-node is compiled but does not load on this machine');
      });
    }
    writeMemo(root, 'engine', { circumstances: circumstances(root) });
  },
};
