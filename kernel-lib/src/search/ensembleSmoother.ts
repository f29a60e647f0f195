import type { Curve } from '../curve/curve';
import { largestRegion } from '../grid/largestRegion';
import { invariants } from '../moments/invariants';
import { zernikeMoments } from '../moments/zernikeMoments';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import { chiSquareBatch, fittedProfile } from '../profile/chiSquare';
import { invariantRg } from '../profile/invariantRg';
import { profile } from '../profile/profile';
import type { Target } from '../profile/target';
import { Random } from '../random';
import type { Population } from './population';
import { smootherUpdate } from './smootherUpdate';
import { exp, log } from '../elementary';

/** A smoothed ensemble. */
export interface SmoothedPopulation extends Population {
  /** chi² of each member after the last update */
  readonly chi2: Float64Array;
  /** mean chi² of the ensemble before the first update and after each */
  readonly history: readonly number[];
}

/** Number of updates; each enlarges the variances by this number. */
const UPDATES = 4;
/** Latents stay within this many standard deviations of the library's. */
const RANGE = 6;
/** Unknowns of a member: its latents, and ln of its radius over that which gives it the measured Rg. */
const UNKNOWNS = LATENT_SIZE + 1;
/** Standard deviation of that logarithm: the error of a Guinier Rg. */
const SIZE_DEVIATION = 0.03;

/**
 * An alternative to the genetic algorithm, without selection: all genes move together, along the covariance of their
 * latents with the logarithms of their profiles (`smootherUpdate`), so that they stay as diverse as the curve allows. The
 * unknowns of the target (background, form factor, layer) are fitted again for each.
 *
 * @param first genes drawn from the prior; where the target has an Rg, their radii are replaced by those that match it
 * @throws InputError as `smootherUpdate`
 */
export function smoothEnsemble(
  first: Population,
  network: AutoEncoder,
  target: Target,
  seed: number,
): SmoothedPopulation {
  const { count } = first;
  const random = Random.stream(seed, 'smoother');
  const observed = logarithms(target.curve.intensity, target.curve);
  const free = target.rg !== undefined;
  let states = statesOf(first, () => (free ? SIZE_DEVIATION * random.normal() : 0));
  let ensemble = predict(states, first.rmax, network, target);
  const history = [meanOf(ensemble.chi2)];
  for (let update = 0; update < UPDATES; update++) {
    states = smootherUpdate({ count, states, predicted: ensemble.curves }, observed, UPDATES, random);
    ensemble = predict(states, first.rmax, network, target);
    history.push(meanOf(ensemble.chi2));
  }
  return { count, latents: ensemble.latents, rmax: ensemble.rmax, chi2: ensemble.chi2, history };
}

function statesOf({ count, latents }: Population, size: () => number): Float64Array {
  const states = new Float64Array(count * UNKNOWNS);
  for (let g = 0; g < count; g++) {
    states.set(latents.subarray(g * LATENT_SIZE, (g + 1) * LATENT_SIZE), g * UNKNOWNS);
    states[g * UNKNOWNS + LATENT_SIZE] = size();
  }
  return states;
}

function latentsOf(states: Float64Array, count: number): Float32Array {
  const latents = new Float32Array(count * LATENT_SIZE);
  for (let g = 0; g < count; g++) {
    for (let k = 0; k < LATENT_SIZE; k++)
      latents[g * LATENT_SIZE + k] = Math.min(RANGE, Math.max(-RANGE, states[g * UNKNOWNS + k]));
  }
  return latents;
}

interface Prediction {
  readonly latents: Float32Array;
  readonly rmax: Float64Array;
  /** count × points: `logarithms` of the fitted curves */
  readonly curves: Float64Array;
  readonly chi2: Float64Array;
}

/** @param given radius of each member in Å, where the target has no Rg or the member no shape */
function predict(
  states: Float64Array,
  given: Float64Array,
  network: AutoEncoder,
  { curve, nmax, fit, radius, rg }: Target,
): Prediction {
  const count = given.length,
    points = curve.q.length;
  const latents = latentsOf(states, count);
  const shapes = network.decodeShapes(latents, count);
  largestRegion(shapes, count);
  const F = invariants(zernikeMoments(shapes, count, nmax), count, nmax);
  const ratios = invariantRg(F, count, nmax);
  const rmax = given.map((own, g) => {
    const sound =
      rg !== undefined && ratios[g] > 0 ? (rg / ratios[g]) * exp(states[g * UNKNOWNS + LATENT_SIZE]) : own;
    return Math.min(radius.high, Math.max(radius.low, sound));
  });
  const models = profile(F, count, nmax, curve.q, rmax);
  const fits = chiSquareBatch(curve, models, count, fit);
  const curves = new Float64Array(count * points);
  for (let g = 0; g < count; g++) {
    const one = {
      chi2: fits.chi2[g],
      scale: fits.scale[g],
      background: fits.background[g],
      s2: fits.s2[g],
      layer: fits.layer[g],
    };
    curves.set(
      logarithms(
        fittedProfile(one, models.subarray(g * points, (g + 1) * points), curve.q, fit.layer),
        curve,
      ),
      g * points,
    );
  }
  return { latents, rmax, curves, chi2: fits.chi2 };
}

/**
 * ln I in units of its error: more nearly linear in size and shape than I. Where I is below its error, the error
 * replaces it.
 */
function logarithms(values: Float64Array, { intensity, sigma }: Curve): Float64Array {
  return values.map((I, k) => (log(Math.max(I, sigma[k])) * Math.max(intensity[k], sigma[k])) / sigma[k]);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
