import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { announce } from './announce.mjs';
import { lastLines, runQuietly, SetUpError } from './command.mjs';
import { readJson } from './memo.mjs';
import { findPython } from './python.mjs';

const heapMegabytes = 4096;

function venv(root, ...parts) {
  return path.join(root, '.venv', ...parts);
}

/** The Python of the virtual environment of the notebooks. */
export function labPython(root) {
  return venv(root, 'bin', 'python');
}

/** The process environment that keeps all files of Jupyter inside .venv. */
export function labEnvironment(root) {
  return {
    ...process.env,
    JUPYTER_CONFIG_DIR: venv(root, 'jupyter', 'config'),
    JUPYTER_DATA_DIR: venv(root, 'jupyter', 'data'),
    JUPYTER_RUNTIME_DIR: venv(root, 'jupyter', 'runtime'),
    JUPYTERLAB_SETTINGS_DIR: venv(root, 'jupyter', 'settings'),
    JUPYTERLAB_WORKSPACES_DIR: venv(root, 'jupyter', 'workspaces'),
    IPYTHONDIR: venv(root, 'jupyter', 'ipython'),
  };
}

/**
 * The kernel specification by which Jupyter starts tslab: absolute paths in a list, so that spaces are harmless.
 * @param {string} root the repository
 */
export function kernelSpec(root) {
  const tslab = path.join(root, 'node_modules', 'tslab', 'bin', 'tslab');
  return {
    argv: [
      process.execPath,
      `--max-old-space-size=${heapMegabytes}`,
      tslab,
      'kernel',
      '--config-path',
      '{connection_file}',
    ],
    display_name: 'TypeScript (SAXS)',
    language: 'typescript',
    interrupt_mode: 'signal',
  };
}

/**
 * Exports notebooks with their outputs as pages that work without a network.
 * @param {string} root the repository
 * @param {string[]} notebooks their files
 * @param {string} folder folder of the pages, which have the names of the notebooks
 * @throws {SetUpError} with the end of the output of the export
 */
export async function exportNotebooks(root, notebooks, folder) {
  const template = path.join(root, 'notebooks', 'template');
  const options = ['--to', 'html', '--log-level', 'ERROR', '--output-dir', folder, '--template', 'offline'];
  const { ok, output } = runQuietly(
    labPython(root),
    ['-m', 'nbconvert', ...options, `--TemplateExporter.extra_template_basedirs=${template}`, ...notebooks],
    { cwd: root, env: labEnvironment(root) },
  );
  if (!ok) throw new SetUpError(`The notebooks could not be exported:\n${lastLines(output)}`);
  // the typesetter is a package, which the set-up itself does not need
  const { withFormulas } = await import('../../notebooks/template/formulas.mjs');
  for (const notebook of notebooks) {
    const page = path.join(folder, path.basename(notebook).replace(/\.ipynb$/, '.html'));
    writeFileSync(page, await withFormulas(readFileSync(page, 'utf8')));
  }
}

function requirements(root) {
  return path.join(root, 'notebooks', 'requirements.txt');
}

function circumstances(root) {
  const pinned = createHash('sha256')
    .update(readFileSync(requirements(root)))
    .digest('hex');
  return JSON.stringify({ pinned, kernel: kernelSpec(root) });
}

function createEnvironment(root) {
  const python = findPython(['venv', 'ensurepip']);
  if (!python) {
    throw new SetUpError('Python 3.11 or later with pip and venv is missing (Debian: python3-venv)');
  }
  rmSync(venv(root), { recursive: true, force: true });
  const created = runQuietly(python, ['-m', 'venv', venv(root)]);
  if (!created.ok) {
    throw new SetUpError(`no virtual environment can be made:\n${lastLines(created.output)}`);
  }
  const installed = runQuietly(labPython(root), [
    '-m',
    'pip',
    'install',
    '--disable-pip-version-check',
    '--require-hashes',
    '-r',
    requirements(root),
  ]);
  if (!installed.ok) {
    throw new SetUpError(`JupyterLab cannot be installed:\n${lastLines(installed.output)}`);
  }
}

/** Registers the kernel of this repository in a data folder of Jupyter. */
export function writeKernelSpec(root, data) {
  const folder = path.join(data, 'kernels', 'tslab');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'kernel.json'), `${JSON.stringify(kernelSpec(root), null, 2)}\n`);
}

function registerKernel(root) {
  mkdirSync(venv(root, 'jupyter', 'ipython'), { recursive: true });
  writeKernelSpec(root, venv(root, 'share', 'jupyter'));
}

/** JupyterLab opens without questions about news and updates. */
export function quietLab(root) {
  const folder = venv(root, 'share', 'jupyter', 'lab', 'settings');
  const settings = {
    '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'overrides.json'), `${JSON.stringify(settings, null, 2)}\n`);
}

const memo = (root) => venv(root, 'decodesaxs.json');

/** JupyterLab with the TypeScript kernel, only in .venv. */
export const lab = {
  name: 'lab',
  lack: 'notebooks cannot be run',
  isDone: (root) =>
    readJson(memo(root))?.circumstances === circumstances(root) && existsSync(labPython(root)),
  carryOut(root) {
    announce('JupyterLab with the TypeScript kernel, in .venv', () => {
      createEnvironment(root);
      registerKernel(root);
    });
    writeFileSync(memo(root), JSON.stringify({ circumstances: circumstances(root) }));
  },
};
