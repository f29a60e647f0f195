import { shown } from '../input/checked';
import { InputError } from '../inputError';
import type { PointGroup } from '../grid/pointGroup';
import type { StartBody } from './structureStart';
import { PAPER_LIMITS, type SearchLimits } from '../search/geneticAlgorithm';
import type { CleanOptions } from '../search/cleanRegions';
import type { IslandPool } from '../search/islandPool';
import { DIRECT_WEIGHT, LIBRARY_WEIGHT } from '../consensus/consensusMembers';
import { MODEL_ERROR } from './searchTarget';

/** Options of `reconstruct`; every field has a default. */
export interface ReconstructionOptions {
  /** radius in Å, if known: largest distance from the centre; default: searched */
  readonly rmax?: number;
  /** seed of all random numbers; default 1 */
  readonly seed?: number;
  /** least q used, 1/Å; default: start of the Guinier range */
  readonly qMin?: number;
  /** largest q used, 1/Å; default 0.2: a uniform body describes a curve no further */
  readonly qMax?: number;
  /** points to which the curve is rebinned; default 60 */
  readonly points?: number;
  /** number of independent populations; default 4 */
  readonly islands?: number;
  /** genes per population; default 100 */
  readonly genes?: number;
  /** source of the first genes; `prior`: the latents of real structures alone, as in the paper */
  readonly seeds?: 'curve' | 'prior';
  /** true: any radius from 10 to 300 Å, as in the paper; false: those that Rg allows; default false */
  readonly anySize?: boolean;
  /**
   * members of the average: `all`, the direct network's map, the library's nearest shapes and genes from the whole last populations; `fittest`, the 20
   * fittest genes of each population alone, as in the paper; default `all`
   */
  readonly consensus?: 'all' | 'fittest';
  /** refines the mean until it fits; default true. The method of the paper ends with the mean */
  readonly refine?: boolean;
  /** number of plausible shapes that each fit, from the fittest genes of the islands; default 4, one per island; 0 for none */
  readonly members?: number;
  /** moves the genes of members until they fit; default true */
  readonly polish?: boolean;
  /** weight of the distance from the prior beside chi² in the score; default 0.5 */
  readonly priorWeight?: number;
  /** error of the model of a uniform body, relative to I at q = 0 (see `searchTarget`): added to the measured errors in the search; default 0.01, raised only if the best library shape needs it */
  readonly modelError?: number;
  /** fits the contrast of a hydration layer beside the shape; default true */
  readonly layer?: boolean;
  /** weights of the direct network's map and of the library's shapes in the average, sum at most 1; defaults 0.8 and 0.1, with a symmetry 0.4 and 0.5 */
  readonly directWeight?: number;
  readonly libraryWeight?: number;
  /** limits of the search */
  readonly limits?: Partial<SearchLimits>;
  /** point group that all shapes and the map have; default: none */
  readonly symmetry?: PointGroup;
  /** structure with which the search begins, and near which it stays, in place of networks and library; default: none */
  readonly start?: StartBody;
  /** region cleaning */
  readonly clean?: CleanOptions;
  /** pool that computes the islands (`islandThreads`); default: this thread. The result is the same */
  readonly pool?: IslandPool;
  /** ends the search early; the results so far are averaged */
  readonly signal?: AbortSignal;
}

/** Options with their defaults filled in. */
export type FullOptions = Required<
  Omit<ReconstructionOptions, 'rmax' | 'qMin' | 'signal' | 'pool' | 'limits' | 'symmetry' | 'start'>
> &
  Pick<ReconstructionOptions, 'rmax' | 'qMin' | 'signal' | 'pool' | 'symmetry' | 'start'> & {
    readonly limits: SearchLimits;
  };

/** Largest number of generations with default options; the search ends earlier after three generations without progress, twice. */
export const GENERATIONS = 12;

/**
 * Weights in the average of symmetric shapes: library shapes that have the symmetry themselves say more than the direct
 * network's map, a mean over shapes with and without it.
 */
const SYMMETRIC_WEIGHTS = { direct: 0.4, library: 0.5 } as const;

/** The options with defaults. @throws InputError when one is out of its range */
export function fillOptions(options: ReconstructionOptions): FullOptions {
  const weights = options.symmetry ? SYMMETRIC_WEIGHTS : { direct: DIRECT_WEIGHT, library: LIBRARY_WEIGHT };
  const directWeight = weights.direct;
  const full: FullOptions = {
    seed: 1,
    qMax: 0.2,
    points: 60,
    islands: 4,
    genes: 100,
    seeds: 'curve',
    anySize: false,
    consensus: 'all',
    refine: true,
    members: 4,
    polish: true,
    priorWeight: 0.5,
    modelError: MODEL_ERROR,
    layer: true,
    directWeight,
    libraryWeight: Math.min(weights.library, 1 - (options.directWeight ?? directWeight)),
    clean: {},
    ...options,
    limits: {
      generations: GENERATIONS,
      patience: 3,
      progress: 0.01,
      shrinkBy: 50,
      enough: 0,
      ...options.limits,
    },
  };
  // options of a job come from another machine, and may be of any kind
  const inRange = (name: string, value: unknown, low: number, high: number, whole = false): void => {
    if (typeof value === 'number' && value >= low && value <= high && (!whole || Number.isInteger(value)))
      return;
    throw new InputError(
      `The option ${name} is ${shown(value)}: ${whole ? 'a whole number' : 'a number'} from ${low} to ${high} is needed.`,
    );
  };
  if (full.start && (full.symmetry || full.consensus === 'fittest' || full.seeds === 'prior')) {
    throw new InputError(
      'A structure to begin with is given together with a symmetry or the method as published: expected one of them.',
    );
  }
  if (full.symmetry && (full.consensus === 'fittest' || full.seeds === 'prior')) {
    throw new InputError(
      'A symmetry is given with the method as published, which knows none: expected one of the two.',
    );
  }
  inRange('seed', full.seed, 0, 2 ** 32 - 1, true);
  inRange('qMax', full.qMax, 0.02, 1);
  inRange('members', full.members, 0, 100, true);
  inRange('points', full.points, 10, 1000, true);
  inRange('islands', full.islands, 1, 100, true);
  inRange('directWeight', full.directWeight, 0, 1);
  inRange('libraryWeight', full.libraryWeight, 0, 1 - full.directWeight);
  inRange('genes', full.genes, 20, 10000, true);
  return full;
}

/**
 * The method as published (He, Liu & Liu 2020): one population of 300 genes from the prior of real structures, any
 * radius from 10 to 300 Å, chi² with the measured errors alone, the 20 fittest averaged and not refined.
 */
export const PAPER_METHOD: ReconstructionOptions = {
  seeds: 'prior',
  anySize: true,
  consensus: 'fittest',
  refine: false,
  members: 0,
  priorWeight: 0,
  modelError: 0,
  layer: false,
  islands: 1,
  genes: 300,
  limits: { ...PAPER_LIMITS, progress: 0 },
};
