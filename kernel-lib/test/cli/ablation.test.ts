import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readResults } from 'decodesaxs/dist/node/evaluation/resultTable';
import { onBackend } from '../backends';
import { syntheticEntries, writeDataset } from '../evaluate/syntheticEntries';
import { writeUntrainedWeights } from '../evaluate/untrainedWeights';

const PROGRAM = join(__dirname, '..', '..', 'bin', 'decodesaxs.js');

describe('decodesaxs ablation and calibration', function () {
  this.timeout(180_000);
  onBackend('wasm');
  let folder: string, dataset: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ablation-'));
    dataset = join(folder, 'dataset');
    await writeUntrainedWeights(join(folder, 'weights'));
    writeDataset(dataset, syntheticEntries(3));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...words: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [PROGRAM, ...words], { encoding: 'utf8' });
  const common = (): string[] => [
    '--weights',
    join(folder, 'weights'),
    '--backend',
    'wasm',
    '--generations',
    '0',
    '--quiet',
  ];

  it('writes one row a method and does nothing twice', () => {
    const out = join(folder, 'table.md');
    const words = [
      'ablation',
      dataset,
      ...common(),
      '--limit',
      '1',
      '--methods',
      'mean-shape,retrieval,direct,paper,smoother,unpolished,default',
      '--out',
      out,
    ];
    const { status, stdout, stderr } = run(...words);
    assert.equal(status, 0, stderr);
    assert.equal(readFileSync(out, 'utf8'), stdout);
    const rows = stdout
      .trim()
      .split('\n')
      .slice(2)
      .map((line) => line.split('|').map((cell) => cell.trim()));
    assert.deepEqual(
      rows.map((cells) => cells[1].split(':')[0]),
      ['mean-shape', 'retrieval', 'direct', 'paper', 'smoother', 'unpolished', 'default'],
    );
    assert.ok(rows.every((cells) => cells[2] === '1'));
    const [unpolished, whole] = rows.slice(-2).map((cells) => Number(cells[8]));
    assert.ok(whole < unpolished - 0.1, `members ${whole}, ${unpolished} where nothing moved them`);
    assert.equal(readFileSync(join(folder, 'table.csv'), 'utf8').trim().split('\n').length, 8);
    const times = (): number[] =>
      readdirSync(`${out}.parts`).map((name) => statSync(join(`${out}.parts`, name)).mtimeMs);
    const before = times();
    assert.equal(before.length, 7);
    assert.equal(run(...words).stdout, stdout);
    assert.deepEqual(times(), before);
  });

  it('holds what an evaluation expected against what it found, and draws it', async () => {
    const results = join(folder, 'results.arrow'),
      chart = join(folder, 'chart.svg');
    assert.equal(run('evaluate', dataset, ...common(), '--out', results).status, 0);
    const read = await readResults(results);
    assert.deepEqual(
      read.map(({ id, seed }) => [id, seed]),
      [
        ['BODY1', 1],
        ['BODY2', 1],
        ['BODY3', 1],
      ],
    );
    assert.ok(
      read.every(
        ({ expectedCC, resolution, failure }) => expectedCC! >= 0 && resolution! > 0 && failure === undefined,
      ),
    );
    const { status, stdout, stderr } = run('calibration', results, '--out', chart);
    assert.equal(status, 0, stderr);
    assert.match(
      stdout,
      /^3 entries, mean CC [\d.]+\nexpected by the formula of the library: rank correlation/,
    );
    assert.match(readFileSync(chart, 'utf8'), /^<svg/);
  });

  it('leaves with status 2 and one sentence on bad input', () => {
    for (const [words, message] of [
      [['ablation', dataset, '--methods', 'magic'], /--methods names "magic"/],
      [['calibration', join(folder, 'table.md')], /no Arrow file/],
      [['calibration', join(folder, 'results.arrow'), '--fit', join(folder, 'f.json')], /at least 20/],
      [['calibration', 'x', '--out', 'a.gif'], /\.svg/],
    ] as const) {
      const { status, stderr } = run(...words);
      assert.equal(status, 2, stderr);
      assert.match(stderr, message);
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
    }
  });
});
