import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeSlurm } from '../../src/cli/evaluateOnSlurm';
import type { EvaluateOptions } from '../../src/cli/evaluateOptions';
import { onBackend } from '../backends';
import { syntheticEntries, writeDataset } from '../evaluate/syntheticEntries';
import { writeUntrainedWeights } from '../evaluate/untrainedWeights';
import { needProgram } from '../node/debianPackage';
import { SlurmCluster } from '../node/slurmCluster';

const PROGRAM = join(__dirname, '..', '..', 'bin', 'decodesaxs.js');

describe('the script of decodesaxs evaluate --slurm', () => {
  it('has no more tasks than Slurm takes, each of several entries', () => {
    const folder = mkdtempSync(join(tmpdir(), 'script-'));
    const script = join(folder, 'array.sh');
    writeSlurm(script, 'dataset', 10_000, { out: 'results.arrow', layer: true } as EvaluateOptions);
    const text = readFileSync(script, 'utf8');
    rmSync(folder, { recursive: true, force: true });
    assert.match(text, /--array=1-1000\n[\s\S]*--share "\$\{SLURM_ARRAY_TASK_ID\}\/1000"/);
  });
});

describe('decodesaxs evaluate --slurm on a cluster', function () {
  this.timeout(300_000);
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
    writeDataset(join(folder, 'dataset'), syntheticEntries(2));
  });
  after(async () => {
    await cluster?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('does every entry in a task of the array, once more where one is preempted, and the run without --slurm collects them', async () => {
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
    // amid the entry of the first task a job comes that goes first
    while (!existsSync(`${out}.parts`)) await pause(100);
    await pause(1500);
    slurm(
      'sbatch',
      ...['--partition', 'first', '--cpus-per-task', '2', '--output', '/dev/null', '--wrap', 'sleep 1'],
    );
    while (slurm('squeue', '--noheader', '--jobs', job) !== '') await pause(300);
    const logs = readdirSync(folder)
      .filter((name) => name.endsWith('.log'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    assert.equal(logs.length, 2, 'one task per entry');
    const preempted = logs.filter((log) => log.includes('DUE TO PREEMPTION'));
    assert.equal(preempted.length, 1, logs.join('\n'));
    assert.match(preempted[0], /DUE TO PREEMPTION[\s\S]*1 compared, 0 failed/);
    const done = parts();
    assert.equal(done.length, 2, logs.join('\n'));
    const { status, stdout, stderr } = evaluate('--json', '--quiet');
    assert.equal(status, 0, stderr);
    assert.deepEqual([JSON.parse(stdout).n, JSON.parse(stdout).failed], [2, 0]);
    assert.deepEqual(parts(), done, 'nothing was done again, seconds included');
  });
});
