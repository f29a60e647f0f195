import type { Curve } from '../curve/curve';
import { chiSquare, fittedProfile, type Fit } from '../profile/chiSquare';
import type { MisfitOptions } from '../profile/curveMisfit';
import { LatticeProfile } from '../profile/latticeProfile';

/** A density's profile fitted to measured points, with their measured errors. */
export interface MapFit extends Fit {
  /** the points fitted */
  readonly curve: Curve;
  /** the fitted profile at the same q */
  readonly model: Float64Array;
  /** radius in Å that spans 13.5 steps of the density's grid */
  readonly rmax: number;
  /** unknowns fitted beside shape and scale */
  readonly unknowns: readonly FittedUnknown[];
}

/** One number fitted beside the shape, within bounds. */
export interface FittedUnknown {
  readonly name: string;
  /** unit; '' for a share of the curve's intensity */
  readonly unit: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** true where it ends at one of its bounds, with a better fit beyond */
  readonly atBound: boolean;
}

/** Share of the range within which a value counts as at its bound. */
const AT_BOUND = 0.01;

/**
 * Fits the Debye sum over the voxels of a density to measured points: scale, a constant and exp(−s² q²) within their
 * bounds, and nothing else. chi² is eq. 4 of He, Liu & Liu (2020) with the measured errors.
 *
 * @param density 14147 densities in the unit ball
 * @param rmax radius in Å that spans 13.5 steps
 */
export function fitDensity(
  density: ArrayLike<number>,
  rmax: number,
  curve: Curve,
  options: MisfitOptions,
): MapFit {
  const ideal = new LatticeProfile(curve.q, rmax).intensity(density);
  const fit = chiSquare(curve, ideal, options);
  return {
    ...fit,
    curve,
    model: fittedProfile(fit, ideal, curve.q),
    rmax,
    unknowns: [
      unknown('form factor s²', 'Å²', fit.s2, options.formFactor),
      unknown('constant', '', fit.background, options.background),
    ],
  };
}

function unknown(
  name: string,
  unit: string,
  value: number,
  [low, high]: readonly [number, number],
): FittedUnknown {
  const margin = AT_BOUND * (high - low);
  return { name, unit, value, low, high, atBound: value <= low + margin || value >= high - margin };
}
