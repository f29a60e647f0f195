import type { Curve } from '../curve/curve';
import { selectRange } from '../curve/rebin';
import type { ShapeGrid } from '../grid/shapeGrid';
import { invariants } from '../moments/invariants';
import { zernikeMoments } from '../moments/zernikeMoments';
import { chiSquare, fittedProfile, type Fit, type FitOptions } from '../profile/chiSquare';
import { profile } from '../profile/profile';
import type { Target } from '../profile/scoreInvariants';
import type { LayerTerms } from '../profile/solvent';
import { layeredProfile } from './hydration';

/** A shape's profile fitted to measured points. */
export interface ShapeFit extends Fit {
  /** the points fitted, with their measured errors */
  readonly curve: Curve;
  /** the shape's fitted profile at the same q */
  readonly model: Float64Array;
  /** radius in Å at which the shape was taken */
  readonly rmax: number;
  /** what was fitted beside shape and scale */
  readonly unknowns: readonly FittedUnknown[];
}

/** One number fitted beside the shape, within bounds. */
export interface FittedUnknown {
  readonly name: string;
  /** of the curve's intensity where it is empty, as for a ratio */
  readonly unit: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
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
  const { ideal, layer } = profiles(shape, rmax, points.q, target);
  const fit = chiSquare(points, ideal, { ...target.fit, ...(layer ? { layer } : {}) });
  return {
    ...fit,
    curve: points,
    model: fittedProfile(fit, ideal, points.q, layer),
    rmax,
    unknowns: unknownsOf(fit, target),
  };
}

/** The shape's profile and, where the target asks for one, the share of its own layer. */
function profiles(
  shape: ShapeGrid,
  rmax: number,
  q: Float64Array,
  { nmax, fit }: Target,
): { ideal: Float64Array; layer?: LayerTerms } {
  if (!fit.layer)
    return { ideal: profile(invariants(zernikeMoments(shape, 1, nmax), 1, nmax), 1, nmax, q, rmax) };
  const { body, cross, own } = layeredProfile(shape, rmax, q);
  return {
    ideal: body,
    layer: {
      bounds: fit.layer.bounds,
      cross: cross.map((x, i) => x / body[i]),
      own: own.map((l, i) => l / body[i]),
    },
  };
}

function unknownsOf(fit: Fit, { fit: { formFactor, background, layer } }: Target): FittedUnknown[] {
  const one = (
    name: string,
    unit: string,
    value: number,
    bounds: FitOptions['formFactor'],
  ): FittedUnknown[] =>
    typeof bounds === 'object' ? [{ name, unit, value, low: bounds[0], high: bounds[1] }] : [];
  return [
    ...one('contrast of the hydration layer', '', fit.layer, layer?.bounds),
    ...one('form factor s²', 'Å²', fit.s2, formFactor),
    ...one('background', '', fit.background, background),
  ];
}
