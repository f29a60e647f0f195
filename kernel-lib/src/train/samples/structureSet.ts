import { tableFromIPC } from '@uwdata/flechette';
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

/**
 * Reads a training set: an Arrow IPC file with the columns id (utf8), rmax (float32) and xyz
 * (list of int16, 0.1 Å).
 *
 * @throws InputError when a column is missing
 */
export function readStructureSet(ipc: Uint8Array): StructureSet {
  const table = tableFromIPC(ipc);
  const column = (name: string): { at(i: number): unknown } => {
    const found = table.getChild(name);
    if (!found)
      throw new InputError(`The training set has no column ${name}: columns id, rmax and xyz are needed.`);
    return found as { at(i: number): unknown };
  };
  const [id, rmax, xyz] = [column('id'), column('rmax'), column('xyz')];
  const n = table.numRows;
  const traces = Array.from({ length: n }, (_, s) => xyz.at(s) as Int16Array);
  const start = new Int32Array(n + 1);
  traces.forEach((trace, s) => (start[s + 1] = start[s] + trace.length));
  const all = new Int16Array(start[n]);
  traces.forEach((trace, s) => all.set(trace, start[s]));
  return {
    ids: Array.from({ length: n }, (_, s) => String(id.at(s))),
    xyz: all,
    start,
    rmax: Float32Array.from({ length: n }, (_, s) => Number(rmax.at(s))),
  };
}
