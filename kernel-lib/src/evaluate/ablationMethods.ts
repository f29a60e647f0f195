import { averageShapes } from '../consensus/averageShapes';
import { rebin } from '../curve/rebin';
import { guinier, type GuinierFit } from '../curve/guinier';
import type { Curve } from '../curve/curve';
import { nearestShapes } from '../library/nearestShapes';
import { BODY_THRESHOLD } from '../map/mapToBeads';
import { shapeMap } from '../map/shapeMap';
import { LATENT_SIZE } from '../network/autoEncoder';
import type { Target } from '../profile/scoreInvariants';
import { Random } from '../random';
import { directShape } from '../reconstruct/directShape';
import { LAYER_CONTRAST, withHydration } from '../reconstruct/hydration';
import { fillOptions, type ReconstructionOptions } from '../reconstruct/options';
import {
  reconstruct,
  type Instruments,
  type Reconstruction,
  type ReconstructionStep,
} from '../reconstruct/reconstruct';
import { searchTarget } from '../reconstruct/searchTarget';
import { fitShape } from '../reconstruct/shapeFit';
import { curveSeeds } from '../reconstruct/seeds';
import { soundRadius } from '../profile/radiusForRg';
import { smoothEnsemble } from '../search/ensembleSmoother';

/** A way to a shape: the default one, or what is left of it when parts are taken away. */
export type MethodName = keyof typeof METHODS;

/** What every method gives; those that search give more. */
export type MethodResult = Pick<Reconstruction, 'map' | 'rmax' | 'guinier' | 'fit'> &
  Partial<Pick<Reconstruction, 'seedMap' | 'certainty'>>;

/** What a method starts from. */
export interface MethodInput {
  readonly curve: Curve;
  readonly instruments: Instruments;
  readonly options: ReconstructionOptions;
  /** the library's mean shape, 31³ */
  readonly libraryMean: Float32Array;
  readonly onStep?: (step: ReconstructionStep) => void;
}

/** Library shapes that retrieval averages. */
const RETRIEVED = 40;
/** Genes of the original program; more generations make up for them, so that all searches score as many shapes. */
const PAPER_GENES = 300;

/** The methods in the order of a table, each in a few words. */
export const METHODS = {
  'mean-shape': 'mean shape of the library, the curve gives the size alone',
  retrieval: 'mean of the 40 library shapes with the nearest curves',
  direct: 'direct networks, no search',
  paper:
    'genetic algorithm as in the paper: seeds from the prior, one population, no weight of the prior, the 20 fittest averaged',
  seeds: 'the same with seeds from the curve and held near them',
  islands: 'the same in four populations',
  smoother:
    'an ensemble smoother in place of the search: 200 seeds moved along their covariance with the curve, all averaged',
  default: 'the whole: direct networks, library shapes and islands averaged',
} as const;

/** Whether a text names a method. */
export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name);
}

/**
 * A shape by one of the methods.
 *
 * @throws InputError as `reconstruct`
 */
export function shapeBy(method: MethodName, input: MethodInput): Promise<MethodResult> {
  const {
    options,
    instruments: { direct },
    libraryMean,
  } = input;
  switch (method) {
    case 'mean-shape':
      return fromMap(input, () => libraryMean);
    case 'direct':
      return fromMap(input, (fit) => directShape(direct, input.curve, fit).map);
    case 'retrieval':
      return retrieved(input);
    case 'smoother':
      return smoothed(input);
    default:
      return searched({ ...input, options: { ...options, ...searchOf(method, options) } });
  }
}

/** Options of the searches: 400 genes and 15 generations as they are, or as many shapes otherwise. */
function searchOf(
  method: 'paper' | 'seeds' | 'islands' | 'default',
  options: ReconstructionOptions,
): ReconstructionOptions {
  const { islands, genes, limits } = fillOptions(options);
  const all = islands * genes;
  switch (method) {
    case 'paper':
      return {
        seeds: 'prior',
        priorWeight: 0,
        consensus: 'fittest',
        islands: 1,
        genes: Math.min(PAPER_GENES, all),
        limits: {
          ...options.limits,
          generations: Math.round((limits.generations * all) / Math.min(PAPER_GENES, all)),
        },
      };
    case 'seeds':
      return { consensus: 'fittest', islands: 1, genes: all };
    case 'islands':
      return { consensus: 'fittest' };
    case 'default':
      return {};
  }
}

