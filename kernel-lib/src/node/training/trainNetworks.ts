import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../inputError';
import { DirectNetwork } from '../../network/directNetwork';
import { ModeNetwork } from '../../network/modeNetwork';
import type { DifferenceModes } from '../../refine/differenceModes';
import {
  DIFFERENCE_MODES,
  DIFFERENCE_SHAPES,
  learnDifferenceModes,
  type DifferenceSources,
} from '../../train/differenceModes';
import { readWeights, writeWeights, type Weight } from '../../network/weights';
import { Random } from '../../random';
import { BALL_POINTS } from '../../grid/unitBall';
import { buildLibrary, encodeSamples, latentHistograms, latentPrior } from '../../train/buildLibrary';
import { CURVE_VARIATIONS, VARIATIONS } from '../../train/samples/sample';
import { splitOf } from '../../train/samples/split';
import { readStructureSet, type StructureSet } from '../../train/samples/structureSet';
import { whiten } from '../../train/whiten';
import { curveCache } from './curveCache';
import { readBytes } from '../files';
import { DirectBatches } from './directBatches';
import { finished } from './finished';
import type { Recipe } from './recipe';
import { autoEncoderWeights, readManifest, saveNetworks, type Manifest } from '../networkFiles';
import { NETWORK_FILES } from '../../reconstruct/networks';
import { sampleCache, type SampleFile } from './sampleCache';
import { trainAutoEncoderRun, type TrainingOptions } from './trainAutoEncoderRun';
import { trainDirectRun } from './trainDirectRun';

/** Request for the training of all networks. */
export interface TrainRequest {
  /** Arrow file of structures, plain or gzipped */
  readonly data: string;
  /** the networks and their samples */
  readonly recipe: Recipe;
  /** folder of weights whose auto-encoder is taken in place of a new one */
  readonly autoEncoder?: string;
  /**
   * minutes for all networks together, in place of the recipe's samples; making samples and library comes on top.
   * The result then depends on the speed of the machine.
   */
  readonly minutes?: number;
  /** seconds between checkpoints; default 120 */
  readonly checkpointSeconds?: number;
  /** folder of samples and checkpoints */
  readonly work: string;
  /** folder of the finished weights */
  readonly out: string;
  readonly version: string;
  readonly report: (line: string) => void;
}

/** Share of the auto-encoder in the minutes. */
const AUTO_ENCODER_SHARE = 0.25;
const AUTO_ENCODER_VARIATIONS = 9;
/** The latent space is whitened over every fourth structure. */
const WHITENING_STRIDE = 4;
const CHUNK = 200;
/** Fewest structures: the latent space is whitened over a quarter of them, and the spread of a latent over very few is zero. */
const LEAST_STRUCTURES = 20;

/**
 * The whole training: samples, linear start, auto-encoder, latent space, shape library, direct
 * networks. Every stage keeps its result in the work folder, and a call with the same request continues
 * where the last one was interrupted, with the same result.
 *
 * @throws InputError when there are too few structures, or a file cannot be read
 */
export async function trainNetworks(request: TrainRequest): Promise<void> {
  const { work, recipe, minutes, report } = request;
  const { seed } = recipe;
  const bytes = readBytes(request.data);
  const set = readStructureSet(bytes, request.data);
  if (set.ids.length < LEAST_STRUCTURES)
    throw new InputError(
      `${request.data} holds ${set.ids.length} shapes: expected at least ${LEAST_STRUCTURES}, from fewer no latent space can be learnt.`,
    );
  // a bad one is refused before the samples are made, which takes minutes
  const given = request.autoEncoder === undefined ? undefined : autoEncoderWeights(request.autoEncoder);
  const folder = join(work, workName(bytes, request));
  mkdirSync(folder, { recursive: true });
  report(
    `${set.ids.length} structures, ${VARIATIONS.slice(0, AUTO_ENCODER_VARIATIONS).join(', ')}; work in ${folder}`,
  );
  const samples = await sampleCache(set, work, seed, AUTO_ENCODER_VARIATIONS, report);
  const curves = await curveCache(set, work, seed, CURVE_VARIATIONS.length, report);
  const { heldBack } = splitOf(set);
  const structures = Int32Array.from(set.ids.keys()).filter((s) => !heldBack[s]);
  const options = (share: number, own = seed): TrainingOptions => ({
    ...{ structures, samples, folder, report, seed: own, checkpointSeconds: request.checkpointSeconds },
    minutes: (minutes ?? Infinity) * share,
  });
  const stage: Stage = (name, make) => finished(join(folder, `${name}.safetensors`), make);
  const autoEncoder =
    given ??
    trainedAutoEncoder(
      stage,
      options(AUTO_ENCODER_SHARE),
      minutes === undefined ? recipe.autoEncoder : undefined,
    );
  const network = new ModeNetwork({ arrays: autoEncoder, metadata: {} });
  const latents = stage('latents', () => {
    const all = latentsOf(autoEncoder, samples[0], Int32Array.from(set.ids.keys()), report);
    return new Map([['latents', { shape: [set.ids.length, 200], values: all }]]);
  }).get('latents')!.values;
  report('shape library');
  const library = buildLibrary(network, latents, radiiOf(set));
  const prior = latentPrior(latents);
  const direct = recipe.directNetworks.map((form, i) => {
    const own = options((1 - AUTO_ENCODER_SHARE) / recipe.directNetworks.length, seed + i);
    const most = minutes === undefined ? form.samples : undefined;
    const name = `direct-${i + 1}-${createHash('sha256').update(JSON.stringify(form)).digest('hex').slice(0, 12)}`;
    const batches = new DirectBatches(structures, curves, samples, form.shares);
    return stage(name, () => trainDirectRun({ ...own, most }, form, name, batches, autoEncoder));
  });
  report('difference modes');
  const averaged = new DirectNetwork(direct.map((arrays) => ({ arrays, metadata: {} })));
  const difference = differenceModes({ autoEncoder: network, direct: averaged, library }, seed);
  const before = filesIn(request.out);
  saveNetworks(
    request.out,
    { autoEncoder, direct, library, prior, histograms: latentHistograms(latents, prior), difference },
    request.version,
    {
      data: createHash('sha256').update(bytes).digest('hex'),
      structures: set.ids.length,
      heldBack: set.ids.length - structures.length,
      directNetworks: direct.length,
      ...(request.autoEncoder && { givenAutoEncoder: autoEncoderHash(request.autoEncoder) }),
      ...(minutes === undefined ? { recipe } : { minutes, seed, networks: recipe.directNetworks }),
    },
  );
  report(`weights written to ${request.out}`);
  if (before) report(comparedWith(before, readManifest(request.out).files));
}

