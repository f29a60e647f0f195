import assert from 'node:assert/strict';
import {
  guinierChart,
  histogramChart,
  kratkyChart,
  pairDistanceChart,
  scatterChart,
  toSvg,
} from 'decodesaxs-widgets';

const rg = 20;
const i0 = 50;
const q = Float64Array.from({ length: 60 }, (_, i) => 0.005 + 0.002 * i);
const intensity = q.map((at) => i0 * Math.exp(-((at * rg) ** 2) / 3));
const sigma = intensity.map((value) => 0.01 * value);
const curve = { q, intensity, sigma };

/** All data rows of a specification, wherever they stand. */
function allRows(node: unknown): Record<string, number>[] {
  if (Array.isArray(node)) return node.flatMap(allRows);
  if (node === null || typeof node !== 'object') return [];
  const own = (node as { data?: { values?: Record<string, number>[] } }).data?.values ?? [];
  return [...own, ...Object.entries(node).flatMap(([key, value]) => (key === 'data' ? [] : allRows(value)))];
}

describe('guinierChart', () => {
  const chart = guinierChart(curve, { rg, rgError: 0.4, i0, first: 3, last: 30 });

  it('draws ln I over q² with the line through its points and residuals of zero', () => {
    const points = allRows(chart).filter((row) => 'residual' in row);
    assert.ok(points.length > 30);
    for (const row of points) {
      assert.ok(Math.abs(row.log - (Math.log(i0) - (rg ** 2 * row.q2) / 3000)) < 1e-4);
      assert.ok(Math.abs(row.residual) < 1e-9);
      assert.equal(row.used, (row.q2 > 0.12 && row.q2 < 4.3) as unknown as number);
    }
    const line = allRows(chart).filter((row) => 'log' in row && !('residual' in row));
    for (const end of line) assert.ok(Math.abs(end.log - (Math.log(i0) - (rg ** 2 * end.q2) / 3000)) < 1e-9);
  });

  it('says Rg with its error and the range in q·Rg', () => {
    assert.match(JSON.stringify(chart), /Rg = 20\.00 ± 0\.40 Å; I\(0\) = 50; q·Rg from 0\.22 to 1\.30/);
  });

  it('refuses a fit without points and a radius that is not one', () => {
    assert.throws(() => guinierChart(curve, { rg, i0, first: 10, last: 90 }), {
      name: 'InputError',
      message: /points 10 to 90 of a curve of 60/,
    });
    assert.throws(() => guinierChart(curve, { rg: -1, i0, first: 0, last: 9 }), {
      name: 'InputError',
      message: /Rg -1/,
    });
  });
});

describe('kratkyChart', () => {
  it('of a Guinier curve peaks at (√3, 3/e)', () => {
    const points = allRows(kratkyChart(curve, { rg, i0 })).filter((row) => 'high' in row);
    const peak = points.reduce((best, row) => (row.y > best.y ? row : best));
    assert.ok(Math.abs(peak.x - Math.sqrt(3)) < 0.04);
    assert.ok(Math.abs(peak.y - 3 / Math.E) < 2e-3);
  });

  it('without a scale is q² I', () => {
    const points = allRows(kratkyChart(curve)).filter((row) => 'high' in row);
    points.forEach((row, i) =>
      assert.ok(Math.abs(row.y - q[i] ** 2 * intensity[i]) < 1e-5 * Math.abs(row.y)),
    );
  });
});

describe('pairDistanceChart', () => {
  it('scales to a peak of one and names the largest distance', async () => {
    const chart = pairDistanceChart({ r: [0, 10, 20, 30], p: [0, 4, 2, 0], pError: [0, 1, 1, 0] });
    assert.deepEqual(allRows(chart)[1], { r: 10, p: 1, low: 0.75, high: 1.25 });
    assert.match(await toSvg(chart), /Dmax = 30\.0 Å/);
  });
});

describe('histogramChart', () => {
  it('counts every finite value once, outliers in the end bins', () => {
    const rows = allRows(
      histogramChart({ a: [0.05, 0.15, 0.15, 0.95, 1.2, NaN] }, { xTitle: 'cc', bins: 10, domain: [0, 1] }),
    );
    assert.deepEqual(
      rows.map((row) => row.count),
      [1, 2, 0, 0, 0, 0, 0, 0, 0, 2],
    );
    assert.ok(Math.abs(rows.reduce((sum, row) => sum + row.percent, 0) - 100) < 1e-9);
  });

  it('draws the marks with their labels', async () => {
    const svg = await toSvg(
      histogramChart({ a: [1, 2], b: [2, 3] }, { xTitle: 'x', marks: [{ value: 2, label: 'half way' }] }),
    );
    assert.match(svg, />half way</);
    assert.match(svg, />b</);
  });

  it('refuses a sample without a number', () => {
    assert.throws(() => histogramChart({ empty: [NaN] }, { xTitle: 'x' }), {
      name: 'InputError',
      message: /"empty"/,
    });
  });
});

describe('scatterChart', () => {
  it('counts the points within the agreement', () => {
    const chart = scatterChart(
      { x: [10, 10, 10, 10], y: [8, 12, 12.1, 10] },
      { xTitle: 'real', yTitle: 'found', agreement: 0.2 },
    );
    assert.match(JSON.stringify(chart.title), /3 of 4 within ±20 %/);
  });

  it('shows hostile labels as text', async () => {
    const svg = await toSvg(
      scatterChart({ x: [1], y: [2] }, { xTitle: '</script><img src=x onerror=alert(1)>', yTitle: 'y' }),
    );
    assert.doesNotMatch(svg, /<img/);
    assert.match(svg, /&lt;img src=x/);
  });
});
