import { strict as assert } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { tableFromIPC } from '@uwdata/flechette';
import { onBackend } from '../backends';
import { syntheticEntries, writeDataset } from '../evaluate/syntheticEntries';
import { writeUntrainedWeights } from '../evaluate/untrainedWeights';

const PROGRAM = join(__dirname, '..', '..', 'bin', 'decodesaxs.js');

describe('decodesaxs evaluate', function () {
  this.timeout(120_000);
  onBackend('wasm');
  let folder: string, dataset: string, out: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
    dataset = join(folder, 'dataset');
    await writeUntrainedWeights(join(folder, 'weights'));
    writeDataset(dataset, syntheticEntries(3));
    mkdirSync(join(dataset, 'ZBROKEN'));
    writeFileSync(join(dataset, 'ZBROKEN', 'curve.dat'), 'this is no curve\n');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => (out = join(folder, 'results.arrow')));
  afterEach(() => {
    rmSync(out, { force: true });
    rmSync(`${out}.parts`, { recursive: true, force: true });
  });

  const words = (...more: string[]): string[] => [
    PROGRAM,
    'evaluate',
    dataset,
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
    '2',
    '--out',
    out,
    ...more,
  ];
  const run = (...more: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, words(...more), { encoding: 'utf8' });
  const parts = (): string[] =>
    existsSync(`${out}.parts`) ? readdirSync(`${out}.parts`).filter((name) => name.endsWith('.json')) : [];
  const column = (name: string): unknown[] => [
    ...tableFromIPC(new Uint8Array(readFileSync(out))).getChild(name)!,
  ];

  it('prints the summary as JSON, keeps a failing entry as a row, and goes on after a kill', async () => {
    const first = spawn(process.execPath, words('--quiet'));
    while (parts().length < 1) {
      assert.equal(first.exitCode, null, 'it was killed before it ended');
      await pause(10);
    }
    first.kill('SIGKILL');
    await once(first, 'exit');
    const kept = new Map(parts().map((name) => [name, statSync(join(`${out}.parts`, name)).mtimeMs]));
    assert.ok(kept.size >= 1 && !existsSync(out));

    const csv = join(folder, 'results.csv');
    const { status, stdout, stderr } = run('--json', '--quiet', '--csv', csv);
    assert.equal(status, 0, stderr);
    const summary = JSON.parse(stdout);
    const again = spawnSync(process.execPath, [PROGRAM, 'results', out, '--json', '--csv', `${csv}.again`], {
      encoding: 'utf8',
    });
    const { mode: _mode, backend: _backend, ...numbers } = summary;
    assert.deepEqual(JSON.parse(again.stdout), numbers, again.stderr);
    assert.equal(readFileSync(`${csv}.again`, 'utf8'), readFileSync(csv, 'utf8'));
    assert.match(readFileSync(csv, 'utf8'), /^ZBROKEN,1,,.*curve/m);
    assert.deepEqual([summary.n, summary.failed, summary.mode, summary.backend], [3, 1, 'free', 'wasm']);
    for (const name of ['meanCC', 'above070', 'radiusWithin10'])
      assert.equal(typeof summary[name], 'number', name);
    for (const [name, time] of kept)
      assert.equal(statSync(join(`${out}.parts`, name)).mtimeMs, time, 'what was done is not done again');
    assert.equal(parts().length, 3);
    assert.deepEqual(column('id'), ['BODY1', 'BODY2', 'BODY3', 'ZBROKEN']);
    assert.equal(column('failure').filter((text) => text !== null).length, 1);
    const ccs = (column('cc') as (number | null)[]).slice(0, 3) as number[];
    assert.ok(Math.abs(summary.meanCC - (ccs[0] + ccs[1] + ccs[2]) / 3) < 1e-9);
  });

  it('collects what a Slurm array did with the same options, share by share', () => {
    const script = join(folder, 'array.sh');
    const options = [
      '--limit',
      '2',
      '--q-max',
      '0.15',
      '--no-layer',
      '--direct-weight',
      '0.5',
      '--library-weight',
      '0.1',
    ];
    const written = run(...options, '--slurm', script);
    assert.equal(written.status, 0, written.stderr);
    assert.equal(parts().length, 0);
    for (const task of [1, 2]) {
      const { status, stderr } = spawnSync('bash', [script], {
        encoding: 'utf8',
        env: { ...process.env, SLURM_ARRAY_TASK_ID: String(task) },
      });
      assert.equal(status, 0, stderr);
      assert.equal(parts().length, task);
      assert.ok(!existsSync(out), 'a share writes no table');
    }
    const before = parts().map((name) => statSync(join(`${out}.parts`, name)).mtimeMs);
    const { status, stdout } = run(...options, '--quiet');
    assert.equal(status, 0);
    assert.match(stdout, /BODY1[\s\S]*BODY2[\s\S]*2 compared, 0 failed/);
    assert.deepEqual(
      parts().map((name) => statSync(join(`${out}.parts`, name)).mtimeMs),
      before,
    );
    assert.deepEqual(column('id'), ['BODY1', 'BODY2']);
  });

  it('leaves with status 2 and one sentence on bad input', () => {
    for (const [more, message] of [
      [['--mode', 'both'], /--mode is both/],
      [['--share', '3/2'], /--share is 3\/2/],
      [['--seeds', '0'], /--seeds/],
      [['--workers', '2', '--queue', 'redis://127.0.0.1:1'], /one of the two/],
      [['--queue', 'localhost'], /no address/],
      [['--authors'], /--authors needs/],
      [['--q-max', 'far'], /--q-max is "far": give a number from 0\.02 to 1/],
      [['--slurm', 'a.sh', '--queue', 'redis://127.0.0.1:1'], /--slurm and --queue are both given/],
      [['--slurm', 'a.sh', '--share', '1/2'], /--slurm and --share are both given/],
    ] as const) {
      const { status, stderr } = run(...more);
      assert.equal(status, 2, stderr);
      assert.match(stderr, message);
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
    }
  });
});
