import assert from 'node:assert/strict';
import { calibrationChart, InputError, shellChart, toSvg } from 'decodesaxs-widgets';

const points = { expected: [0.6, 0.7, 0.8, 0.9], found: [0.5, 0.75, 0.8, 0.85], label: ['A', 'B', 'C', 'D'] };
const groups = [
  { stated: 0.65, cc: 0.625, deviation: 0.18, n: 2 },
  { stated: 0.85, cc: 0.825, deviation: 0.04, n: 2 },
];

describe('calibrationChart', () => {
  it('tells its groups in words and draws every entry and group', async () => {
    const chart = calibrationChart(points, groups, { deviation: 0.1 });
    assert.match(
      chart.description,
      /4 entries: 2 expected at 0\.65 reached 0\.6[23], 2 expected at 0\.85 reached 0\.8[23]/,
    );
    const svg = await toSvg(chart);
    assert.equal(svg.match(/aria-roledescription="circle"/g)?.length, 4);
    assert.equal(svg.match(/aria-roledescription="point"/g)?.length, 2);
  });

  it('refuses columns of different lengths', () => {
    assert.throws(() => calibrationChart({ ...points, found: [1] }, groups, { deviation: 0.1 }), InputError);
  });
});

describe('shellChart', () => {
  it('draws both correlations and the limits', async () => {
    const q = [0.05, 0.1, 0.15];
    const svg = await toSvg(shellChart({ q, halves: [1, 0.9, 0.8], pairs: [0.9, 0.5, -0.1] }));
    assert.ok(svg.includes('0.143') && svg.includes('two single shapes'));
    assert.throws(() => shellChart({ q, halves: [1], pairs: [1, 1, 1] }), InputError);
  });
});
