import { averageShapes } from '../consensus/averageShapes';
import { rebin, selectRange } from '../curve/rebin';
import { RMAX_STEPS } from '../grid/shapeGrid';
import { BALL_INDEX } from '../grid/unitBall';
import type { MisfitOptions } from '../profile/curveMisfit';
import { fitDensity } from '../refine/mapFit';
import { radiusOfDensity } from '../refine/refineMap';
import { guinier, type GuinierFit } from '../curve/guinier';
import type { Curve } from '../curve/curve';
import { nearestShapes } from '../library/nearestShapes';
import { BODY_THRESHOLD } from '../map/mapToBeads';
import { shapeMap } from '../map/shapeMap';
import type { Target } from '../profile/target';
import { Random } from '../random';
import { directShape } from '../reconstruct/directShape';
import { withHydration } from '../reconstruct/hydration';
import { fillOptions, type ReconstructionOptions } from '../reconstruct/options';
import {
  reconstruct,
  type Instruments,
  type Reconstruction,
  type ReconstructionStep,
} from '../reconstruct/reconstruct';
import { searchTarget } from '../reconstruct/searchTarget';
import { curveSeeds } from '../reconstruct/seeds';
import { soundRadius } from '../profile/radiusForRg';
import { smoothEnsemble } from '../search/ensembleSmoother';
import { exp, log } from '../elementary';
import type { MethodName } from './methods';

/** The results common to all methods; methods with a search return more. */
export type MethodResult = Pick<Reconstruction, 'map' | 'rmax' | 'rg' | 'guinier' | 'fit'> &
  Partial<
    Pick<
      Reconstruction,
      'seedMap' | 'certainty' | 'mean' | 'beads' | 'members' | 'disagree' | 'likeness' | 'rmaxError'
    >
  >;

/** Input of a method. */
export interface MethodInput {
  readonly curve: Curve;
  readonly instruments: Instruments;
  readonly options: ReconstructionOptions;
  /** the library's mean shape, 31³ */
  readonly libraryMean: Float32Array;
  readonly onStep?: (step: ReconstructionStep) => void;
}

/** Number of library shapes averaged by retrieval. */
const RETRIEVED = 40;
/** Genes of the original program; more generations compensate, so that all searches score the same number of shapes. */
const PAPER_GENES = 300;

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

/** Options of the searches: 400 genes and 15 generations, or the same number of shapes otherwise. */
function searchOf(
  method: 'paper' | 'seeds' | 'islands' | 'unsearched' | 'unrefined' | 'unpolished' | 'default',
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
        refine: false,
        members: 0,
        islands: 1,
        genes: Math.min(PAPER_GENES, all),
        limits: {
          ...options.limits,
          generations: Math.round((limits.generations * all) / Math.min(PAPER_GENES, all)),
        },
      };
    case 'seeds':
      return { consensus: 'fittest', refine: false, members: 0, islands: 1, genes: all };
    case 'islands':
      return { consensus: 'fittest', refine: false, members: 0 };
    case 'unsearched':
      return { limits: { ...options.limits, generations: 0 } };
    case 'unrefined':
      return { refine: false, members: 0 };
    case 'unpolished':
      return { polish: false };
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
  readonly rmax: number | undefined;
}

function prepared({ curve, options }: MethodInput): Prepared {
  const { qMin, qMax, points, rmax, modelError } = fillOptions(options);
  const fit = guinier(curve);
  const target = searchTarget(rebin(curve, { qMin: qMin ?? curve.q[fit.first], qMax, points }), {
    rg: fit.rg,
    i0: fit.i0,
    rmax,
    modelError,
  });
  return { fit, target, rmax };
}

/** A mean without refinement: its own fit to all points in the range. */
function unrefined(
  values: Float32Array,
  rmax: number,
  { curve }: MethodInput,
  { fit, target }: Prepared,
): MethodResult {
  const used = target.curve.q;
  const ball = Float64Array.from(BALL_INDEX, (p) => values[p]);
  return {
    map: shapeMap(values, rmax, BODY_THRESHOLD),
    rmax,
    rg: (radiusOfDensity(ball).rg * rmax) / RMAX_STEPS,
    guinier: fit,
    fit: fitDensity(ball, rmax, selectRange(curve, used[0], used[used.length - 1]), {
      background: target.fit.background as MisfitOptions['background'],
      formFactor: target.fit.formFactor as MisfitOptions['formFactor'],
    }),
  };
}

/** A map in one step, at the size with the measured Rg. */
async function fromMap(input: MethodInput, shape: (fit: GuinierFit) => Float32Array): Promise<MethodResult> {
  const known = prepared(input);
  const values = shape(known.fit);
  return unrefined(values, known.rmax ?? soundRadius(values, known.fit.rg), input, known);
}

/** The nearest shapes of the library, superposed. */
async function retrieved(input: MethodInput): Promise<MethodResult> {
  const known = prepared(input);
  const { library, autoEncoder } = input.instruments;
  const nearest = nearestShapes(library, known.target, known.fit.rg, RETRIEVED);
  const { map } = averageShapes(autoEncoder.decode(nearest.latents, nearest.count), nearest.count);
  const rmax = known.rmax ?? nearest.rmax.reduce((sum, r) => sum + r / nearest.count, 0);
  return unrefined(map, rmax, input, known);
}

/** Members of the smoothed ensemble. */
const ENSEMBLE = 200;

/** Seeds of the curve, smoothed and averaged. */
async function smoothed(input: MethodInput): Promise<MethodResult> {
  const known = prepared(input);
  const { library, autoEncoder, direct } = input.instruments;
  const { layer, seed } = fillOptions(input.options);
  const seeds = curveSeeds(directShape(direct, input.curve, known.fit), library, known.target, known.fit.rg);
  const target = layer ? withHydration(known.target, autoEncoder, seeds.nearest) : known.target;
  const {
    latents,
    rmax: radii,
    count,
  } = smoothEnsemble(seeds.first(ENSEMBLE, Random.stream(seed, 'first genes')), autoEncoder, target, seed);
  const { map } = averageShapes(autoEncoder.decode(latents, count), count);
  const rmax = known.rmax ?? exp(radii.reduce((sum, r) => sum + log(r) / count, 0));
  return unrefined(map, rmax, input, known);
}
