import assert from 'node:assert/strict';
import path from 'node:path';
import { kernelSpec, labEnvironment, labPython } from '../setup/lab.mjs';

const root = path.join(path.sep, 'a folder', 'with spaces');
const venv = path.join(root, '.venv') + path.sep;

describe('set-up of JupyterLab', () => {
  it('starts tslab by absolute paths, each an argument of its own', () => {
    const { argv, interrupt_mode } = kernelSpec(root);
    assert.equal(argv[0], process.execPath);
    assert.ok(argv.includes(path.join(root, 'node_modules', 'tslab', 'bin', 'tslab')));
    assert.deepEqual(argv.slice(-3), ['kernel', '--config-path', '{connection_file}']);
    assert.equal(interrupt_mode, 'signal');
  });

  it('keeps all that Jupyter writes in the virtual environment', () => {
    const environment: Record<string, string | undefined> = labEnvironment(root);
    const own = Object.keys(environment).filter(
      (name) => /^(JUPYTER|IPYTHON)/.test(name) && !(name in process.env),
    );
    assert.ok(own.length >= 5);
    for (const name of own) assert.ok(environment[name]?.startsWith(venv), `${name} = ${environment[name]}`);
    assert.ok(labPython(root).startsWith(venv));
  });
});
