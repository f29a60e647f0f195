import * as v from 'valibot';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../input/checked';
import { count, text } from '../input/schemas';
import { InputError } from '../inputError';
import { libraryArrays, libraryFrom, type ShapeLibrary } from '../library/shapeLibrary';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import { autoEncoderFrom } from '../network/autoEncoderFrom';
import { DirectNetwork } from '../network/directNetwork';
import { ModeNetwork } from '../network/modeNetwork';
import { readWeights, writeWeights, type Weight, type WeightSet } from '../network/weights';
import { differenceArrays, type DifferenceModes } from '../refine/differenceModes';
import {
  NETWORK_FILES,
  directFiles,
  networksFrom,
  priorFrom,
  type Manifest,
  type Networks,
} from '../reconstruct/networks';
import type { LatentPrior } from '../search/latentPrior';
import { HISTOGRAM_BINS } from '../train/buildLibrary';
import type { DifferenceSources } from '../train/differenceModes';
import { LARGEST, readBytes, readText, writeAtomic } from './files';

export type { Manifest, Networks };

/** Folder of the weights of the library. */
export const WEIGHTS_FOLDER = join(__dirname, '..', '..', 'weights');

/** Folder of the paper's network, made by `train --network paper`; the one that comes with the library has an eighth of its filters. */
export const PAPER_FOLDER = join(WEIGHTS_FOLDER, 'paper');

/**
 * The folder of an auto-encoder with the given name: `modes` or `paper`.
 *
 * @throws InputError when the name is unknown, or the paper's network has not been trained
 */
export function weightsOf(network: string): string {
  if (network === 'modes') return WEIGHTS_FOLDER;
  if (network !== 'paper') throw new InputError(`The network is ${network}: expected modes or paper.`);
  if (!existsSync(join(PAPER_FOLDER, 'manifest.json')))
    throw new InputError(
      `The paper's network has not been trained (${PAPER_FOLDER} is empty): "npm run train -- --network paper --data SET --minutes N" makes it.`,
    );
  return PAPER_FOLDER;
}

/**
 * Loads the networks, the prior and the shape library. The backend must have been chosen
 * (`useBackend`).
 *
 * @throws InputError when a file is missing, cut short or not the one named in the manifest
 */
export function loadNetworks(folder = WEIGHTS_FOLDER): Networks {
  const manifest = readManifest(folder);
  return networksFrom(manifest, (name) => checkedWeights(folder, name, manifest));
}

/** Networks and library of a folder without its difference modes, for their training. */
export function loadDifferenceSources(folder = WEIGHTS_FOLDER): DifferenceSources {
  const manifest = readManifest(folder);
  const read = (name: string): WeightSet => checkedWeights(folder, name, manifest);
  return {
    autoEncoder: new ModeNetwork(read(NETWORK_FILES.autoEncoder)),
    direct: new DirectNetwork(directFiles(manifest).map(read)),
    library: libraryFrom(read(NETWORK_FILES.library)),
  };
}

/**
 * The weights of a default auto-encoder, from which other networks are trained.
 *
 * @throws InputError when a file is missing or damaged, or the auto-encoder is of another kind
 */
export function autoEncoderWeights(folder: string): ReadonlyMap<string, Weight> {
  const { arrays } = checkedWeights(folder, NETWORK_FILES.autoEncoder, readManifest(folder));
  if (!arrays.has('decoder.modes.weight'))
    throw new InputError(
      `The auto-encoder in ${folder} is not one of modes: the direct networks are trained with the default auto-encoder alone.`,
    );
  return arrays;
}

/** The auto-encoder alone, the default one or the paper's, see `loadNetworks`. */
export function loadAutoEncoder(folder = WEIGHTS_FOLDER): AutoEncoder {
  return autoEncoderFrom(checkedWeights(folder, NETWORK_FILES.autoEncoder, readManifest(folder)));
}

/**
 * The networks with the paper's auto-encoder and the prior of its latents in place of the default ones, for `PAPER_METHOD`, which
 * searches these latents alone. Library and direct networks stay: they belong to the default latents, and serve the
 * estimate of certainty, which uses shapes.
 *
 * @param folder weights that `train --network paper` has written
 * @throws InputError when the network is not there, damaged, or has only gone through the first stage of its training
 */
export function withPaperNetwork(networks: Networks, folder = weightsOf('paper')): Networks {
  const manifest = readManifest(folder);
  const read = (name: string): WeightSet => checkedWeights(folder, name, manifest);
  const autoEncoder = autoEncoderFrom(read(NETWORK_FILES.autoEncoder));
  if (autoEncoder.name !== 'paper' || autoEncoder.latentSize !== LATENT_SIZE) {
    autoEncoder.dispose();
    throw new InputError(
      `The weights in ${folder} are not those of the paper's network with ${LATENT_SIZE} latents: "npm run train -- --network paper --data SET --minutes N" makes them, in two stages.`,
    );
  }
  const version = `${networks.version}, paper's network ${manifest.version}`;
  return { ...networks, autoEncoder, ...priorFrom(read(NETWORK_FILES.prior)), version };
}

/** Largest manifest, bytes. */
const MOST_LETTERS = 2 ** 20;

