import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { announce } from './announce.mjs';
import { lastLines, runQuietly, SetUpError } from './command.mjs';
import { lab, labPython } from './lab.mjs';
import { readJson } from './memo.mjs';

const requirements = (root) => path.join(root, 'lite', 'requirements.txt');
/** Where JupyterLab finds extensions, and where those lie that JupyterLite alone takes. */
const labExtensions = (root) => path.join(root, '.venv', 'share', 'jupyter', 'labextensions', '@jupyterlite');
export const liteExtensions = (root) => path.join(root, '.venv', 'share', 'jupyterlite', 'extensions');
const memo = (root) => path.join(root, '.venv', 'decodesaxs-lite.json');

/** A hash of the packages, of what is done with them here, and of the environment that holds them. */
function circumstances(root) {
  const hash = createHash('sha256').update(readFileSync(requirements(root)));
  hash.update(readFileSync(import.meta.filename));
  return hash.update(JSON.stringify(readJson(path.join(root, '.venv', 'decodesaxs.json')))).digest('hex');
}

/** The kernel of JupyterLite as an extension of it alone: JupyterLab, which cannot load it, would complain at every start. */
function takeFromLab(root) {
  const from = labExtensions(root);
  if (!existsSync(from)) return;
  cpSync(from, path.join(liteExtensions(root), '@jupyterlite'), { recursive: true });
  rmSync(from, { recursive: true, force: true });
}

/** JupyterLite, in the environment of the notebooks. */
export const lite = {
  name: 'lite',
  lack: 'the lessons cannot be built for a browser',
  isDone: (root) => lab.isDone(root) && readJson(memo(root))?.circumstances === circumstances(root),
  carryOut(root) {
    if (!lab.isDone(root)) throw new SetUpError('JupyterLite needs JupyterLab, which is not installed');
    announce('JupyterLite, in .venv', () => {
      const options = ['--disable-pip-version-check', '--require-hashes', '--no-deps'];
      const { ok, output } = runQuietly(labPython(root), [
        '-m',
        'pip',
        'install',
        ...options,
        '-r',
        requirements(root),
      ]);
      if (!ok) throw new SetUpError(`JupyterLite cannot be installed:\n${lastLines(output)}`);
      takeFromLab(root);
    });
    writeFileSync(memo(root), JSON.stringify({ circumstances: circumstances(root) }));
  },
};
