import type { Curve } from '../curve/curve';
import { selectRange } from '../curve/rebin';
import type { ShapeGrid } from '../grid/shapeGrid';
import { invariants } from '../moments/invariants';
import { zernikeMoments } from '../moments/zernikeMoments';
import { chiSquare, fittedProfile, type Fit } from '../profile/chiSquare';
import { profile } from '../profile/profile';
import type { Target } from '../profile/scoreInvariants';

/** A shape's profile fitted to measured points. */
export interface ShapeFit extends Fit {
  /** the points fitted, with their measured errors */
  readonly curve: Curve;
  /** the shape's fitted profile at the same q */
  readonly model: Float64Array;
  /** radius in Å at which the shape was taken */
  readonly rmax: number;
}

/**
 * Fits a shape to the measured points in the range of the target, with their own errors, and with the
 * unknowns that the search fits beside the shape.
 *
 * @param shape 31³ values, binary or real
 * @param rmax its radius in Å
 */
export function fitShape(shape: ShapeGrid, rmax: number, curve: Curve, target: Target): ShapeFit {
  const used = target.curve.q;
  const points = selectRange(curve, used[0], used[used.length - 1]);
  const F = invariants(zernikeMoments(shape, 1, target.nmax), 1, target.nmax);
  const ideal = profile(F, 1, target.nmax, points.q, rmax);
  const fit = chiSquare(points, ideal, target.fit);
  return { ...fit, curve: points, model: fittedProfile(fit, ideal, points.q), rmax };
}