const MANIFEST = v.object({
  version: text,
  files: v.record(
    v.string(),
    v.object({
      sha256: v.pipe(v.string('expected a SHA-256'), v.regex(/^[0-9a-f]{64}$/, 'expected a SHA-256')),
      bytes: count,
    }),
    'expected a list of files',
  ),
  training: v.optional(v.record(v.string(), v.unknown()), {}),
});

/** The manifest of a weights folder. @throws InputError when it is missing or not readable */
export function readManifest(folder = WEIGHTS_FOLDER): Manifest {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file))
    throw new InputError(
      `There are no trained networks in ${folder}: run "npm run train", or take a complete copy of the repository.`,
    );
  return parseJson(readText(file, MOST_LETTERS), MANIFEST, {
    what: file,
    remedy: 'take the file that came with this version',
  });
}

function checkedWeights(folder: string, name: string, manifest: Manifest): WeightSet {
  const file = join(folder, name);
  const expected = Object.hasOwn(manifest.files, name) ? manifest.files[name] : undefined;
  if (!expected || !existsSync(file))
    throw new InputError(`The weights file ${file} is missing: take the one that came with this version.`);
  const bytes = readBytes(file, LARGEST.weights);
  if (bytes.length !== expected.bytes) {
    throw new InputError(
      `The weights file ${file} has ${bytes.length} bytes instead of ${expected.bytes}: it was cut short or replaced, take the one that came with this version.`,
    );
  }
  if (sha256(bytes) !== expected.sha256) {
    throw new InputError(
      `The weights file ${file} is damaged (its SHA-256 differs from the manifest's): take the one that came with this version.`,
    );
  }
  return readWeights(bytes, file);
}

/** The latents of an auto-encoder over real structures. */
export interface LatentStatistics {
  readonly prior: LatentPrior;
  /** 200 × 40 shares, see `latentHistograms` */
  readonly histograms: Float32Array;
}

function priorArrays({ prior, histograms }: LatentStatistics): ReadonlyMap<string, Weight> {
  const array = (shape: readonly number[], values: Float32Array): Weight => ({
    shape,
    values,
    precision: 'F32',
  });
  return new Map([
    ['prior.mean', array([LATENT_SIZE], prior.mean)],
    ['prior.deviation', array([LATENT_SIZE], prior.deviation)],
    ['prior.histogram', array([LATENT_SIZE, HISTOGRAM_BINS], histograms)],
  ]);
}

/** Results of a training run. */
export interface TrainedParts extends LatentStatistics {
  readonly autoEncoder: ReadonlyMap<string, Weight>;
  readonly direct: readonly ReadonlyMap<string, Weight>[];
  readonly library: ShapeLibrary;
  readonly difference: DifferenceModes;
}

/** Writes weights and their manifest to a folder for `loadNetworks`. */
export function saveNetworks(
  folder: string,
  parts: TrainedParts,
  version: string,
  training: Record<string, unknown>,
): void {
  writeFiles(
    folder,
    [
      [NETWORK_FILES.autoEncoder, parts.autoEncoder],
      [NETWORK_FILES.library, libraryArrays(parts.library)],
      [NETWORK_FILES.difference, differenceArrays(parts.difference)],
      [NETWORK_FILES.prior, priorArrays(parts)],
      ...parts.direct.map((arrays, i): [string, ReadonlyMap<string, Weight>] => [
        NETWORK_FILES.direct(i + 1),
        arrays,
      ]),
    ],
    version,
    training,
  );
}

/** Writes an auto-encoder, with what is known of its latents, and the manifest to a folder for `loadAutoEncoder`. */
export function saveAutoEncoder(
  folder: string,
  weights: ReadonlyMap<string, Weight>,
  version: string,
  training: Record<string, unknown>,
  latents?: LatentStatistics,
): void {
  const prior: [string, ReadonlyMap<string, Weight>][] = latents
    ? [[NETWORK_FILES.prior, priorArrays(latents)]]
    : [];
  writeFiles(folder, [[NETWORK_FILES.autoEncoder, weights], ...prior], version, training);
}

/** Writes difference modes beside the networks from which they were computed, and names them in the manifest. */
export function saveDifferenceModes(folder: string, difference: DifferenceModes): void {
  const manifest = readManifest(folder);
  const bytes = writeWeights({
    arrays: differenceArrays(difference),
    metadata: { version: manifest.version },
  });
  writeAtomic(join(folder, NETWORK_FILES.difference), bytes);
  const files = {
    ...manifest.files,
    [NETWORK_FILES.difference]: { sha256: sha256(bytes), bytes: bytes.length },
  };
  writeAtomic(join(folder, 'manifest.json'), `${JSON.stringify({ ...manifest, files }, null, 2)}\n`);
}

function writeFiles(
  folder: string,
  sets: readonly [string, ReadonlyMap<string, Weight>][],
  version: string,
  training: Record<string, unknown>,
): void {
  mkdirSync(folder, { recursive: true });
  const files: Record<string, { sha256: string; bytes: number }> = {};
  for (const [name, arrays] of sets) {
    const bytes = writeWeights({ arrays, metadata: { version } });
    writeAtomic(join(folder, name), bytes);
    files[name] = { sha256: sha256(bytes), bytes: bytes.length };
  }
  writeAtomic(join(folder, 'manifest.json'), `${JSON.stringify({ version, files, training }, null, 2)}\n`);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
