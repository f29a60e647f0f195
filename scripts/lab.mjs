// Opens JupyterLab at notebooks/; further arguments go to JupyterLab.
import path from 'node:path';
import { runHere } from './setup/command.mjs';
import { labEnvironment, labPython } from './setup/lab.mjs';
import { root, setUpOrLeave } from './setup/setUp.mjs';

if (!setUpOrLeave({ lab: true, retry: true }).lab) process.exit(1);
const rootFolder = `--ServerApp.root_dir=${path.join(root, 'notebooks')}`;
process.exitCode = await runHere(
  labPython(root),
  ['-m', 'jupyterlab', rootFolder, ...process.argv.slice(2)],
  { cwd: path.join(root, 'notebooks'), env: labEnvironment(root) },
);
