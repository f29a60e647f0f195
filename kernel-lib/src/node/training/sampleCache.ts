import { mkdirSync, openSync, readSync, renameSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { BALL_POINTS } from '../../grid/unitBall';
import { makeSamples, VARIATIONS } from '../../train/samples/sample';
import type { StructureSet } from '../../train/samples/structureSet';
import { cacheKey } from './cacheKey';
import { makeMissing } from './makeInWorkers';

const CHUNK = 64;

interface Task {
  readonly set: StructureSet;
  readonly variation: number;
  readonly seed: number;
  readonly file: string;
}

/** Samples of one variation of every structure, on disk: n × 14147 signed bytes. */
export interface SampleFile {
  /** reads the samples of the given structures, one after the other, into `out` */
  read(structures: ArrayLike<number>, out: Int8Array): void;
}

/**
 * The training samples of a set, made by worker threads where they are missing in `folder` and
 * read from there: one file per variation.
 *
 * @param report called when a file is done
 */
export async function sampleCache(
  set: StructureSet,
  folder: string,
  seed: number,
  variations = VARIATIONS.length,
  report: (text: string) => void = () => {},
): Promise<SampleFile[]> {
  mkdirSync(folder, { recursive: true });
  const key = cacheKey(set, `${seed}`);
  const files = Array.from({ length: variations }, (_, v) =>
    join(folder, `samples-${key}-${v}-${VARIATIONS[v]}.bin`),
  );
  await makeMissing<Task>(
    __filename,
    files.map((file, v) => ({
      file,
      bytes: set.ids.length * BALL_POINTS,
      task: { set, variation: v, seed, file },
      name: `training samples, variation ${v + 1} of ${variations} (${VARIATIONS[v]})`,
    })),
    report,
  );
  return files.map(openSamples);
}

function openSamples(file: string): SampleFile {
  const handle = openSync(file, 'r');
  return {
    read(structures, out) {
      const bytes = new Uint8Array(out.buffer, out.byteOffset);
      for (let i = 0; i < structures.length; i++) {
        readSync(handle, bytes, i * BALL_POINTS, BALL_POINTS, structures[i] * BALL_POINTS);
      }
    },
  };
}

function makeFile({ set, variation, seed, file }: Task): void {
  const handle = openSync(`${file}.part`, 'w');
  const n = set.ids.length;
  for (let first = 0; first < n; first += CHUNK) {
    const chunk = Array.from({ length: Math.min(CHUNK, n - first) }, (_, i) => first + i);
    writeSync(handle, makeSamples(set, chunk, variation, seed));
  }
  closeSync(handle);
  renameSync(`${file}.part`, file);
  parentPort?.postMessage('done');
}

if (!isMainThread && (workerData as Task | null)?.file?.includes('samples-')) makeFile(workerData as Task);
