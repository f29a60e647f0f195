import type { Curve } from '../curve/curve';
import { InputError } from '../inputError';
import { FitProblem, type FitOptions, type Solution } from './fitProblem';
import { formFactor, layerFactor, type LayerTerms } from './solvent';

export type { FitOptions };

/** A model profile fitted to a curve: scale · model · layer factor · exp(−s2 q²) + background. */
export interface Fit {
  /** mean squared deviation in units of the errors */
  readonly chi2: number;
  /** factor of the model, ≥ 0 */
  readonly scale: number;
  /** constant in the unit of the observed intensity */
  readonly background: number;
  /** s² in Å² */
  readonly s2: number;
  /** contrast of the layer relative to the body's; 0 where no layer was fitted */
  readonly layer: number;
}

/** The fits of many models, in their order. */
export interface Fits {
  readonly chi2: Float64Array;
  readonly scale: Float64Array;
  readonly background: Float64Array;
  readonly s2: Float64Array;
  readonly layer: Float64Array;
}

/**
 * The reduced chi-square of a model profile against a curve (He, Liu & Liu 2020, eq. 4),
 *
 *     chi² = 1/N Σ_i [(I_obs(q_i) − k · I(q_i) · L(q_i) · exp(−s² q_i²) − b) / σ_i]²,
 *     L = 1 + 2 c · cross + c² · own   (`LayerTerms`),
 *
 * minimised over the scale k ≥ 0 and, if requested, the background b, the form factor s² and the contrast c of a layer,
 * all within their bounds. k and b are solved for; s² is scanned over 21 values (11 with a layer), c over 6, each refined by a
 * parabola.
 *
 * @param model intensities at observed.q
 * @throws InputError when lengths differ, an error is not above 0, or a value is not finite
 */
export function chiSquare(observed: Curve, model: Float64Array, options: FitOptions = {}): Fit {
  const fits = chiSquareBatch(observed, model, 1, options);
  return {
    chi2: fits.chi2[0],
    scale: fits.scale[0],
    background: fits.background[0],
    s2: fits.s2[0],
    layer: fits.layer[0],
  };
}

/**
 * `chiSquare` of many models at once.
 *
 * @param models count × observed.q.length intensities
 * @throws InputError as `chiSquare`
 */
export function chiSquareBatch(
  observed: Curve,
  models: Float64Array,
  count: number,
  options: FitOptions = {},
): Fits {
  const points = observed.q.length;
  requireCurve(observed);
  if (models.length !== count * points) {
    throw new InputError(
      `${models.length} intensities for ${count} models of ${points} points: expected ${points} per model.`,
    );
  }
  const problem = new FitProblem(observed, options);
  const solution: Solution = { least: 0, scale: 0, background: 0, contrast: 0 };
  const fits: Fits = {
    chi2: new Float64Array(count),
    scale: new Float64Array(count),
    background: new Float64Array(count),
    s2: new Float64Array(count),
    layer: new Float64Array(count),
  };
  const fitted = new Float64Array(points);
  for (let i = 0; i < count; i++) {
    const model = models.subarray(i * points, (i + 1) * points);
    const s2 = problem.bestFormFactor(model, solution);
    problem.solve(model, s2, solution);
    problem.apply(model, s2, solution, fitted);
    const chi2 = deviation(observed, fitted);
    if (!Number.isFinite(chi2))
      throw new InputError(`Model ${i + 1} has intensities that are not finite: expected finite numbers.`);
    fits.chi2[i] = chi2;
    fits.scale[i] = solution.scale;
    fits.background[i] = solution.background;
    fits.s2[i] = s2;
    fits.layer[i] = solution.contrast;
  }
  return fits;
}

/**
 * The curve of a fit: scale · model · layer factor · exp(−s2 q²) + background.
 *
 * @param terms layer at the same q, where one was fitted
 */
export function fittedProfile(
  fit: Fit,
  model: Float64Array,
  q: Float64Array,
  terms?: Pick<LayerTerms, 'cross' | 'own'>,
): Float64Array {
  const layer = terms && layerFactor(fit.layer, terms);
  return formFactor(fit.s2, q).map(
    (factor, i) => fit.scale * model[i] * (layer ? layer[i] : 1) * factor + fit.background,
  );
}

function deviation({ intensity, sigma }: Curve, fitted: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < fitted.length; i++) {
    const d = (intensity[i] - fitted[i]) / sigma[i];
    sum += d * d;
  }
  return sum / fitted.length;
}

function requireCurve({ q, intensity, sigma }: Curve): void {
  if (q.length === 0 || intensity.length !== q.length || sigma.length !== q.length) {
    throw new InputError(
      `The curve has ${q.length} q, ${intensity.length} intensities and ${sigma.length} errors: expected the same number of each, at least one.`,
    );
  }
  for (let i = 0; i < q.length; i++) {
    if (!(Number.isFinite(q[i]) && Number.isFinite(intensity[i]) && sigma[i] > 0 && sigma[i] < Infinity)) {
      throw new InputError(
        `Point ${i + 1} of the curve is q ${q[i]}, I ${intensity[i]} ± ${sigma[i]}: expected finite numbers and an error above 0.`,
      );
    }
  }
}
