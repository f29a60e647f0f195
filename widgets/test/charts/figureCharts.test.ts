import assert from 'node:assert/strict';
import {
  arrangeCharts,
  type Chart,
  correlationChart,
  histogramChart,
  latentsChart,
  layersChart,
  picturesChart,
  scatterChart,
  surfacePng,
  toSvg,
  voxelisationChart,
} from 'decodesaxs-widgets';
import { PNG } from 'pngjs';
import { dumbbell } from '../bodies';

type Row = Record<string, number | string>;

/** All data rows of a specification, wherever they stand. */
function allRows(node: unknown): Row[] {
  if (Array.isArray(node)) return node.flatMap(allRows);
  if (node === null || typeof node !== 'object') return [];
  const own = (node as { data?: { values?: Row[] } }).data?.values ?? [];
  return [...own, ...Object.entries(node).flatMap(([key, value]) => (key === 'data' ? [] : allRows(value)))];
}

describe('voxelisationChart', () => {
  const points = [-15, -6, 6, 20, 8, -4, 0, 0, 0];
  const voxels = { ...dumbbell, values: dumbbell.values.map((value) => (value > 0.5 ? 1 : 0)) };
  const chart = voxelisationChart(points, voxels);
  const set = voxels.values.reduce((sum, value) => sum + value, 0);

  it('shows every point and every voxel once in each of three views', () => {
    const rows = allRows(chart);
    const cells = rows.filter((row) => 'voxels' in row);
    assert.equal(rows.length - cells.length, 3 * 3);
    assert.equal(
      cells.reduce((sum, row) => sum + (row.voxels as number), 0),
      3 * set,
    );
    for (const row of cells)
      assert.ok(
        Math.abs((row.a2 as number) - (row.a as number) - voxels.step) < 1e-4,
        'a cell is one step wide',
      );
    assert.match(JSON.stringify(chart), new RegExp(`${set} of 29791 voxels, one step 3\\.00 Å`));
  });

  it('has x to the right and y up in the first view, where the points are', () => {
    const [first] = allRows(chart);
    assert.deepEqual([first.a, first.b], [-15, -6]);
    const titles = [...JSON.stringify(chart).matchAll(/"title":"([xyz])  \(Å\)"/g)].map(([, axis]) => axis);
    assert.deepEqual(titles.slice(0, 6), ['x', 'y', 'z', 'y', 'x', 'z']);
  });

  it('refuses a structure without points', () => {
    assert.throws(() => voxelisationChart([], voxels), { name: 'InputError', message: /no point/ });
  });
});

describe('layersChart', () => {
  const layers = [
    { name: 'voxels', part: 'encoder', operation: 'input', from: [], output: [10, 10, 10], parameters: 0 },
    {
      name: 'encode',
      part: 'latents',
      operation: 'dense',
      from: ['voxels'],
      output: [10],
      parameters: 10010,
    },
    {
      name: 'skip',
      part: 'decoder',
      operation: 'sum',
      from: ['encode', 'voxels'],
      output: [1000],
      parameters: 0,
    },
  ] as const;

  it('draws bars as wide as the logarithm of what a layer gives, with its shape and parameters', () => {
    const rows = allRows(layersChart(layers)).filter((row) => 'name' in row);
    assert.deepEqual(
      rows.map(({ half, low }) => [half, low]),
      [
        [3, -3],
        [1, -1],
        [3, -3],
      ],
    );
    assert.deepEqual(
      rows.map(({ shape, weights }) => [shape, weights]),
      [
        ['10 × 10 × 10', ''],
        ['10', '10\u202f010'],
        ['1000', ''],
      ],
    );
    assert.deepEqual(
      rows.map(({ operation }) => operation),
      ['input', 'dense', 'sum, from encode + voxels'],
    );
  });

  it('refuses a network without layers', () => assert.throws(() => layersChart([]), { name: 'InputError' }));
});

describe('latentsChart', () => {
  const bins = 40,
    normal = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const shares = Array.from({ length: bins }, (_, b) => 0.2 * normal(-4 + 0.2 * (b + 0.5)));

  it('of normal latents lies on the normal distribution', () => {
    const rows = allRows(latentsChart([...shares, ...shares, ...shares], bins, 4, { single: [2] }));
    const band = rows.filter((row) => 'median' in row);
    for (const { at, low, median, high } of band as Record<string, number>[]) {
      for (const value of [low, median, high]) assert.ok(Math.abs(value - normal(at)) < 1e-5);
    }
    assert.equal(rows.filter((row) => row.latent === 'latent 2').length, bins);
  });

  it('refuses histograms that are not whole, and a latent that is not there', () => {
    assert.throws(() => latentsChart(shares, 41), { name: 'InputError', message: /40 shares in 41 bins/ });
    assert.throws(() => latentsChart(shares, bins, 4, { single: [2] }), {
      name: 'InputError',
      message: /no latent 2/,
    });
  });
});

