import * as widgets from 'decodesaxs-widgets';
import { type Chart } from 'decodesaxs-widgets';
import { dumbbell } from '../bodies';

const q = Array.from({ length: 40 }, (_, i) => 0.01 + 0.005 * i);
const intensity = q.map((x) => Math.exp(-((20 * x) ** 2) / 3));
const curve = { q, intensity, sigma: intensity.map((value) => 0.05 * value) };
const fit = { q, intensity: intensity.map((value, i) => value * (1 + 0.1 * Math.sin(i))) };
const guinier = { rg: 20, i0: 1, first: 0, last: 9 };

/** Equal values in several generations, which is what an axis may not add up. */
const history = Array.from({ length: 12 }, (_, generation) => ({
  generation,
  bestScore: [0.5, 0.6, 0.7, 0.9],
  bestRmax: [30, 30, 31, 33],
  cc: [0.6, 0.7, 0.7, 0.8],
}));

/** One chart of each kind that the package draws, by the name of its function. */
export const gallery: Readonly<Record<string, () => Chart>> = {
  profileChart: () => widgets.profileChart(curve, fit),
  residualChart: () => widgets.residualChart(curve, fit),
  fitChart: () => widgets.fitChart(curve, fit),
  guinierChart: () => widgets.guinierChart(curve, guinier),
  kratkyChart: () => widgets.kratkyChart(curve, guinier),
  pairDistanceChart: () => {
    const p = [0, 2, 2, 1, 0];
    return widgets.pairDistanceChart({ r: [0, 10, 20, 30, 40], p, pError: p.map(() => 0.2) });
  },
  seriesChart: () =>
    widgets.seriesChart([
      { name: 'a', ...curve },
      { name: 'b', ...curve },
    ]),
  scoreChart: () => widgets.scoreChart(history, { generations: 24 }),
  radiusChart: () => widgets.radiusChart(history, { generations: 24, knownRadius: 32 }),
  correlationChart: () => widgets.correlationChart(history, { consensus: 0.75 }),
  histogramChart: () => widgets.histogramChart({ a: [1, 2, 2, 3], b: [2, 2] }, { xTitle: 'length (Å)' }),
  scatterChart: () =>
    widgets.scatterChart({ x: [10, 20], y: [12, 19] }, { xTitle: 'a', yTitle: 'b', agreement: 0.1 }),
  calibrationChart: () =>
    widgets.calibrationChart(
      { expected: [0.6, 0.7, 0.8], found: [0.5, 0.75, 0.8] },
      [{ stated: 0.7, cc: 0.68, deviation: 0.1, n: 3 }],
      { deviation: 0.1 },
    ),
  shellChart: () =>
    widgets.shellChart({ q: [0.05, 0.1, 0.15], halves: [1, 0.9, 0.8], pairs: [0.9, 0.5, 0.1] }),
  voxelisationChart: () => widgets.voxelisationChart([-15, -6, 6, 20, 8, -4], dumbbell),
  layersChart: () =>
    widgets.layersChart([
      { name: 'voxels', part: 'encoder', operation: 'input', from: [], output: [9, 9], parameters: 0 },
      { name: 'code', part: 'latents', operation: 'dense', from: ['voxels'], output: [9], parameters: 738 },
    ]),
  latentsChart: () => widgets.latentsChart([0.25, 0.5, 0.25, 0.25, 0.5, 0.25], 3, 4, { single: [1] }),
  picturesChart: () =>
    widgets.picturesChart([{ ...widgets.surfacePng(dumbbell, { pixels: 40 }), label: 'one' }]),
};
