import { InputError, pairDistance, rebin, type Curve } from 'decodesaxs';
import {
  Blocks,
  framedView,
  pairDistanceChart,
  rasterise,
  type View,
  type ViewOptions,
} from 'decodesaxs-widgets';
import { svgNow } from 'decodesaxs-widgets/dist/tslab/svgNow';
import { program, style } from './program';
import { bytesOf } from './shapeExplorer';

/** Options of `distanceExplorer`. */
export interface DistanceExplorerOptions extends Omit<ViewOptions, 'threshold'> {
  /** largest q used in 1/Å; default 8/Rg, at most 0.3 */
  readonly qMax?: number;
}

/** Number of points that are transformed: enough for any particle, few enough for ten pictures per second. */
const POINTS = 120;

/**
 * An interactive view: the longest distance Dmax and the strength of smoothing as sliders, and with each step
 * P(r), its curve on the measured points, the residuals, chi-square, Rg and I(0). The page itself computes the indirect
 * transform, with the function of this library.
 * @throws InputError when the curve has fewer than 10 points in range or shows no size
 */
export function distanceExplorer(curve: Curve, options: DistanceExplorerOptions = {}): View {
  const { title = 'Move Dmax and the smoothness, see P(r)', height = 520 } = options;
  const best = pairDistance(curve, { qMax: options.qMax });
  const points = rebin(curve, { qMin: curve.q[0], qMax: best.qMax, points: POINTS });
  if (points.q.length < 10)
    throw new InputError(`expected at least 10 points up to q ${best.qMax}, found ${points.q.length}`);
  const blocks = new Blocks();
  const header = {
    kind: 'distances',
    title,
    dmax: best.dmax,
    columns: blocks.add(bytesOf(points.q, points.intensity, points.sigma)),
  };
  const description =
    'The pair distance distribution of a curve, with its longest distance and its smoothness to be moved, beside ' +
    `its curve on ${points.q.length} measured points, the residuals, chi-square and Rg.`;
  const chart = pairDistanceChart(best, { title: `P(r), Dmax = ${best.dmax.toFixed(0)} Å` });
  const poster =
    options.poster ?? rasterise(svgNow(chart) as string, { scale: 1, background: 'transparent' });
  return framedView({ title, description, poster, height, header, blocks, script: program(), style });
}
