import type { Curve } from '../curve/curve';
import { exp } from '../elementary';
import { FitProblem, type Solution } from './fitProblem';
import { LatticeProfile } from './latticeProfile';

/** Options of `CurveMisfit`. */
export interface MisfitOptions {
  /** bounds of the constant, in the unit of the intensity */
  readonly background: readonly [number, number];
  /** bounds of s² in Å² */
  readonly formFactor: readonly [number, number];
}

/**
 * Misfit of the profile of a density to a curve, with its exact gradient with respect to the densities: half the sum of squared
 * deviations in units of the errors, minimised over scale, constant and s².
 */
export class CurveMisfit {
  readonly points: number;
  private readonly profile: LatticeProfile;
  private readonly problem: FitProblem;
  private readonly fitted: Float64Array;
  private readonly byIntensity: Float64Array;
  private readonly solution: Solution = { least: 0, scale: 0, background: 0, contrast: 0 };

  constructor(
    readonly curve: Curve,
    readonly rmax: number,
    readonly options: MisfitOptions,
  ) {
    this.points = curve.q.length;
    this.profile = new LatticeProfile(curve.q, rmax);
    this.problem = new FitProblem(curve, options);
    this.fitted = new Float64Array(this.points);
    this.byIntensity = new Float64Array(this.points);
  }

  /**
   * ½ Σ ((I_obs − k I f − b) / σ)².
   *
   * @param density 14147 densities in the unit ball
   * @param slope if given, filled with the gradient with respect to them
   */
  value(density: ArrayLike<number>, slope?: Float64Array): number {
    const { curve, problem, solution, fitted, byIntensity } = this;
    const model = this.profile.intensity(density);
    const s2 = problem.bestFormFactor(model, solution);
    problem.solve(model, s2, solution);
    problem.apply(model, s2, solution, fitted);
    let sum = 0;
    for (let i = 0; i < this.points; i++) {
      const weighted = (fitted[i] - curve.intensity[i]) / (curve.sigma[i] * curve.sigma[i]);
      sum += weighted * (fitted[i] - curve.intensity[i]);
      byIntensity[i] = weighted * solution.scale * exp(-s2 * curve.q[i] * curve.q[i]);
    }
    if (slope) this.profile.slope(byIntensity, slope);
    return sum / 2;
  }
}
