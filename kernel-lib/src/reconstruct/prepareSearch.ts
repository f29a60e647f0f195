import type { Curve } from '../curve/curve';
import { guinier, type GuinierFit } from '../curve/guinier';
import { rebin, selectRange } from '../curve/rebin';
import type { DirectShape } from '../network/directShape';
import type { MisfitOptions } from '../profile/curveMisfit';
import { WIDE_RADIUS } from '../profile/radiusRange';
import type { Target } from '../profile/target';
import { directShape } from './directShape';
import { withHydration } from './hydration';
import type { Instruments } from './instruments';
import type { FullOptions } from './options';
import { searchTarget } from './searchTarget';
import { structureStart } from './structureStart';
import { symmetricStart, type SymmetricStart } from './symmetricStart';
import { curveSeeds, priorSeeds, type SearchSeeds } from './seeds';

/** Initial data of a search. */
export interface PreparedSearch {
  readonly guinier: GuinierFit;
  /** prediction of the direct networks for the curve */
  readonly direct: DirectShape;
  readonly seeds: SearchSeeds;
  /** target of the scores, including the hydration layer of shapes with such a profile */
  readonly target: Target;
  /** relative error of the model at q = 0 in that score */
  readonly modelError: number;
  /** the measured points in the range used, against which an answer is fitted with their errors */
  readonly points: Curve;
  /** bounds of what is fitted beside the shape there */
  readonly solvent: MisfitOptions;
  /** what keeps the shapes symmetric, where a symmetry is given */
  readonly symmetric?: SymmetricStart;
}

/** Largest error of the model. */
const LARGEST_ERROR = 0.06;

/**
 * From a measured curve to the start of a search: Guinier fit, bins with the error of the model, direct networks, seeds,
 * hydration layer. Where no library shape explains the curve within the model's error, that error is raised to the value
 * that the best of them needs: with a smaller error the search would fit noise.
 *
 * @throws InputError when the curve has no Guinier range or too few points
 */
export function prepareSearch(
  measured: Curve,
  instruments: Instruments,
  options: FullOptions,
): PreparedSearch {
  const fit = guinier(measured);
  const curve = rebin(measured, {
    qMin: options.qMin ?? measured.q[fit.first],
    qMax: options.qMax,
    points: options.points,
  });
  const direct = directShape(instruments.direct, measured, fit);
  const begin = (modelError: number): { seeds: SearchSeeds; bare: Target } => {
    const bounded = searchTarget(curve, { rg: fit.rg, i0: fit.i0, rmax: options.rmax, modelError });
    const free = options.anySize && options.rmax === undefined;
    const bare = free ? { ...bounded, radius: WIDE_RADIUS, rg: undefined } : bounded;
    const { library, prior } = instruments;
    const seeds =
      options.seeds === 'curve'
        ? curveSeeds(direct, library, bare, fit.rg)
        : priorSeeds(prior, library, bounded, bare.radius, fit.rg);
    return { seeds, bare };
  };
  let { modelError } = options;
  let begun = begin(modelError);
  const least = begun.seeds.nearest.chi2[0];
  if (least > 1 && modelError > 0 && modelError < LARGEST_ERROR) {
    modelError = Math.min(LARGEST_ERROR, modelError * Math.sqrt(least));
    begun = begin(modelError);
  }
  const { bare } = begun;
  const { background, formFactor } = bare.fit as MisfitOptions;
  const fitted = {
    points: selectRange(measured, curve.q[0], curve.q[curve.q.length - 1]),
    solvent: { background, formFactor },
  };
  const symmetric =
    options.symmetry &&
    symmetricStart(options.symmetry, {
      network: instruments.autoEncoder,
      library: instruments.library,
      direct,
      target: bare,
      rg: fit.rg,
    });
  if (options.start) {
    const started = structureStart(options.start, {
      network: instruments.autoEncoder,
      direct,
      target: bare,
      rg: fit.rg,
    });
    return {
      ...fitted,
      guinier: fit,
      direct: started.direct,
      seeds: curveSeeds(started.direct, instruments.library, bare, fit.rg, started.nearest),
      modelError,
      target: options.layer ? withHydration(bare, instruments.autoEncoder, begun.seeds.nearest) : bare,
    };
  }
  const seeds = symmetric
    ? curveSeeds(symmetric.direct, instruments.library, bare, fit.rg, symmetric.nearest)
    : begun.seeds;
  return {
    ...fitted,
    guinier: fit,
    direct: symmetric?.direct ?? direct,
    symmetric,
    seeds,
    modelError,
    target: options.layer ? withHydration(bare, instruments.autoEncoder, seeds.nearest) : bare,
  };
}
