import { float32, int16, int32, list, tableFromArrays, tableToIPC, utf8 } from '@uwdata/flechette';
import type { StructureRecord } from './structureRecord';

/**
 * Writes a training set as one Arrow IPC file with the columns id, source, kind (utf8), n_residues,
 * n_chains (int32), rmax (float32, Å) and xyz (list of int16, 0.1 Å about the centroid), which
 * `readStructureSet` reads.
 */
export function writeStructureSet(records: readonly StructureRecord[]): Uint8Array {
  const table = tableFromArrays(
    {
      id: records.map((record) => record.id),
      source: records.map((record) => record.source),
      kind: records.map((record) => record.kind),
      n_residues: records.map((record) => record.xyz.length / 3),
      n_chains: records.map((record) => record.chains),
      rmax: records.map((record) => record.rmax),
      xyz: records.map((record) => record.xyz),
    },
    {
      types: {
        id: utf8(),
        source: utf8(),
        kind: utf8(),
        n_residues: int32(),
        n_chains: int32(),
        rmax: float32(),
        xyz: list(int16()),
      },
    },
  );
  return tableToIPC(table, { format: 'file' })!;
}
