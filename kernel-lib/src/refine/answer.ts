import { correlation } from '../superposition/correlation';
import type { Curve } from '../curve/curve';
import { rebin } from '../curve/rebin';
import type { DensityMap } from '../grid/densityMap';
import { RMAX_STEPS, type ShapeGrid } from '../grid/shapeGrid';
import type { SymmetricBall } from '../grid/symmetricBall';
import { BALL_INDEX, fromBall } from '../grid/unitBall';
import { shapeMap } from '../map/shapeMap';
import { zernikeMoments } from '../moments/zernikeMoments';
import { CurveMisfit, type MisfitOptions } from '../profile/curveMisfit';
import type { DifferenceModes } from './differenceModes';
import { fitBeads } from './fitBeads';
import { fitDensity, type MapFit } from './mapFit';
import { radiusOfDensity, refineMap } from './refineMap';
import { hypot } from '../elementary';

/** A body and its fit: one radius, one Rg, one chi². */
export interface FittedBody {
  readonly map: DensityMap;
  readonly fit: MapFit;
  /** radius of gyration of the density in Å */
  readonly rg: number;
}

/** The answer to a curve. */
export interface Answer {
  /** the mean with the least plausible change that fits */
  readonly refined: FittedBody;
  /** a body of whole voxels that fits as well */
  readonly beads: FittedBody;
  /** the mean over plausible shapes, which need not fit */
  readonly mean: FittedBody;
  /** correlation of refined map and mean over the unit ball */
  readonly likeness: number;
  /** true where no shape similar to known ones explains the curve: prior and curve disagree */
  readonly disagree: boolean;
}

/** Input of `answerTo`. */
export interface AnswerParts {
  /** 31³ probabilities, in the canonical pose */
  readonly mean: ShapeGrid;
  /** radius in Å */
  readonly rmax: number;
  /** radius of gyration of the curve in Å */
  readonly rg: number;
  /** its standard error in Å */
  readonly rgError: number;
  /** measured points that are fitted */
  readonly points: Curve;
  readonly fit: MisfitOptions;
  readonly difference: DifferenceModes;
  /** false: the mean stays unchanged */
  readonly refine: boolean;
  /** symmetry of the mean that the map keeps; default: none */
  readonly symmetry?: SymmetricBall;
}

/** Number of bins in a refinement, and the relative error of a body on this grid, added to theirs. */
const REFINE_BINS = 60,
  GRID_ERROR = 0.005;
/** Likeness of map and mean below which prior and curve disagree, and chi² above which they always do. */
const LIKE = 0.965,
  MISFIT = 2;
const NMAX = 20;

/**
 * The map that fits, its beads, and the mean from which both follow, each with its own fit to all points.
 *
 * Its input is rounded first, to far below what a curve can determine: the last digits depend on the engine's
 * logarithms and sines, and the many steps of the refinement would make a third digit of them.
 */
export function answerTo(parts: AnswerParts): Answer {
  const { mean, rmax, rg, rgError, points, fit, difference, refine, symmetry } = rounded(parts);
  const start = Float64Array.from(BALL_INDEX, (p) => mean[p]);
  const misfit = new CurveMisfit(refineBins(points), rmax, fit);
  const step = rmax / RMAX_STEPS;
  const { ball } = refine
    ? refineMap(start, misfit, difference, {
        rg: rg / step,
        rgErrorShare: rgError / rg,
        chi2: (density) => fitDensity(density, rmax, points, fit).chi2,
        symmetry,
      })
    : { ball: start };
  const body = fitBeads(ball, misfit);
  const fitted = (density: Float64Array, threshold: number): FittedBody => ({
    map: shapeMap(fromBall(density, 1), rmax, threshold),
    fit: fitDensity(density, rmax, points, fit),
    rg: radiusOfDensity(density).rg * step,
  });
  const refined = fitted(ball, body.threshold);
  const likeness = correlation(
    zernikeMoments(refined.map.values, 1, NMAX),
    zernikeMoments(fromBall(start, 1), 1, NMAX),
  );
  return {
    refined,
    beads: fitted(body.ball, 0.5),
    mean: fitted(start, body.threshold),
    likeness,
    disagree: likeness < LIKE || refined.fit.chi2 > MISFIT,
  };
}

/** Densities to 1/4096, lengths to 10⁻⁶ Å, bounds to 9 digits. */
function rounded(parts: AnswerParts): AnswerParts {
  const [low, high] = parts.fit.background;
  return {
    ...parts,
    mean: parts.mean.map((density) => Math.round(density * 4096) / 4096),
    rmax: Math.round(parts.rmax * 1e6) / 1e6,
    rg: Math.round(parts.rg * 1e6) / 1e6,
    rgError: Math.round(parts.rgError * 1e6) / 1e6,
    fit: { ...parts.fit, background: [Number(low.toPrecision(9)), Number(high.toPrecision(9))] },
  };
}

/** The bins that maps and members are fitted to, the error of a body on the grid joined to theirs. */
export function refineBins(points: Curve): Curve {
  const { q, intensity, sigma } = rebin(points, { qMax: Infinity, points: REFINE_BINS });
  return { q, intensity, sigma: sigma.map((s, i) => hypot(s, GRID_ERROR * intensity[i])) };
}
