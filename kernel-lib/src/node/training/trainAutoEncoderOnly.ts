import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { voxelCorrelation } from '../../evaluate/depositedModels';
import { GRID_POINTS } from '../../grid/shapeGrid';
import { BALL_POINTS, fromBall } from '../../grid/unitBall';
import { ModeNetwork } from '../../network/modeNetwork';
import { LATENT_SIZE, type AutoEncoder } from '../../network/autoEncoder';
import { autoEncoderFrom } from '../../network/autoEncoderFrom';
import type { PaperWidths } from '../../network/paperLayers';
import type { Weight } from '../../network/weights';
import { encodeSamples, latentHistograms, latentPrior } from '../../train/buildLibrary';
import { VARIATIONS } from '../../train/samples/sample';
import { splitOf } from '../../train/samples/split';
import { readStructureSet } from '../../train/samples/structureSet';
import type { PaperStage } from '../../train/trainPaper';
import { whiten } from '../../train/whiten';
import { readBytes } from '../files';
import { saveAutoEncoder, type LatentStatistics } from '../networkFiles';
import { sampleCache, type SampleFile } from './sampleCache';
import { trainAutoEncoderRun } from './trainAutoEncoderRun';
import { trainPaperRun } from './trainPaperRun';
import { trainStagedModesRun } from './trainStagedModesRun';

/** The auto-encoders that can be trained: the paper's, the default one, and the default one in two stages. */
export const AUTO_ENCODERS = ['paper', 'modes', 'staged-modes'] as const;

/** Request for the training of one auto-encoder. */
export interface AutoEncoderRequest {
  readonly network: (typeof AUTO_ENCODERS)[number];
  /** Arrow file of structures, plain or gzipped */
  readonly data: string;
  /** minutes for all stages together; `Infinity` where only epochs are counted */
  readonly minutes: number;
  /** limit of the passes over all samples: of each of the paper's stages, else of all */
  readonly epochs?: number;
  readonly seed: number;
  /** variations of each structure; default: all */
  readonly variations?: number;
  /** folder of samples and checkpoints */
  readonly work: string;
  /** folder of the finished weights */
  readonly out: string;
  readonly version: string;
  readonly report: (line: string) => void;
  /** only this stage of the paper's network */
  readonly stage?: PaperStage;
  /** the paper's network: shapes per step, widths and latents of the first stage, if not its own */
  readonly batch?: number;
  readonly widths?: PaperWidths;
  readonly firstLatents?: number;
  /** seconds between checkpoints; default 120 */
  readonly checkpointSeconds?: number;
  /** modes and share of the first stage of `staged-modes` */
  readonly modes?: number;
  readonly firstShare?: number;
}

/** Number of structures from which mean, deviation, histograms and axes of the latents are computed. */
const WHITENING = 2000;
/** Largest number of held-back structures encoded and decoded at the end. */
const TESTED = 100;

/** Result of a training beside its files. */
export interface AutoEncoderOutcome {
  /** mean correlation of held-back structures with their decoded maps, over 31³ voxels */
  readonly meanCC: number;
  readonly tested: number;
}

/**
 * Trains one auto-encoder, without direct networks and library, tests it on structures held back and writes
 * it to a folder for `loadAutoEncoder`.
 *
 * @throws InputError when the structures cannot be read or a stage needs an unfinished one
 */
export async function trainAutoEncoderOnly(request: AutoEncoderRequest): Promise<AutoEncoderOutcome> {
  const { network: kind, seed, work, report, epochs, variations = VARIATIONS.length } = request;
  const bytes = readBytes(request.data);
  const set = readStructureSet(bytes, request.data);
  const data = createHash('sha256').update(bytes).digest('hex');
  const folder = join(
    work,
    `${kind}-${createHash('sha256').update(bytes).update(`${seed}`).digest('hex').slice(0, 12)}`,
  );
  mkdirSync(folder, { recursive: true });
  const samples = await sampleCache(set, work, seed, variations, report);
  const { heldBack, tested } = splitOf(set);
  const structures = Int32Array.from(set.ids.keys()).filter((s) => !heldBack[s]);
  report(`${structures.length} structures in ${variations} variations; work in ${folder}`);
  const most = epochs && epochs * structures.length * variations;
  const options = { ...request, samples, structures, folder, most, stages: request.stage && [request.stage] };
  const weights =
    kind === 'paper'
      ? trainPaperRun(options)
      : whitened(
          kind === 'modes' ? trainAutoEncoderRun(options) : trainStagedModesRun(options),
          samples[0],
          structures,
        );
  const network = autoEncoderFrom({ arrays: weights, metadata: {} });
  const outcome = test(network, samples[0], Int32Array.from(tested));
  // the first stage of the paper's network has other latents, which nothing searches
  const latents =
    network.latentSize === LATENT_SIZE ? statistics(network, samples[0], structures) : undefined;
  network.dispose();
  report(`held back: ${outcome.tested} structures, mean CC ${outcome.meanCC.toFixed(4)}`);
  const { minutes, stage, widths, firstLatents, batch } = request;
  const training = {
    network: kind,
    data,
    structures: set.ids.length,
    heldBack: set.ids.length - structures.length,
    variations,
    ...(Number.isFinite(minutes) ? { minutes } : {}),
    epochs,
    stage,
    batch,
    ...(widths ? { widths, firstLatents } : {}),
    seed,
    heldBackCC: outcome.meanCC,
  };
  saveAutoEncoder(request.out, weights, request.version, training, latents);
  report(`weights written to ${request.out}`);
  return outcome;
}

/** Mean, deviation and histogram of the latents over structures. */
function statistics(network: AutoEncoder, file: SampleFile, structures: Int32Array): LatentStatistics {
  const latents = encodeSamples(network, read(file, spread(structures, WHITENING)));
  const prior = latentPrior(latents);
  return { prior, histograms: latentHistograms(latents, prior) };
}

function whitened(
  weights: Map<string, Weight>,
  file: SampleFile,
  structures: Int32Array,
): Map<string, Weight> {
  const some = spread(structures, WHITENING);
  const network = new ModeNetwork({ arrays: weights, metadata: {} });
  const latents = encodeSamples(network, read(file, some));
  network.dispose();
  return whiten(weights, latents, some.length);
}

function test(network: AutoEncoder, file: SampleFile, structures: Int32Array): AutoEncoderOutcome {
  const some = spread(structures, TESTED);
  const samples = read(file, some);
  const grids = fromBall(
    samples.map((v) => (v > 0 ? 1 : 0)),
    some.length,
  );
  const decoded = network.decode(encodeSamples(network, samples), some.length);
  const shape = (all: Float32Array, s: number): Float32Array =>
    all.subarray(s * GRID_POINTS, (s + 1) * GRID_POINTS);
  const sum = some.reduce((total, _, s) => total + voxelCorrelation(shape(grids, s), shape(decoded, s)), 0);
  return { meanCC: sum / some.length, tested: some.length };
}

function read(file: SampleFile, structures: Int32Array): Int8Array {
  const samples = new Int8Array(structures.length * BALL_POINTS);
  file.read(structures, samples);
  return samples;
}

/** At most `most` of the structures, evenly spread over them. */
function spread(structures: Int32Array, most: number): Int32Array {
  const n = Math.min(most, structures.length);
  return Int32Array.from({ length: n }, (_, i) => structures[Math.floor((i * structures.length) / n)]);
}
