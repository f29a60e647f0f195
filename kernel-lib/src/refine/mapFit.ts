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
  /** true where it ends at one of its bounds */
  readonly atBound: boolean;
  /** chi² if its bounds were twice as wide, where it ends at one of them */
  readonly chi2Beyond?: number;
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
  const beyond = (wider: Partial<MisfitOptions>): number =>
    chiSquare(curve, ideal, { ...options, ...wider }).chi2;
  return {
    ...fit,
    curve,
    model: fittedProfile(fit, ideal, curve.q),
    rmax,
    unknowns: [
      unknown({ name: 'form factor s²', unit: 'Å²', value: fit.s2 }, options.formFactor, (formFactor) =>
        beyond({ formFactor }),
      ),
      unknown({ name: 'constant', unit: '', value: fit.background }, options.background, (background) =>
        beyond({ background }),
      ),
    ],
  };
}

function unknown(
  found: Pick<FittedUnknown, 'name' | 'unit' | 'value'>,
  [low, high]: readonly [number, number],
  chi2Within: (bounds: readonly [number, number]) => number,
): FittedUnknown {
  const margin = AT_BOUND * (high - low);
  const atBound = found.value <= low + margin || found.value >= high - margin;
  const more = (high - low) / 2;
  return {
    ...found,
    low,
    high,
    atBound,
    ...(atBound ? { chi2Beyond: chi2Within([low - more, high + more]) } : {}),
  };
}
