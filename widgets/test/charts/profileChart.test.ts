import assert from 'node:assert/strict';
import { fitChart, profileChart, residualChart, toPng, toSvg } from 'decodesaxs-widgets';
import { residuals } from 'decodesaxs-widgets/dist/charts/residualChart';
import { near, pixelsOf } from '../pixels';

const q = Float64Array.from({ length: 40 }, (_, i) => 0.01 + 0.005 * i);
const guinier = (at: number): number => 100 * Math.exp(-((at * 25) ** 2) / 3);
const model = q.map(guinier);
const sigma = model.map((value) => 0.02 * value + 0.1);
/** every point one standard error above the model, the next one below */
const intensity = model.map((value, i) => value + (i % 2 ? -1 : 1) * sigma[i]);
const curve = { q, intensity, sigma };
const fit = { q, intensity: model };

interface Layered {
  data: { values: Record<string, number>[] };
  layer: { encoding: { y: { scale: { domain: [number, number] } } } }[];
}
const marks = (svg: string, kind: string): number =>
  (svg.match(new RegExp(`<g class="mark-${kind} role-mark[^>]*>(.*?)</g>`, 'gs')) ?? []).reduce(
    (sum, group) => sum + (group.match(/<(path|line)/g) ?? []).length,
    0,
  );

describe('profileChart', () => {
  it('draws every positive point with an error bar, and the fit', async () => {
    const svg = await toSvg(profileChart(curve, fit));
    const drawn = intensity.filter((value, i) => value > 0 && value >= 0.5 * sigma[i]).length;
    assert.equal(marks(svg, 'symbol'), drawn);
    assert.equal(marks(svg, 'rule'), drawn);
    assert.equal(marks(svg, 'line'), 1);
  });

  it('ends error bars that would reach zero at the foot of the logarithmic axis', () => {
    const noisy = { q, intensity, sigma: intensity.map((value) => 1.5 * Math.abs(value)) };
    const { data, layer } = profileChart(noisy) as unknown as Layered;
    const [low] = layer[0].encoding.y.scale.domain;
    assert.ok(low > 0);
    assert.ok(data.values.length > 20);
    for (const row of data.values) assert.equal(row.low, Number(low.toPrecision(6)));
  });

  it('counts the points that a logarithmic axis cannot show', () => {
    const withZeros = {
      q,
      intensity: intensity.map((value, i) => (i < 3 ? -1 : Math.abs(value) + 1)),
      sigma,
    };
    assert.match(JSON.stringify(profileChart(withZeros).title), /not shown: 3 of 40 points/);
  });

  it('draws the points that were left out hollow, those beyond the axis at its edge', async () => {
    const leftOutPoints = [
      { q: 0.005, intensity: 20, reason: 'it lies in the shadow' },
      { q: 0.1, intensity: 1e9, reason: 'it disagrees with its neighbours' },
      { q: 0.11, intensity: -3, reason: 'it disagrees with its neighbours' },
      { q: 9, intensity: 1, reason: 'beyond the axis of q' },
    ];
    const drawn = profileChart({ ...curve, leftOutPoints }, fit);
    assert.match(JSON.stringify(drawn.title), /hollow: 3 points left out/);
    const [plain, more] = await Promise.all([profileChart(curve, fit), drawn].map((one) => toSvg(one)));
    assert.equal(marks(more, 'symbol'), marks(plain, 'symbol') + 3);
    const hollow = (drawn as unknown as { layer: { mark: { filled?: boolean } }[] }).layer.pop();
    assert.equal(hollow?.mark.filled, false);
    assert.equal(
      JSON.stringify(profileChart({ ...curve, leftOutPoints: [] }, fit)),
      JSON.stringify(profileChart(curve, fit)),
    );
  });

  it('draws a picture in the colours of curve and fit, on the ground asked for', async () => {
    const white = pixelsOf(await toPng(fitChart(curve, fit), { scale: 1 }));
    assert.ok(white.share(near('#0e7fc0', 90)) > 0.001, 'points');
    assert.ok(white.share(near('#d55e00')) > 0.001, 'line');
    assert.ok(white.share(near('#ffffff', 1)) > 0.5, 'paper');
    const open = pixelsOf(await toPng(fitChart(curve, fit), { scale: 2, background: 'transparent' }));
    assert.ok(open.share((_r, _g, _b, a) => a === 0) > 0.5, 'nothing behind a transparent chart');
    assert.ok(Math.abs(open.width - 2 * white.width) <= 1);
  });

  it('refuses columns of different length and a curve without points', () => {
    assert.throws(() => profileChart({ q, intensity: intensity.subarray(1) }), {
      name: 'InputError',
      message: /q 40, intensity 39/,
    });
    assert.throws(() => profileChart({ q: [], intensity: [] }), { name: 'InputError', message: /0 points/ });
  });
});

describe('residualChart', () => {
  it('is the deviation in standard errors', () => {
    const { residual } = residuals(curve, fit);
    residual.forEach((value, i) => assert.ok(Math.abs(value - (i % 2 ? -1 : 1)) < 1e-9));
  });

  it('takes the fit between its points by linear interpolation, and nothing outside them', () => {
    const line = { q: [0.05, 0.1], intensity: [10, 20] };
    const onLine = {
      q: [0.04, 0.05, 0.06, 0.1, 0.11],
      intensity: [0, 10, 14, 20, 0],
      sigma: [1, 1, 2, 1, 1],
    };
    const found = residuals(onLine, line);
    assert.deepEqual(found.q, [0.05, 0.06, 0.1]);
    [0, 1, 0].forEach((expected, i) => assert.ok(Math.abs(found.residual[i] - expected) < 1e-9));
  });

  it('keeps wild residuals on the chart and their true value in the tooltip', () => {
    const wild = { q: [0.1, 0.2], intensity: [1000, 1], sigma: [1, 1] };
    const { layer } = residualChart(wild, { q: [0.1, 0.2], intensity: [0, 1] }) as unknown as Layered & {
      layer: { data: { values: Record<string, unknown>[] } }[];
    };
    assert.deepEqual(layer[2].data.values[0], { q: 0.1, residual: 6, true: 1000, beyond: true });
  });

  it('refuses a curve without errors and a fit elsewhere', () => {
    assert.throws(() => residualChart({ q, intensity }, fit), { name: 'InputError', message: /no errors/ });
    assert.throws(() => residualChart(curve, { q: [1, 2], intensity: [1, 1] }), {
      name: 'InputError',
      message: /range of the fit/,
    });
  });
});
