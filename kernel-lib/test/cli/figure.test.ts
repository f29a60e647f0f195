import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodedHistogram } from 'decodesaxs/dist/cli/figures/networkPanels';
import { drawFigures } from 'decodesaxs/dist/cli/figures/drawFigures';
import { readDepositedModels } from 'decodesaxs/dist/evaluate/depositedModels';
import { openDataset } from 'decodesaxs/dist/node/evaluation/dataset';
import { readNetworkCsv } from 'decodesaxs/dist/node/evaluation/networkTable';
import { readResults, writeResultsCsv } from 'decodesaxs/dist/node/evaluation/resultTable';
import { readBytes } from 'decodesaxs/dist/node/files';
import { readPublishedEntries } from 'decodesaxs/dist/node/evaluation/publishedEntries';

const ROOT = join(__dirname, '..', '..', '..');
const PROGRAM = join(ROOT, 'kernel-lib', 'bin', 'decodesaxs.js');
const RESULTS = join(ROOT, 'fixtures', 'results');
const MODELS = join(ROOT, 'fixtures', 'figure-models.arrow.gz');
const PUBLISHED = join(ROOT, 'fixtures', 'decodesaxs-published-entries.csv');

type Row = Record<string, number | string>;

/** All data rows of a specification, wherever they stand. */
function allRows(node: unknown): Row[] {
  if (Array.isArray(node)) return node.flatMap(allRows);
  if (node === null || typeof node !== 'object') return [];
  const own = (node as { data?: { values?: Row[] } }).data?.values ?? [];
  return [...own, ...Object.entries(node).flatMap(([key, value]) => (key === 'data' ? [] : allRows(value)))];
}