/** The result of a stage of the training, made where it is not there yet. */
type Stage = (name: string, make: () => Map<string, Weight>) => Map<string, Weight>;

/**
 * The auto-encoder, its latent space whitened, with the precision of its file: so the other networks are the same whether it was trained
 * for them or was there.
 */
function trainedAutoEncoder(
  stage: Stage,
  options: TrainingOptions,
  most: Recipe['autoEncoder'] | undefined,
): ReadonlyMap<string, Weight> {
  const { samples, structures, report } = options;
  const arrays = stage('autoencoder', () => {
    const raw = stage('autoencoder-raw', () => trainAutoEncoderRun(options, most));
    const some = structures.filter((_, i) => i % WHITENING_STRIDE === 0);
    return whiten(raw, latentsOf(raw, samples[0], some, report), some.length);
  });
  return readWeights(writeWeights({ arrays, metadata: {} }), 'autoencoder').arrays;
}

function differenceModes(sources: DifferenceSources, seed: number): DifferenceModes {
  const { count } = sources.library;
  return learnDifferenceModes(
    sources,
    Math.min(DIFFERENCE_SHAPES, count),
    Math.min(DIFFERENCE_MODES, Math.ceil(count / 4)),
    Random.stream(seed, 'difference modes'),
  );
}

/** The files of a folder that has weights already. */
function filesIn(folder: string): Manifest['files'] | undefined {
  return existsSync(join(folder, 'manifest.json')) ? readManifest(folder).files : undefined;
}

/** Says which of the files are those that were there before. */
function comparedWith(before: Manifest['files'], now: Manifest['files']): string {
  const other = Object.keys(now).filter((name) => before[name]?.sha256 !== now[name].sha256);
  return other.length === 0
    ? 'bit for bit the weights that were there before'
    : `other than before: ${other.join(', ')}`;
}

/**
 * Folder of the stages of a training: one per set of structures, recipe of the auto-encoder and time limit. Recipes with other
 * direct networks share its auto-encoder.
 */
function workName(
  bytes: Uint8Array,
  { recipe: { seed, autoEncoder, directNetworks }, minutes, autoEncoder: given }: TrainRequest,
): string {
  const first = given ? autoEncoderHash(given) : autoEncoder;
  const stages = minutes === undefined ? [seed, first] : [seed, minutes, directNetworks, first];
  return createHash('sha256').update(bytes).update(JSON.stringify(stages)).digest('hex').slice(0, 12);
}

/** SHA-256 of the auto-encoder in a folder of weights. */
function autoEncoderHash(folder: string): string {
  return readManifest(folder).files[NETWORK_FILES.autoEncoder]?.sha256;
}

function latentsOf(
  weights: ReadonlyMap<string, Weight>,
  file: SampleFile,
  structures: Int32Array,
  report: (line: string) => void,
): Float32Array {
  report(`latents of ${structures.length} shapes`);
  const network = new ModeNetwork({ arrays: weights, metadata: {} });
  const latents = new Float32Array(structures.length * 200);
  for (let first = 0; first < structures.length; first += CHUNK) {
    const chunk = structures.subarray(first, first + CHUNK);
    const samples = new Int8Array(chunk.length * BALL_POINTS);
    file.read(chunk, samples);
    latents.set(encodeSamples(network, samples), first * 200);
  }
  network.dispose();
  return latents;
}

/** Radius of each structure's trace in Å. */
function radiiOf(set: StructureSet): Float32Array {
  return Float32Array.from(set.ids, (_, s) => {
    let largest = 0;
    for (let i = set.start[s]; i < set.start[s + 1]; i += 3) {
      largest = Math.max(largest, set.xyz[i] ** 2 + set.xyz[i + 1] ** 2 + set.xyz[i + 2] ** 2);
    }
    return Math.sqrt(largest) / 10;
  });
}
