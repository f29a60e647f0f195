import { libraryFrom } from '../library/shapeLibrary';
import { DirectNetwork } from '../network/directNetwork';
import { ModeNetwork } from '../network/modeNetwork';
import { weight, type WeightSet } from '../network/weights';
import { differenceFrom } from '../refine/differenceModes';
import type { Instruments } from './instruments';

/** All trained parts: the instruments of a reconstruction, and their description. */
export interface Networks extends Instruments {
  /** 200 × 40 shares: the histogram of each latent over real structures */
  readonly histograms: Float32Array;
  /** version of the weights */
  readonly version: string;
}

/** The metadata of the weights, in manifest.json beside them. */
export interface Manifest {
  readonly version: string;
  /** SHA-256 and size of each file */
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>;
  /** training and test results */
  readonly training: Readonly<Record<string, unknown>>;
}

/** Names of the files of weights. */
export const NETWORK_FILES = {
  autoEncoder: 'autoencoder.safetensors',
  prior: 'prior.safetensors',
  library: 'library.safetensors',
  difference: 'difference.safetensors',
  direct: (number: number): string => `direct-${number}.safetensors`,
} as const;

/** Names of the direct networks among the files of a manifest, in order. */
export function directFiles(manifest: Manifest): string[] {
  return Object.keys(manifest.files)
    .filter((name) => /^direct-\d+\.safetensors$/.test(name))
    .sort();
}

/**
 * The networks, the prior and the shape library from weights of any source.
 * The backend must have been chosen.
 *
 * @param read returns the weights of a file by its name
 * @throws InputError when an array is missing
 */
export function networksFrom(manifest: Manifest, read: (name: string) => WeightSet): Networks {
  return {
    autoEncoder: new ModeNetwork(read(NETWORK_FILES.autoEncoder)),
    direct: new DirectNetwork(directFiles(manifest).map(read)),
    library: libraryFrom(read(NETWORK_FILES.library)),
    ...priorFrom(read(NETWORK_FILES.prior)),
    difference: differenceFrom(read(NETWORK_FILES.difference)),
    version: manifest.version,
  };
}

/** The latents of an auto-encoder over real structures, from the weights of a file. */
export function priorFrom(weights: WeightSet): Pick<Networks, 'prior' | 'histograms'> {
  const values = (name: string): Float32Array => weight(weights, `prior.${name}`).values;
  return {
    prior: { mean: values('mean'), deviation: values('deviation') },
    histograms: values('histogram'),
  };
}
