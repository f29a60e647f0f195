import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../inputError';
import { WEIGHTS_FOLDER } from '../networkFiles';

/** A direct network of a recipe. */
export interface DirectRecipe {
  /** units per hidden layer */
  readonly width: number;
  readonly hiddenLayers: number;
  /** number of simulated curves in its training */
  readonly samples: number;
}

/** Recipe of all networks, counted in samples, so that the result does not depend on the speed of the machine. */
export interface Recipe {
  /** seed of all random numbers */
  readonly seed: number;
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

/**
 * Reads a recipe.
 *
 * @throws InputError when the file cannot be read, or a number in it is missing or not a whole one above 0
 */
export function readRecipe(file = RECIPE_FILE): Recipe {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(`The recipe ${file} cannot be read: ${(error as Error).message}.`);
  }
  const count = (of: unknown, name: string, path = name): number => {
    const found = (of as Record<string, unknown> | null | undefined)?.[name];
    if (typeof found === 'number' && Number.isSafeInteger(found) && found > 0) return found;
    throw new InputError(
      `The recipe ${file} has ${path} ${JSON.stringify(found)}: expected a whole number above 0.`,
    );
  };
  const { autoEncoder, directNetworks } = (value ?? {}) as Record<string, unknown>;
  if (!Array.isArray(directNetworks) || directNetworks.length === 0)
    throw new InputError(`The recipe ${file} has no list directNetworks: expected one network or more.`);
  return {
    seed: count(value, 'seed'),
    autoEncoder: {
      jointSamples: count(autoEncoder, 'jointSamples', 'autoEncoder.jointSamples'),
      refinedSamples: count(autoEncoder, 'refinedSamples', 'autoEncoder.refinedSamples'),
    },
    directNetworks: directNetworks.map((network: unknown, i) => ({
      width: count(network, 'width', `directNetworks[${i}].width`),
      hiddenLayers: count(network, 'hiddenLayers', `directNetworks[${i}].hiddenLayers`),
      samples: count(network, 'samples', `directNetworks[${i}].samples`),
    })),
  };
}
