import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { CURVE_ROW, writeCurveRow } from '../train/curveTable';
import { variedStructure, VARIATIONS } from '../train/sample';
import type { StructureSet } from '../train/structureSet';

interface Task {
  readonly curveSet: StructureSet;
  readonly variation: number;
  readonly seed: number;
  readonly file: string;
}

/**
 * Curve rows (`writeCurveRow`) of one variation of every structure, made by worker threads where
 * they are not yet in `folder`: for each variation n × `CURVE_ROW` numbers.
 */
export async function curveCache(
  set: StructureSet, folder: string, seed: number, variations: number,
  report: (text: string) => void = () => {}, threads = 2,
): Promise<Float32Array[]> {
  mkdirSync(folder, { recursive: true });
  const key = createHash('sha256').update(set.xyz).update(`${seed}`).digest('hex').slice(0, 12);
  const files = Array.from({ length: variations }, (_, v) => join(folder, `curves-${key}-${v}-${VARIATIONS[v]}.bin`));
  const missing = files.map((_, v) => v).filter((v) => !existsSync(files[v]));
  const next = async (): Promise<void> => {
    for (let v = missing.shift(); v !== undefined; v = missing.shift()) {
      await inWorker({ curveSet: set, variation: v, seed, file: files[v] });
      report(`training curves, variation ${v + 1} of ${variations} (${VARIATIONS[v]})`);
    }
  };
  await Promise.all(Array.from({ length: threads }, next));
  return files.map((file) => {
    const bytes = readFileSync(file);
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  });
}

function inWorker(task: Task): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(__filename, { workerData: task });
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The curve worker left with status ${code}.`))));
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
