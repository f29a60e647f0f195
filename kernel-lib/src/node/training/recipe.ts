import * as v from 'valibot';
import { join } from 'node:path';
import { parseJson } from '../../input/checked';
import type { Variation } from '../../train/samples/augment';
import { CURVE_VARIATIONS } from '../../train/samples/sample';
import { readText } from '../files';
import { WEIGHTS_FOLDER } from '../networkFiles';

/** A direct network of a recipe. */
export interface DirectRecipe {
  /** units per hidden layer */
  readonly width: number;
  readonly hiddenLayers: number;
  /** number of simulated curves in its training */
  readonly samples: number;
  /** how often each variation of the structures is drawn, relative to the others; default 1 */
  readonly shares?: Readonly<Partial<Record<Variation, number>>>;
}

/** Recipe of all networks, counted in samples, so that the result does not depend on the speed of the machine. */
export interface Recipe {
  /** seed of all random numbers */
  readonly seed: number;
  /** threads of the engine: sums are divided among them, so that their number belongs to the result */
  readonly threads: number;
  readonly autoEncoder: {
    /** number of shapes in the joint training of encoder and decoder */
    readonly jointSamples: number;
    /** number of shapes in the training of the decoder at refined latents */
    readonly refinedSamples: number;
  };
  /** the direct networks, whose maps are averaged */
  readonly directNetworks: readonly DirectRecipe[];
}

/** The recipe of the weights of the library. */
export const RECIPE_FILE = join(WEIGHTS_FOLDER, 'recipe.json');
/** Largest size of a recipe in bytes. */
const MOST = 2 ** 20;

/** Threads of the engine where nothing else is said: training is meant to run beside other work. */
const THREADS = 2;

const whole = v.pipe(
  v.number('expected a whole number above 0'),
  v.safeInteger('expected a whole number above 0'),
  v.minValue(1, 'expected a whole number above 0'),
);

const share = v.optional(
  v.pipe(v.number('expected a share'), v.minValue(0, 'expected a share of 0 or more')),
);
const SHARES = v.pipe(
  v.strictObject(
    Object.fromEntries(CURVE_VARIATIONS.map((name) => [name, share])) as Record<Variation, typeof share>,
    `expected shares of ${CURVE_VARIATIONS.join(', ')}`,
  ),
  v.check(
    (shares) => CURVE_VARIATIONS.some((name) => (shares[name] ?? 1) > 0),
    'expected a share above 0 of one variation or more',
  ),
);

const RECIPE = v.object(
  {
    seed: whole,
    threads: v.optional(whole, THREADS),
    autoEncoder: v.object(
      { jointSamples: whole, refinedSamples: whole },
      'expected the numbers of samples of the auto-encoder',
    ),
    directNetworks: v.pipe(
      v.array(
        v.object(
          { width: whole, hiddenLayers: whole, samples: whole, shares: v.optional(SHARES) },
          'expected width, hiddenLayers and samples of a network',
        ),
        'expected a list of networks',
      ),
      v.minLength(1, 'expected one network or more'),
    ),
  },
  'expected a recipe',
);

/**
 * Reads a recipe.
 *
 * @throws InputError when the file cannot be read, or a number in it is missing or not a whole one above 0
 */
export function readRecipe(file = RECIPE_FILE): Recipe {
  return parseJson(readText(file, MOST), RECIPE, {
    what: `The recipe ${file}`,
    remedy: `${RECIPE_FILE} shows how one looks`,
  });
}
