import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onBackend } from '../backends';
import { syntheticEntries, writeDataset } from '../evaluate/syntheticEntries';
import { writeUntrainedWeights } from '../evaluate/untrainedWeights';
import { needProgram } from '../node/debianPackage';
import { SlurmCluster } from '../node/slurmCluster';

const PROGRAM = join(__dirname, '..', '..', 'bin', 'decodesaxs.js');

describe('decodesaxs evaluate --slurm on a cluster', function () {
  this.timeout(120_000);
  onBackend('wasm');
  let folder: string, cluster: SlurmCluster | undefined;
  before(async function () {
    needProgram(this, 'sbatch', 'slurm-wlm');
    try {
      cluster = await SlurmCluster.start();
    } catch (error) {
      console.log(
        `      skipped: ${(error as Error).message}; the script is run task by task in the tests of evaluate`,
      );
      this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), 'cluster-'));
    await writeUntrainedWeights(join(folder, 'weights'));
    writeDataset(join(folder, 'dataset'), syntheticEntries(3));
  });
  after(async () => {
    await cluster?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('does every entry in a task of the array, and the run without --slurm collects them', async () => {
    const script = join(folder, 'array.sh'),
      out = join(folder, 'results.arrow');
    const evaluate = (...more: string[]) =>
      spawnSync(
        process.execPath,
        [
          PROGRAM,
          'evaluate',
          join(folder, 'dataset'),
          '--weights',
          join(folder, 'weights'),
          '--backend',
          'wasm',
          '--islands',
          '1',
          '--genes',
          '20',
          '--generations',
          '1',
          '--members',
          '0',
          '--out',
          out,
          ...more,
        ],
        { encoding: 'utf8' },
      );
    const slurm = (program: string, ...words: string[]): string => {
      const { status, stdout, stderr } = spawnSync(program, words, {
        encoding: 'utf8',
        cwd: folder,
        env: cluster!.environment,
        timeout: 20_000,
      });
      assert.equal(status, 0, stderr);
      return stdout.trim();
    };
    const parts = (): string[] =>
      readdirSync(`${out}.parts`)
        .sort()
        .map((name) => `${name} ${readFileSync(join(`${out}.parts`, name), 'utf8')}`);
    assert.equal(evaluate('--slurm', script).status, 0);
    const job = slurm('sbatch', '--parsable', script);
    while (slurm('squeue', '--noheader', '--jobs', job) !== '') await pause(300);
    const logs = readdirSync(folder)
      .filter((name) => name.endsWith('.log'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    assert.equal(logs.length, 3, 'one task per entry');
    const done = parts();
    assert.equal(done.length, 3, logs.join('\n'));
    const { status, stdout, stderr } = evaluate('--json', '--quiet');
    assert.equal(status, 0, stderr);
    assert.deepEqual([JSON.parse(stdout).n, JSON.parse(stdout).failed], [3, 0]);
    assert.deepEqual(parts(), done, 'nothing was done again, seconds included');
  });
});