describe('decodesaxs figure', function () {
  this.timeout(120_000);
  let folder: string;
  const common = { seed: 1, backend: 'wasm', version: '1', weights: '1' };
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'figure '));
    const ids = (await readPublishedEntries(PUBLISHED)).slice(0, 8).map(({ id }) => id);
    const rows = ids.map((id, i) => ({
      ...common,
      id,
      cc: 0.6 + 0.05 * i,
      ccLibrary: 0.6,
      rmax: 40 + i,
      rmaxModel: 41,
    }));
    await writeResultsCsv(join(folder, 'simulated-given.csv'), rows);
    await writeResultsCsv(join(folder, 'simulated-free.csv'), rows);
    await writeResultsCsv(join(folder, 'measured-free.csv'), [
      { ...rows[0], id: 'A<b>&' },
      { ...rows[1], id: 'B' },
      { ...common, id: 'C', failure: 'no' },
    ]);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [PROGRAM, 'figure', ...words], { encoding: 'utf8', cwd: folder });
  const draw = (panel: string, more: object = {}): Promise<void> =>
    drawFigures(panel, {
      background: 'white',
      data: 'none',
      curves: 'none',
      shown: 'none',
      results: folder,
      published: PUBLISHED,
      entry: 'X',
      seed: 1,
      out: join(folder, `${panel}.json`),
      say: () => undefined,
      ...more,
    });
  const spec = async (panel: string): Promise<unknown> => {
    await draw(panel);
    return JSON.parse(readFileSync(join(folder, `${panel}.json`), 'utf8'));
  };

  it('2d counts the entries of the tables beside those of the authors, entry by entry', async () => {
    const chart = await spec('2d');
    const count = (sample: string, panel: unknown): number =>
      allRows(panel)
        .filter((row) => row.sample === sample)
        .reduce((sum, row) => sum + (row.count as number), 0);
    const panels = (chart as { hconcat: unknown[] }).hconcat;
    assert.deepEqual(
      panels.map((panel) => [count('this program', panel), count('authors', panel)]),
      [
        [8, 8],
        [8, 8],
        [2, 150],
      ],
    );
    const published = (await readPublishedEntries(PUBLISHED)).slice(0, 8);
    const mean = published.reduce((sum, { ccGiven }) => sum + ccGiven! / 8, 0);
    assert.match(
      JSON.stringify(panels[0]),
      new RegExp(`8 entries; mean 0\\.775, authors ${mean.toFixed(3)}`),
    );
    assert.match(JSON.stringify(panels[0]), /"title":"CC"/);
  });

  it('2e has radii in Å of all entries on axes that are alike', async () => {
    const chart = await spec('2e');
    const rows = allRows(chart);
    assert.equal(rows.filter((row) => 'label' in row).length, 8 + 2 + 150);
    assert.ok(rows.some((row) => row.label === 'A<b>&' && row.x === 41 && row.y === 40));
    const text = JSON.stringify(chart);
    assert.match(text, /radius of the model {2}\(Å\)/);
    assert.match(text, /6 of 8 within ±10 %/);
    assert.equal(
      new Set([...text.matchAll(/"scale":\{"domain":(\[[^\]]*\])/g)].map(([, domain]) => domain)).size,
      1,
    );
  });

  it('2d and 2e say what the paper reached and where its search began', async () => {
    assert.match(JSON.stringify(await spec('2d')), /above 0\.70: 0 of 2 \(0 %\); paper 294 of 542 \(54 %\)/);
    assert.match(
      JSON.stringify(await spec('2e')),
      /of this program 1\.2 to 3\.6 times the measured Rg; of the paper random, below 300 Å/,
    );
  });

  it('1b shows both stages of the paper and its threshold, 1c the worst cases', async () => {
    await draw('1b');
    const layers = readFileSync(join(folder, '1b.json'), 'utf8');
    assert.match(layers, /3000 latents; the second stage keeps the convolutions and trains 200/);
    assert.match(layers, /a voxel is set where the output is above 0\.1"/);
    const decoded = JSON.stringify(decodedHistogram(await readNetworkCsv(join(RESULTS, 'network.csv'))));
    assert.match(decoded, /lowest: SASD\w+, 0\.\d\d; of the paper SASDBZ6, 0\.40/);
  });

  it('the fixtures hold what the panels of a fresh clone need', async () => {
    const worst = (await readNetworkCsv(join(RESULTS, 'network.csv')))
      .sort((a, b) => a.cc - b.cc)
      .slice(0, 4)
      .map(({ id }) => id);
    const models = readDepositedModels(readBytes(MODELS));
    for (const id of worst)
      assert.ok(
        models.some((model) => model.id === id),
        `${id} of 1c`,
      );
    const scored = (await readResults(join(RESULTS, 'measured-free.csv')))
      .filter(({ id, cc, modelKind }) => cc !== undefined && modelKind === 'atomic' && id.startsWith('SASD'))
      .sort((a, b) => a.cc! - b.cc!);
    const entries = openDataset(join(ROOT, 'fixtures', 'entries'));
    for (const { id } of [scored[0], scored[scored.length - 1]]) {
      const entry = entries.find((one) => one.id === id);
      assert.ok(entry?.model, `${id} of 2f`);
      assert.ok(entry.curve().q.length > 500 && entry.model().xyz.length > 300);
    }
  });

  it('writes SVG and PNG', async () => {
    for (const [name, begins] of [
      ['e.svg', '<svg'],
      ['e.png', '\u0089PNG'],
    ] as const) {
      await draw('2e', { out: join(folder, 'deep', name) });
      assert.equal(
        readFileSync(join(folder, 'deep', name))
          .toString('latin1')
          .slice(0, begins.length),
        begins,
      );
    }
  });

  it('says in one sentence what is missing and what makes it', async () => {
    const refused = (panel: string, sentence: RegExp, more: object = {}): Promise<void> =>
      assert.rejects(draw(panel, more), { name: 'InputError', message: sentence });
    await refused(
      '1c',
      /^This panel needs a table of results, and there is no .*network\.csv: `decodesaxs evaluate-network --csv .*network\.csv` makes it\.$/,
    );
    await refused(
      '2d',
      /measured-free\.csv: `decodesaxs evaluate none --mode free --csv nowhere\/measured-free\.csv` makes it\.$/,
      { results: 'nowhere' },
    );
    await refused(
      '1a',
      /^This panel needs deposited models, and there is no none: name an Arrow bundle of them with --data\.$/,
    );
    await refused('2a', /there is no none: name a dataset of them with --shown\.$/);
    await refused('2b', /there is no none: name a dataset of them with --curves\.$/);
    await refused('3a', /^There is no panel 3a: one of 1a, 1b, .*2f, or all, is needed\.$/);
    await refused('2e', /format of the figure is "gif": png, svg, json can be written/, {
      out: join(folder, 'x.gif'),
    });
  });

  it('of all panels makes those that it can and tells of the others', () => {
    const nothing = [
      '--data',
      join(folder, 'none'),
      '--curves',
      join(folder, 'none'),
      '--weights',
      join(folder, 'none'),
    ];
    const { status, stdout, stderr } = run(
      'all',
      '--results',
      folder,
      '--format',
      'json',
      '--out',
      join(folder, 'all'),
      ...nothing,
    );
    assert.equal(status, 2);
    assert.deepEqual(
      stdout
        .trim()
        .split('\n')
        .map((line) => /(\d\w)\.json/.exec(line)?.[1]),
      ['2d', '2e'],
    );
    for (const panel of ['1a', '1b', '1c', '1d', '2a', '2b', '2c', '2f'])
      assert.match(stderr, new RegExp(`^${panel} is left out\\. .*\\.$`, 'm'));
    assert.ok(existsSync(join(folder, 'all', '2d.json')) && !existsSync(join(folder, 'all', '1a.json')));
  });
});
