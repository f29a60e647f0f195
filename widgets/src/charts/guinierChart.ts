import { InputError } from '../inputError';
import { chart, type Chart, type ChartOptions, stackCharts } from './chart';
import { AXIS_ROOM, type MeasuredProfile } from './profileChart';
import { requireColumns, type Row, rows } from './rows';
import { colours } from './theme';

/** A Guinier fit ln I = ln I(0) − Rg² q² / 3 to some points of a curve. */
export interface GuinierLine {
  /** radius of gyration in Å */
  readonly rg: number;
  /** standard error of Rg in Å */
  readonly rgError?: number;
  /** intensity at q = 0, unit of the curve */
  readonly i0: number;
  /** indices of the first and last point of the fit */
  readonly first: number;
  readonly last: number;
}

/**
 * Guinier plot: ln I against q² with the line of the fit, and the residuals in units of σ under it.
 * Points of the fit are blue, the neighbouring ones (to twice the range in q²) are grey; the
 * line is dashed where it is extrapolated.
 * @throws InputError when columns differ in length, Rg or I(0) is not positive, or the fit names
 *   points that the curve does not have
 */
export function guinierChart(curve: MeasuredProfile, fit: GuinierLine, options: ChartOptions = {}): Chart {
  requireFit(curve, fit);
  const [qMin, qMax] = [curve.q[fit.first], curve.q[fit.last]];
  const table = guinierRows(curve, fit);
  const x = {
    field: 'q2',
    type: 'quantitative',
    title: 'q²  (10⁻³ Å⁻²)',
    scale: { domain: [0, AXIS_ROOM * 2000 * qMax ** 2], nice: false },
  };
  const error = fit.rgError === undefined ? '' : ` ± ${fit.rgError.toFixed(2)}`;
  const subtitle =
    `Rg = ${fit.rg.toFixed(2)}${error} Å; I(0) = ${Number(fit.i0.toPrecision(4))}; ` +
    `q·Rg from ${(qMin * fit.rg).toFixed(2)} to ${(qMax * fit.rg).toFixed(2)}`;
  const top = chart(
    `Guinier plot: logarithm of the intensity against q squared with a straight line. ${subtitle}.`,
    'Guinier fit',
    { layer: [...pointLayers(table, x), ...lineLayers(fit, qMin ** 2, qMax ** 2, x)] },
    { subtitle, height: 220, ...options },
  );
  if (!curve.sigma) return top;
  const bottom = chart(
    'Residuals of the Guinier fit in standard errors.',
    'Residuals',
    { layer: residualLayers(table, x) },
    { width: options.width, height: 90 },
  );
  return stackCharts(top, bottom);
}

function requireFit(curve: MeasuredProfile, fit: GuinierLine): void {
  const { q, intensity } = curve;
  requireColumns('curve', curve.sigma ? { q, intensity, sigma: curve.sigma } : { q, intensity });
  if (!(fit.rg > 0 && fit.i0 > 0)) {
    throw new InputError(`the Guinier fit has Rg ${fit.rg} and I(0) ${fit.i0}; both must be positive`);
  }
  if (!(fit.first >= 0 && fit.first < fit.last && fit.last < q.length)) {
    throw new InputError(
      `the Guinier fit names points ${fit.first} to ${fit.last} of a curve of ${q.length}; give the curve that was fitted`,
    );
  }
}

function guinierRows(curve: MeasuredProfile, fit: GuinierLine): Row[] {
  const { q, intensity } = curve;
  const keep = Array.from(q, (_, i) => i).filter(
    (i) => intensity[i] > 0 && q[i] ** 2 <= 2 * q[fit.last] ** 2,
  );
  const sigmaOfLog = (i: number): number => (curve.sigma ? curve.sigma[i] / intensity[i] : 0);
  const log = keep.map((i) => Math.log(intensity[i]));
  const model = keep.map((i) => Math.log(fit.i0) - (fit.rg * q[i]) ** 2 / 3);
  const residual = log.map((value, k) => (curve.sigma ? (value - model[k]) / sigmaOfLog(keep[k]) : 0));
  const used = keep.map((i) => i >= fit.first && i <= fit.last);
  return rows({
    q2: keep.map((i) => 1000 * q[i] ** 2),
    log,
    low: log.map((value, k) => value - sigmaOfLog(keep[k])),
    high: log.map((value, k) => value + sigmaOfLog(keep[k])),
    residual: residual.map((value) => Math.max(-EDGE, Math.min(EDGE, value))),
    true: residual,
    beyond: residual.map((value) => Math.abs(value) > EDGE),
    used,
  });
}

/** Residuals beyond this many standard errors are drawn as triangles at the edge of the chart. */
const EDGE = 5;

const usedColour = {
  condition: { test: 'datum.used', value: colours.measured },
  value: colours.quiet,
};

function pointLayers(values: object[], x: object): object[] {
  const y = { type: 'quantitative', title: 'ln I', scale: { zero: false } };
  return [
    {
      data: { values },
      mark: { type: 'rule', opacity: 0.45, clip: true },
      encoding: { x, y: { field: 'low', ...y }, y2: { field: 'high' }, color: usedColour },
    },
    {
      data: { values },
      mark: { type: 'circle', size: 22, opacity: 0.9, clip: true },
      encoding: { x, y: { field: 'log', ...y }, color: usedColour },
    },
  ];
}

/** The line of the fit: dashed to q = 0 and beyond the range in q², solid in the range. */
function lineLayers(fit: GuinierLine, low: number, high: number, x: object): object[] {
  const at = (q2: number): object => ({ q2: 1000 * q2, log: Math.log(fit.i0) - (fit.rg ** 2 * q2) / 3 });
  const segment = (from: number, to: number, dash: number[]): object => ({
    data: { values: [at(from), at(to)] },
    mark: { type: 'line', color: colours.fit, strokeWidth: 2.2, strokeDash: dash, clip: true },
    encoding: { x, y: { field: 'log', type: 'quantitative' } },
  });
  return [segment(0, low, [4, 4]), segment(low, high, [1, 0]), segment(high, 2 * high, [4, 4])];
}

function residualLayers(values: object[], x: object): object[] {
  const y = {
    type: 'quantitative',
    title: 'residual / σ',
    scale: { domain: [-1.1 * EDGE, 1.1 * EDGE], nice: false },
    axis: { tickCount: 5 },
  };
  return [
    {
      data: { values: [{ low: -2, high: 2 }] },
      mark: { type: 'rect', color: colours.third, opacity: 0.16 },
      encoding: { y: { field: 'low', ...y }, y2: { field: 'high' } },
    },
    {
      data: { values: [{ zero: 0 }] },
      mark: { type: 'rule', color: colours.fit },
      encoding: { y: { field: 'zero', ...y } },
    },
    {
      data: { values },
      mark: { type: 'point', filled: true, size: 22, opacity: 0.9 },
      encoding: {
        x,
        y: { field: 'residual', ...y },
        color: usedColour,
        shape: { condition: { test: 'datum.beyond', value: 'triangle-up' }, value: 'circle' },
        tooltip: [{ field: 'true', title: 'residual / σ' }],
      },
    },
  ];
}
