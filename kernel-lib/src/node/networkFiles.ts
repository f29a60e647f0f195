import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../inputError';
import { libraryArrays, libraryFrom, type ShapeLibrary } from '../library/shapeLibrary';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import { DirectNetwork } from '../network/directNetwork';
import { ModeNetwork } from '../network/modeNetwork';
import { readWeights, weight, writeWeights, type Weight, type WeightSet } from '../network/weights';
import type { LatentPrior } from '../search/population';
import { HISTOGRAM_BINS } from '../train/buildLibrary';
import { writeAtomic } from './files';

/** Everything learnt that a reconstruction uses. */
export interface Networks {
  readonly autoEncoder: AutoEncoder;
  readonly direct: DirectNetwork;
  readonly library: ShapeLibrary;
  readonly prior: LatentPrior;
  /** 200 × 40 shares: the histogram of each latent over real structures */
  readonly histograms: Float32Array;
  /** version of the weights */
  readonly version: string;
}

/** What the weights say of themselves, in weights/manifest.json. */
export interface Manifest {
  readonly version: string;
  /** SHA-256 and size of each file */
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>;
  /** how they were made and what they reached */
  readonly training: Readonly<Record<string, unknown>>;
}

/** Folder of the weights that come with the library. */
export const WEIGHTS_FOLDER = join(__dirname, '..', '..', 'weights');

const AUTO_ENCODER = 'autoencoder.safetensors', PRIOR = 'prior.safetensors', LIBRARY = 'library.safetensors';
const isDirect = (name: string): boolean => /^direct-\d+\.safetensors$/.test(name);

/**
 * Loads the networks, the prior and the shape library. The backend must have been chosen
 * (`useBackend`).
 *
 * @throws InputError when a file is missing, cut short or not the one that the manifest names
 */
export function loadNetworks(folder = WEIGHTS_FOLDER): Networks {
  const manifest = readManifest(folder);
  const set = (name: string): WeightSet => checkedWeights(folder, name, manifest);
  const prior = set(PRIOR);
  return {
    autoEncoder: new ModeNetwork(set(AUTO_ENCODER)),
    direct: new DirectNetwork(Object.keys(manifest.files).filter(isDirect).sort().map(set)),
    library: libraryFrom(set(LIBRARY)),
    prior: { mean: weight(prior, 'prior.mean').values, deviation: weight(prior, 'prior.deviation').values },
    histograms: weight(prior, 'prior.histogram').values,
    version: manifest.version,
  };
}

/** The auto-encoder alone, see `loadNetworks`. */
export function loadAutoEncoder(folder = WEIGHTS_FOLDER): AutoEncoder {
  return new ModeNetwork(checkedWeights(folder, AUTO_ENCODER, readManifest(folder)));
}

/** The manifest of a weights folder. @throws InputError when it is missing or not readable */
export function readManifest(folder = WEIGHTS_FOLDER): Manifest {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) throw new InputError(`There are no trained networks in ${folder}: run "npm run train", or take a complete copy of the repository.`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  } catch {
    throw new InputError(`${file} is not readable as JSON: take the file that came with this version.`);
  }
}

function checkedWeights(folder: string, name: string, manifest: Manifest): WeightSet {
  const file = join(folder, name);
  const expected = manifest.files[name];
  if (!expected || !existsSync(file)) throw new InputError(`The weights file ${file} is missing: take the one that came with this version.`);
  const bytes = readFileSync(file);
  if (bytes.length !== expected.bytes) {
    throw new InputError(`The weights file ${file} has ${bytes.length} bytes instead of ${expected.bytes}: it was cut short or replaced, take the one that came with this version.`);
  }
  if (sha256(bytes) !== expected.sha256) {
    throw new InputError(`The weights file ${file} is damaged (its SHA-256 differs from the manifest's): take the one that came with this version.`);
  }
  return readWeights(bytes, file);
}

/** What a training run leaves behind. */
export interface TrainedParts {
  readonly autoEncoder: ReadonlyMap<string, Weight>;
  readonly direct: readonly ReadonlyMap<string, Weight>[];
  readonly library: ShapeLibrary;
  readonly prior: LatentPrior;
  readonly histograms: Float32Array;
}

/** Writes weights and their manifest to a folder, which `loadNetworks` takes. */
export function saveNetworks(folder: string, parts: TrainedParts, version: string, training: Record<string, unknown>): void {
  mkdirSync(folder, { recursive: true });
  const files: Record<string, { sha256: string; bytes: number }> = {};
  const put = (name: string, arrays: ReadonlyMap<string, Weight>): void => {
    const bytes = writeWeights({ arrays, metadata: { version } });
    writeAtomic(join(folder, name), bytes);
    files[name] = { sha256: sha256(bytes), bytes: bytes.length };
  };
  put(AUTO_ENCODER, parts.autoEncoder);
  put(LIBRARY, libraryArrays(parts.library));
  put(PRIOR, new Map<string, Weight>([
    ['prior.mean', { shape: [LATENT_SIZE], values: parts.prior.mean, precision: 'F32' }],
    ['prior.deviation', { shape: [LATENT_SIZE], values: parts.prior.deviation, precision: 'F32' }],
    ['prior.histogram', { shape: [LATENT_SIZE, HISTOGRAM_BINS], values: parts.histograms, precision: 'F32' }],
  ]));
  parts.direct.forEach((arrays, i) => put(`direct-${i + 1}.safetensors`, arrays));
  writeAtomic(join(folder, 'manifest.json'), `${JSON.stringify({ version, files, training }, null, 2)}\n`);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
