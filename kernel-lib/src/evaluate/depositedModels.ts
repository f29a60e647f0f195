import { tableFromIPC } from '@uwdata/flechette';
import { canonicalPose } from '../grid/canonicalPose';
import { voxelise, type VoxelShape } from '../grid/voxelise';
import { InputError } from '../inputError';
import type { PointKind } from '../scattering/traceScatterers';

/** A model deposited with a published curve. */
export interface DepositedModel {
  readonly id: string;
  readonly kind: 'atomic' | 'bead';
  /** CA atoms or beads in Å, x, y, z in turn */
  readonly xyz: Float64Array;
  /** what each point stands for, where the bundle tells it; default: amino acids */
  readonly kinds?: readonly PointKind[];
  /** vicinity of a point: max(4 Å, 1.2 bead radii) */
  readonly radius: number;
  /** largest distance from the centroid in Å */
  readonly rmax: number;
}

/** Kinds of points by their number in the bundle. */
const POINT_KINDS: readonly PointKind[] = ['amino', 'nucleotide', 'sugar', 'bead', 'water'];

/**
 * Reads the deposited models of an evaluation bundle: an Arrow IPC file with the columns id,
 * model_kind, model_xyz, bead_radius and rmax_model.
 *
 * @throws InputError when a column is missing
 */
export function readDepositedModels(ipc: Uint8Array): DepositedModel[] {
  const table = tableFromIPC(ipc);
  const column = (name: string): { at(i: number): unknown } => {
    const found = table.getChild(name);
    if (!found) throw new InputError(`The evaluation bundle has no column ${name}.`);
    return found as { at(i: number): unknown };
  };
  const [id, kind, xyz, bead, rmax] = ['id', 'model_kind', 'model_xyz', 'bead_radius', 'rmax_model'].map(
    column,
  );
  const types = table.getChild('model_atom_type') as { at(i: number): unknown } | undefined;
  return Array.from({ length: table.numRows }, (_, i) => ({
    ...(types
      ? { kinds: Array.from(types.at(i) as Uint8Array, (type) => POINT_KINDS[type] ?? 'amino') }
      : {}),
    id: String(id.at(i)),
    kind: kind.at(i) === 'bead' ? 'bead' : 'atomic',
    xyz: Float64Array.from(xyz.at(i) as Float32Array),
    radius: Math.max(4, 1.2 * Number(bead.at(i) ?? 0)),
    rmax: Number(rmax.at(i)),
  }));
}

/** Voxels of a deposited model in the canonical pose. */
export function modelShape(model: DepositedModel): VoxelShape {
  return voxelise(canonicalPose(model.xyz).xyz, { radius: model.radius });
}

/** Pearson correlation of two grids over all their points. */
export function voxelCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sa = 0,
    sb = 0,
    saa = 0,
    sbb = 0,
    sab = 0;
  for (let i = 0; i < a.length; i++) {
    sa += a[i];
    sb += b[i];
    saa += a[i] * a[i];
    sbb += b[i] * b[i];
    sab += a[i] * b[i];
  }
  const n = a.length;
  const variances = (saa - (sa * sa) / n) * (sbb - (sb * sb) / n);
  return variances > 0 ? (sab - (sa * sb) / n) / Math.sqrt(variances) : 0;
}
