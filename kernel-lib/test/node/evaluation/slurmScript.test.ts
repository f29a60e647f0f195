import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from 'decodesaxs/dist/inputError';
import { slurmScript } from 'decodesaxs/dist/node/evaluation/slurmScript';
import { needProgram } from '../debianPackage';

const PROGRAM = join(__dirname, '..', '..', '..', 'bin', 'decodesaxs.js');

describe('slurmScript', () => {
  let folder: string, file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "slurm's "));
    file = join(folder, 'array.sh');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const runTask = (script: string, task?: number) =>
    spawnSync('bash', [script], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...(task === undefined ? {} : { SLURM_ARRAY_TASK_ID: String(task) }) },
    });

  it('hands every task its share, and words of any kind unchanged', () => {
    const words = ['plain', 'two words', "it's", '$HOME', '"q"', '*', '', 'a\\b'];
    const list = join(folder, 'list.js');
    writeFileSync(list, 'console.log(JSON.stringify(process.argv.slice(2)))');
    writeFileSync(file, slurmScript({ tasks: 3, command: [process.execPath, list, ...words] }));
    for (const task of [1, 2, 3]) {
      const { stdout, status, stderr } = runTask(file, task);
      assert.equal(status, 0, stderr);
      assert.deepEqual(JSON.parse(stdout), [...words, '--share', `${task}/3`]);
    }
  });

  it('says that it is to be submitted when it is not in an array', () => {
    writeFileSync(file, slurmScript({ tasks: 3, command: ['true'] }));
    const { status, stderr } = runTask(file);
    assert.notEqual(status, 0);
    assert.match(stderr, /sbatch/);
    assert.throws(() => slurmScript({ tasks: 0, command: ['true'] }), InputError);
  });

  it('hands on the failure of a task', () => {
    writeFileSync(file, slurmScript({ tasks: 1, command: ['false'] }));
    assert.equal(runTask(file, 1).status, 1);
  });

  it('passes shellcheck as evaluate writes it', function () {
    needProgram(this, 'shellcheck', 'shellcheck');
    writeFileSync(join(folder, 'curve.dat'), 'not read');
    const written = spawnSync(
      process.execPath,
      [PROGRAM, 'evaluate', folder, '--slurm', file, '--seeds', '2', '--out', join(folder, 'r.arrow')],
      { encoding: 'utf8' },
    );
    assert.equal(written.status, 0, written.stderr);
    const text = readFileSync(file, 'utf8');
    assert.match(text, /^#!\/bin\/bash\n#SBATCH/);
    assert.match(text, /^#SBATCH --array=1-1$/m);
    assert.match(text, / --seeds 2 /);
    const { stdout, status } = spawnSync('shellcheck', [file], { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  });
});
