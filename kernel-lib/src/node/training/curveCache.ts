import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, workerData } from 'node:worker_threads';
import { CURVE_ROW, writeCurveRow } from '../../train/samples/curveTable';
import { variedStructure, VARIATIONS } from '../../train/samples/sample';
import type { StructureSet } from '../../train/samples/structureSet';
import { cacheKey } from './cacheKey';
import { makeMissing } from './makeInWorkers';

interface Task {
  readonly curveSet: StructureSet;
  readonly variation: number;
  readonly seed: number;
  readonly file: string;
}

/**
 * Curve rows (`writeCurveRow`) of one variation of every structure, made by worker threads where
 * they are missing in `folder`: for each variation n × `CURVE_ROW` numbers.
 */
export async function curveCache(
  set: StructureSet,
  folder: string,
  seed: number,
  variations: number,
  report: (text: string) => void = () => {},
): Promise<Float32Array[]> {
  mkdirSync(folder, { recursive: true });
  const key = cacheKey(set, `${seed} ${CURVE_ROW}`);
  const files = Array.from({ length: variations }, (_, v) =>
    join(folder, `curves-${key}-${v}-${VARIATIONS[v]}.bin`),
  );
  await makeMissing<Task>(
    __filename,
    files.map((file, v) => ({
      file,
      bytes: set.ids.length * CURVE_ROW * Float32Array.BYTES_PER_ELEMENT,
      task: { curveSet: set, variation: v, seed, file },
      name: `training curves, variation ${v + 1} of ${variations} (${VARIATIONS[v]})`,
    })),
    report,
  );
  return files.map((file) => {
    const bytes = readFileSync(file);
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  });
}

function makeFile({ curveSet, variation, seed, file }: Task): void {
  const handle = openSync(`${file}.part`, 'w');
  const row = new Float32Array(CURVE_ROW);
  for (let s = 0; s < curveSet.ids.length; s++) {
    writeCurveRow(variedStructure(curveSet, s, variation, seed), row, 0);
    writeSync(handle, row);
  }
  closeSync(handle);
  renameSync(`${file}.part`, file);
}

if (!isMainThread && (workerData as Task | null)?.curveSet) makeFile(workerData as Task);