async function searched({ curve, instruments, options, onStep }: MethodInput): Promise<Reconstruction> {
  const steps = reconstruct(curve, instruments, options);
  let step = await steps.next();
  for (; !step.done; step = await steps.next()) onStep?.(step.value);
  return step.value;
}

interface Prepared {
  readonly fit: GuinierFit;
  readonly target: Target;
  /** the same with a hydration layer, for the fit of one shape */
  readonly layered: Target;
  readonly rmax: number | undefined;
}

function prepared({ curve, options }: MethodInput): Prepared {
  const { qMax, points, rmax, modelError, layer } = fillOptions(options);
  const fit = guinier(curve);
  const target = searchTarget(rebin(curve, { qMin: curve.q[fit.first], qMax, points }), {
    rg: fit.rg,
    i0: fit.i0,
    rmax,
    modelError,
  });
  // `fitShape` finds the layer's share of the shape itself and takes the bounds alone from here
  const none = new Float64Array(0);
  return {
    fit,
    target,
    rmax,
    layered: layer
      ? { ...target, fit: { ...target.fit, layer: { bounds: LAYER_CONTRAST, cross: none, own: none } } }
      : target,
  };
}

/** A map in one step, at the size that has the measured Rg; the fit is that of the body above half its maximum. */
async function fromMap(input: MethodInput, shape: (fit: GuinierFit) => Float32Array): Promise<MethodResult> {
  const { fit, layered, rmax: given } = prepared(input);
  const values = shape(fit);
  const half = values.reduce((most, v) => Math.max(most, v), 0) / 2;
  const body = Uint8Array.from(values, (v) => (v > half ? 1 : 0));
  return {
    map: shapeMap(values, given ?? soundRadius(values, fit.rg), BODY_THRESHOLD),
    rmax: given ?? soundRadius(values, fit.rg),
    guinier: fit,
    fit: fitShape(body, given ?? soundRadius(body, fit.rg), input.curve, layered),
  };
}

/** The nearest shapes of the library, superposed; the fit is that of the nearest. */
async function retrieved(input: MethodInput): Promise<MethodResult> {
  const { fit, target, layered, rmax: given } = prepared(input);
  const { library, autoEncoder } = input.instruments;
  const nearest = nearestShapes(library, target, fit.rg, RETRIEVED);
  const { map } = averageShapes(autoEncoder.decode(nearest.latents, nearest.count), nearest.count);
  const rmax = given ?? nearest.rmax.reduce((sum, r) => sum + r / nearest.count, 0);
  const best = autoEncoder.decodeShapes(nearest.latents.slice(0, nearest.latents.length / nearest.count), 1);
  return {
    map: shapeMap(map, rmax, BODY_THRESHOLD),
    rmax,
    guinier: fit,
    fit: fitShape(best, nearest.rmax[0], input.curve, layered),
  };
}

/** Members of the smoothed ensemble. */
const ENSEMBLE = 200;

/** Seeds of the curve, smoothed; the fit is that of the best member. */
async function smoothed(input: MethodInput): Promise<MethodResult> {
  const { fit, target: bare, layered, rmax: given } = prepared(input);
  const { library, autoEncoder, direct } = input.instruments;
  const { layer, seed } = fillOptions(input.options);
  const known = directShape(direct, input.curve, fit);
  const seeds = curveSeeds(known, library, bare, fit.rg);
  const target = layer ? withHydration(bare, autoEncoder, seeds.nearest) : bare;
  const {
    latents,
    rmax: radii,
    chi2,
    count,
  } = smoothEnsemble(seeds.first(ENSEMBLE, new Random(seed * 101)), autoEncoder, target, seed * 1009);
  const { map } = averageShapes(autoEncoder.decode(latents, count), count);
  const rmax = given ?? Math.exp(radii.reduce((sum, r) => sum + Math.log(r) / count, 0));
  const best = chi2.indexOf(Math.min(...chi2));
  const shape = autoEncoder.decodeShapes(latents.slice(best * LATENT_SIZE, (best + 1) * LATENT_SIZE), 1);
  return {
    map: shapeMap(map, rmax, BODY_THRESHOLD),
    rmax,
    guinier: fit,
    fit: fitShape(shape, radii[best], input.curve, layered),
  };
}
