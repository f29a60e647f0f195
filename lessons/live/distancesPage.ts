import { regularisedTransform, type Curve } from 'decodesaxs/core';
import { button, element, type PageData, slider, theme } from 'decodesaxs-widgets/live';
import { columnsOf, type DistancesHeader } from './header';
import { FIT, MEASURED, Plot, THIRD } from './plot';
import { redrawing } from './redraw';

/** ln of the strength of smoothing: smallest and largest. */
const LEAST = -18;
const MOST = 2;
/** Residuals beyond this are drawn at the edge. */
const EDGE = 6;

/** P(r), its curve, the residuals and chi-square, following Dmax and the smoothness. */
export function distancesPage(data: PageData, header: DistancesHeader): Node[] {
  const [q, intensity, sigma] = columnsOf(data.bytes(header.columns), 3);
  const curve: Curve = { q, intensity, sigma };
  const best = { dmax: header.dmax, smooth: probableStrength(curve, header.dmax) };
  const state = { ...best };
  const distances = new Plot(300, 'The pair distance distribution.');
  const fit = new Plot(300, 'Measured intensities with the curve of P(r), and the residuals.');
  const facts = element('p', { class: 'facts', role: 'status' });
  const redraw = redrawing(() => {
    facts.replaceChildren(...follow(curve, state, header.dmax, distances, fit));
  });
  const dmax = slider(
    'Dmax (Å)',
    {
      min: Math.round(0.5 * header.dmax),
      max: Math.round(2 * header.dmax),
      step: 1,
      value: Math.round(header.dmax),
    },
    (value) => value.toFixed(0),
    (value) => {
      state.dmax = value;
      redraw();
    },
  );
  const smooth = slider(
    'smoothness',
    { min: LEAST, max: MOST, step: 0.25, value: best.smooth },
    (value) => value.toFixed(1).replace('-', '−'),
    (value) => {
      state.smooth = value;
      redraw();
    },
  );
  theme.listeners.push(redraw);
  new ResizeObserver(redraw).observe(fit.canvas);
  redraw();
  return [
    element(
      'div',
      { class: 'panes' },
      element('div', { class: 'pane' }, distances.canvas),
      element('div', { class: 'pane' }, fit.canvas),
    ),
    facts,
    element('div', { class: 'sliders' }, dmax.block, smooth.block),
    element(
      'div',
      { class: 'controls' },
      button('most probable', 'Set the most probable Dmax and smoothness', () => {
        dmax.set((state.dmax = best.dmax));
        smooth.set((state.smooth = best.smooth));
        redraw();
      }),
    ),
    element(
      'p',
      { class: 'note' },
      'Smoothness is the logarithm of the weight of the curvature of P(r) against that of the data. P(r) is kept at 0 or above.',
    ),
  ];
}

/** The strength of smoothing of the greatest evidence. */
function probableStrength(curve: Curve, dmax: number): number {
  let most = -Infinity;
  let best = -7;
  for (let strength = LEAST; strength <= MOST; strength += 0.5) {
    const evidence = regularisedTransform(curve, dmax, strength)?.evidence ?? -Infinity;
    if (evidence > most) [most, best] = [evidence, strength];
  }
  return best;
}

function follow(
  curve: Curve,
  state: { dmax: number; smooth: number },
  usual: number,
  distances: Plot,
  fit: Plot,
): Node[] {
  const { q, intensity, sigma } = curve;
  const result = regularisedTransform(curve, state.dmax, state.smooth);
  if (!result) return [element('span', {}, 'No distribution fits the curve with this Dmax.')];
  const { r, p, rg, i0, chi2 } = result;
  const peak = p.reduce((most, value) => Math.max(most, value), 0) || 1;
  const panel = {
    top: 8,
    height: 250,
    x: [0, 2.02 * usual],
    y: [0, 1.1],
    yTitle: 'P(r) / peak',
    xTitle: 'distance r  (Å)',
  } as const;
  distances.clear();
  distances.axes(panel);
  distances.line(
    panel,
    r,
    p.map((value) => value / peak),
    THIRD,
    true,
  );
  const fitted = curveOf(q, r, p);
  const x = [0, 1.03 * q[q.length - 1]] as const;
  const positive = intensity.filter((value) => value > 0);
  const [low, high] = [Math.min(...positive), Math.max(...positive)];
  const top = { top: 8, height: 166, x, y: [low / 2, 2 * high], yTitle: 'I(q)', log: true } as const;
  const bottom = {
    top: 192,
    height: 66,
    x,
    y: [-1.1 * EDGE, 1.1 * EDGE],
    yTitle: 'residual / σ',
    xTitle: 'q  (1/Å)',
  } as const;
  const residuals = q.map((_, i) => Math.max(-EDGE, Math.min(EDGE, (intensity[i] - fitted[i]) / sigma[i])));
  fit.clear();
  fit.axes(top);
  fit.points(top, q, intensity, MEASURED, sigma);
  fit.line(top, q, fitted, FIT);
  fit.band(bottom, -2, 2, THIRD);
  fit.axes(bottom);
  fit.points(bottom, q, residuals, MEASURED);
  const bold = element('b', {}, chi2 < 100 ? chi2.toFixed(2) : chi2.toFixed(0));
  return [
    element('span', {}, 'chi² ', bold),
    element('span', {}, `Rg ${rg.toFixed(1)} Å`),
    element('span', {}, `I(0) ${i0.toPrecision(4)}`),
    element('span', {}, `Dmax ${state.dmax.toFixed(0)} Å`),
  ];
}

/** I(q) = 4π ∫ p(r) sin(qr)/(qr) dr on an even grid of r. */
function curveOf(q: Float64Array, r: Float64Array, p: Float64Array): Float64Array {
  const step = r[1] - r[0];
  return q.map((value) => {
    let sum = 0;
    for (let j = 0; j < r.length; j++) {
      const x = value * r[j];
      sum += p[j] * (x < 1e-6 ? 1 : Math.sin(x) / x);
    }
    return 4 * Math.PI * step * sum;
  });
}
