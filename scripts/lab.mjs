// Opens JupyterLab at notebooks/; further arguments go to JupyterLab.
import path from 'node:path';
import { runHere } from './setup/command.mjs';
import { labEnvironment, labPython, quietLab } from './setup/lab.mjs';
import { root, setUpOrLeave } from './setup/setUp.mjs';

if (!setUpOrLeave({ lab: true, retry: true }).lab) process.exit(1);
quietLab(root);
const notebooks = path.join(root, 'notebooks');
// JupyterLab asks for this word where the only user is root, as in a container.
const asRoot = process.getuid?.() === 0 ? ['--allow-root'] : [];
process.exitCode = await runHere(
  labPython(root),
  [
    '-m',
    'jupyterlab',
    `--ServerApp.root_dir=${notebooks}`,
    '--LabApp.default_url=/lab/tree/index.ipynb',
    ...asRoot,
    ...process.argv.slice(2),
  ],
  { cwd: notebooks, env: labEnvironment(root) },
);
