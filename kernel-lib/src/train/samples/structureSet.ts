import { readArrow } from '../../input/readArrow';
import { InputError } from '../../inputError';

/** Coarse traces of many structures, one after the other. */
export interface StructureSet {
  readonly ids: readonly string[];
  /** x, y, z of each trace point about the centroid, in 0.1 Å; structure s has the numbers from start[s] to start[s+1] */
  readonly xyz: Int16Array;
  readonly start: Int32Array;
  /** largest distance in Å of a heavy atom from the origin */
  readonly rmax: Float32Array;
}

/** Points of structure `s` in Å. */
export function structurePoints(set: StructureSet, s: number): Float64Array {
  const points = new Float64Array(set.start[s + 1] - set.start[s]);
  for (let i = 0; i < points.length; i++) points[i] = set.xyz[set.start[s] + i] / 10;
  return points;
}

/** Largest number of coordinates of all traces together, the limit of arrays in Node. */
const MOST = 2 ** 30;

/**
 * Reads a training set: an Arrow IPC file with the columns id (utf8), rmax (float32) and xyz
 * (list of int16, 0.1 Å).
 *
 * @param name of the file, for messages
 * @throws InputError when it is damaged or a column is missing; a damaged row is named
 */
export function readStructureSet(ipc: Uint8Array, name = 'The training set'): StructureSet {
  const remedy = 'a file that decodesaxs build-training-set wrote is needed, with columns id, rmax and xyz';
  const table = readArrow(ipc, ['id', 'rmax', 'xyz'], { what: name, remedy });
  const n = table.rows;
  const bad = (s: number, what: string): InputError =>
    new InputError(`${name} is damaged in row ${s + 1}, ${what}: ${remedy}.`);
  const traces = Array.from({ length: n }, (_, s) => {
    const trace = table.at('xyz', s);
    if (!(trace instanceof Int16Array) || trace.length === 0 || trace.length % 3 !== 0)
      throw bad(s, 'expected x, y and z of one point or more as 16-bit numbers');
    return trace;
  });
  const rmax = Float32Array.from({ length: n }, (_, s) => {
    const value = table.at('rmax', s);
    if (typeof value !== 'number' || !(value > 0 && value < 1e5)) throw bad(s, 'expected a radius above 0 Å');
    return value;
  });
  const start = new Int32Array(n + 1);
  let total = 0;
  traces.forEach((trace, s) => {
    total += trace.length;
    if (total > MOST) throw bad(s, `expected at most ${MOST} numbers in all`);
    start[s + 1] = total;
  });
  const all = new Int16Array(total);
  traces.forEach((trace, s) => all.set(trace, start[s]));
  return { ids: Array.from({ length: n }, (_, s) => String(table.at('id', s))), xyz: all, start, rmax };
}
