import { rebin } from '../curve/rebin';
import { LIBRARY_ORDER, type ShapeLibrary } from '../library/shapeLibrary';
import { invariantRg } from '../profile/invariantRg';
import type { Target } from '../profile/target';
import { scoreInvariants } from '../profile/scoreInvariants';
import { verdictOf, type Verdict } from './ambiguity';
import { hypot } from '../elementary';

/** Number of known shapes that agree with a curve. */
export interface CurveAmbiguity {
  /** number of shapes of the library that agree with the curve, and of all its shapes */
  readonly shapes: number;
  readonly of: number;
  /** log10 of the number of shapes that agree; 0 for one or none */
  readonly score: number;
  readonly verdict: Verdict;
}

/** Relative deviation from the curve within which a shape of the library agrees. */
const TOLERANCE = 0.05;
/** Number of points to which the curve is reduced. */
const POINTS = 20;

/**
 * Ambiguity of a curve, after AMBIMETER (Petoukhov & Svergun, Acta Cryst. D71 (2015) 1051): log10 of the number of
 * library shapes with the scattering of the curve; below 1.5 probably unique, from 2.5 on ambiguous.
 *
 * Here a shape agrees when, at the size that has the measured Rg, its profile deviates from 20 points of the
 * curve by at most √(σ² + (5 % of I)²) in the root mean square, σ with the error of the uniform-body model. The libraries are of similar size (14,000
 * shapes there, about 12,000 here) but of different kinds: theirs holds every arrangement of up to seven beads once,
 * ours the shapes of real structures with their frequency. A score of 0 therefore means that the curve is
 * unlike those of known structures, not that its shape is certain.
 *
 * @param target curve and range of the radius
 * @param rg measured radius of gyration in Å
 */
export function curveAmbiguity(library: ShapeLibrary, target: Target, rg: number): CurveAmbiguity {
  const {
    radius: { low, high },
    curve,
  } = target;
  const few = rebin(curve, { qMin: curve.q[0], qMax: curve.q[curve.q.length - 1], points: POINTS });
  const sigma = few.sigma.map((s, i) => hypot(s, TOLERANCE * few.intensity[i]));
  const F = Float64Array.from(library.invariants);
  const radii = invariantRg(F, library.count, LIBRARY_ORDER).map((ratio) =>
    Math.min(high, Math.max(low, rg / ratio)),
  );
  const { layer: _, ...fit } = target.fit;
  const { chi2 } = scoreInvariants(
    F,
    library.count,
    radii,
    { ...target, fit, nmax: LIBRARY_ORDER, curve: { ...few, sigma } },
    [0],
  );
  const shapes = chi2.reduce((n, value) => n + (value <= 1 ? 1 : 0), 0);
  const score = Math.log10(Math.max(1, shapes));
  return { shapes, of: library.count, score, verdict: verdictOf(score) };
}
