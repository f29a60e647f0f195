import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../inputError';
import { WEIGHTS_FOLDER } from '../networkFiles';

/** A direct network of a recipe. */
export interface DirectRecipe {
  /** units in each hidden layer */
  readonly width: number;
  readonly hiddenLayers: number;
  /** simulated curves that it learns from, one after the other */
  readonly samples: number;
}

/** How all networks are made, counted in samples: the same on a slow machine as on a fast one. */
export interface Recipe {
  /** seed of everything random */
  readonly seed: number;
  readonly autoEncoder: {
    /** shapes seen by encoder and decoder together */
    readonly jointSamples: number;
    /** shapes seen by the decoder at latents refined for each of them */
    readonly refinedSamples: number;
  };
  /** the direct networks, whose maps are averaged */
  readonly directNetworks: readonly DirectRecipe[];
}

/** The recipe beside the weights that come with the library: it makes networks of their form. */
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
