import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ChosenBackend } from '../node/backend';
import type { Networks } from '../node/networkFiles';
import { readCheckpoint } from '../node/searchCheckpoint';
import type { ReconstructionOptions } from '../reconstruct/options';
import type { Reconstruction, SavedSearch } from '../reconstruct/reconstruct';
import { follow } from './followReconstruction';
import { interruptSignal, type InterruptSignal } from './interruptSignal';
import { AUTO, searchOptions } from './reconstructOptions';
import { modelNotes, say, type ReconstructionJob } from './reconstructionJob';

/** What a search left: its result, what computed it, and its checkpoint. */
export interface FinishedSearch {
  readonly result: Reconstruction;
  readonly networks: Networks;
  readonly backend: ChosenBackend;
  readonly threads: number;
  /** comparison of the point groups, where it was asked for */
  readonly symmetries: object | undefined;
  readonly checkpoint: string;
  /** still heard, until `release` is called */
  readonly interrupt: InterruptSignal;
}

/**
 * The search of a job, from its checkpoint where it is to be continued, followed on stderr.
 *
 * @throws InputError where weights, engine or checkpoint cannot be used; Interruption after a signal
 */
export async function runSearch(job: ReconstructionJob): Promise<FinishedSearch> {
  const { curve, rmax, workers, options } = job;
  const { useBackend } = await import('../node/backend');
  const { loadNetworks, withPaperNetwork } = await import('../node/networkFiles');
  const backend = await useBackend(options.backend);
  if (backend.note) say(job, backend.note);
  const library = loadNetworks(options.weights);
  const networks = options.network === 'paper' ? withPaperNetwork(library) : library;
  introduce(job);
  const checkpoint = join(options.out, 'search.checkpoint');
  const key = keyOf(job, [backend.name, networks.version]);
  const saved = savedSearch(job, checkpoint, key);
  let symmetries: object | undefined;
  if (options.symmetry === AUTO) {
    const { comparedSymmetries } = await import('./symmetryReport');
    say(job, 'Symmetries are compared …');
    symmetries = comparedSymmetries(curve, networks, { rmax, ...searchOptions(options) });
  }
  const { reconstruct } = await import('../reconstruct/reconstruct');
  const { fillOptions } = await import('../reconstruct/options');
  const { islandThreads, usualThreads } = await import('../node/islandThreads');
  const threads = workers ?? usualThreads();
  const pool = threads > 1 ? islandThreads(threads, networks.autoEncoder) : undefined;
  const interrupt = interruptSignal();
  try {
    const search = { ...(await searchOf(job, interrupt.signal)), pool };
    const result = await follow(reconstruct(curve, networks, search, saved), {
      checkpoint,
      key,
      say: (text) => say(job, text),
      quiet: options.quiet,
      generations: fillOptions(search).limits.generations,
      history: saved?.history ?? [],
      signal: options.keepPartial ? undefined : interrupt.signal,
    });
    return { result, networks, backend, threads, symmetries, checkpoint, interrupt };
  } catch (error) {
    interrupt.release();
    throw error;
  } finally {
    await pool?.close();
  }
}

/** What was read, in words. */
function introduce(job: ReconstructionJob): void {
  const { curve } = job;
  const unit = curve.qUnit === '1/A' ? '1/Å' : '1/nm';
  say(
    job,
    `${curve.name}: ${curve.q.length} points, q in ${unit} (${curve.unitReason}); ${curve.errorsReason}`,
  );
  for (const warning of curve.warnings) say(job, `Note: ${warning}`);
  for (const warning of modelNotes(job)) say(job, `Note on the model: ${warning}`);
}

/** Digest of everything that the search depends on: a checkpoint of another search is not continued. */
function keyOf({ curve, start, rmax, seed, options }: ReconstructionJob, made: readonly string[]): string {
  return createHash('sha256')
    .update(new Uint8Array(curve.q.buffer))
    .update(new Uint8Array(curve.intensity.buffer))
    .update(new Uint8Array(curve.sigma.buffer))
    .update(new Uint8Array(start?.trace.buffer ?? new ArrayBuffer(0)))
    .update(JSON.stringify([rmax ?? null, searchOptions(options), seed, ...made]))
    .digest('hex');
}

function savedSearch(job: ReconstructionJob, checkpoint: string, key: string): SavedSearch | undefined {
  if (!job.options.resume) return undefined;
  const saved = readCheckpoint(checkpoint, key);
  say(
    job,
    saved
      ? `continues after generation ${saved.history.at(-1)?.generation}`
      : 'There is no checkpoint to continue from: starts from the beginning.',
  );
  return saved;
}

async function searchOf(
  { start, rmax, seed, options }: ReconstructionJob,
  signal: AbortSignal,
): Promise<ReconstructionOptions> {
  const { vicinity } = await import('../structure/vicinity');
  return {
    rmax,
    seed,
    start: start && { points: start.trace, radius: vicinity(start) },
    ...searchOptions(options),
    ...(options.keepPartial ? { signal } : {}),
  };
}