describe('picturesChart', () => {
  const picture = { ...surfacePng(dumbbell, { pixels: 60 }), label: '<b>1 & 2</b>' };

  it('holds each picture, with a scale bar of a round length', () => {
    const rows = allRows(picturesChart([picture, picture, picture], { columns: 2, side: 100 }));
    const cells = rows.filter((row) => 'url' in row);
    assert.equal(new Set(cells.map((row) => `${row.left} ${row.top}`)).size, 3);
    for (const { url, bar, barFrom, barTo } of cells) {
      const { width, height } = PNG.sync.read(Buffer.from(String(url).split(',')[1], 'base64'));
      assert.deepEqual([width, height], [60, 60]);
      const length = Number(String(bar).replace(' Å', ''));
      assert.ok([1, 2, 5].includes(length / 10 ** Math.floor(Math.log10(length))), `${bar}`);
      assert.ok(Math.abs(((barTo as number) - (barFrom as number)) / 100 - length / picture.extent) < 1e-9);
    }
  });

  it('keeps words as words', async () => {
    const svg = await toSvg(picturesChart([picture]));
    assert.ok(svg.includes('&lt;b&gt;1 &amp; 2&lt;/b&gt;') && !svg.includes('<b>'));
    assert.match(svg, /href="data:image\/png;base64,/);
  });
});

describe('correlationChart', () => {
  it('follows the best and shows the spread', () => {
    const chart = correlationChart(
      [
        { generation: 0, cc: [0.5, 0.7, 0.6] },
        { generation: 1, cc: [0.8, 0.6, 0.75] },
      ],
      { consensus: 0.9 },
    );
    const rows = allRows(chart).filter((row) => 'greatest' in row);
    assert.deepEqual(
      rows.map(({ least, median, greatest }) => [least, median, greatest]),
      [
        [0.5, 0.6, 0.7],
        [0.6, 0.75, 0.8],
      ],
    );
    assert.match(JSON.stringify(chart), /line: best/);
    assert.match(JSON.stringify(chart), /averaged map: 0\.90/);
  });
});

describe('arrangeCharts', () => {
  const one = histogramChart(
    { a: [1, 2], b: [3] },
    { xTitle: 'length (Å)', title: 'first', subtitle: 'two\nlines' },
  );
  const two = histogramChart({ c: [1, 2], d: [3] }, { xTitle: 'length (Å)', title: 'second' });

  it('keeps the heading, the legend and the width of each chart', async () => {
    const svg = await toSvg(
      arrangeCharts('row', [one, arrangeCharts('column', [two, one])], { title: 'all <of> them' }),
    );
    for (const word of ['first', 'second', 'two', 'lines', 'all &lt;of&gt; them', '>a<', '>c<'])
      assert.ok(svg.includes(word), word);
    assert.equal(svg.split('length (Å)').length - 1 >= 3, true);
  });

  it('describes them in sentences, one after the other', () => {
    const { description } = arrangeCharts('row', [one, two], { title: 'both' });
    assert.equal(description, `both. ${one.description} ${two.description}`);
    assert.doesNotMatch(description, /\.\.|\. \./);
  });

  it('sets charts close together: words are as wide as their letters', async () => {
    const width = async (chart: Chart): Promise<number> =>
      Number(/width="(\d+)/.exec(await toSvg(chart))![1]);
    const single = await width(
      histogramChart(
        { a: [1, 2] },
        {
          xTitle: 'x',
          width: 300,
          title: 'x',
          subtitle: 'a line of words that is not longer than the chart',
        },
      ),
    );
    const both = await width(
      arrangeCharts(
        'row',
        [1, 2].map(() =>
          histogramChart(
            { a: [1, 2] },
            {
              xTitle: 'x',
              width: 300,
              title: 'x',
              subtitle: 'a line of words that is not longer than the chart',
            },
          ),
        ),
      ),
    );
    assert.ok(both < 2 * single + 40, `${both} for two, ${single} for one`);
  });

  it('refuses nothing', () => assert.throws(() => arrangeCharts('row', []), { name: 'InputError' }));
});

describe('scatterChart beside another', () => {
  it('takes the reach it is given on both axes', () => {
    const chart = scatterChart(
      { x: [10], y: [12] },
      { xTitle: 'a (Å)', yTitle: 'b (Å)', agreement: 0.1, reach: 100 },
    );
    assert.equal(JSON.stringify(chart).split('"domain":[0,100]').length - 1 >= 2, true);
    assert.match(JSON.stringify(chart), /0 of 1 within ±10 %/);
  });
});
