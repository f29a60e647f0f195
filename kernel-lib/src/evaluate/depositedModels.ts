import { canonicalPose } from '../grid/canonicalPose';
import { voxelise, type VoxelShape } from '../grid/voxelise';
import { checked } from '../input/checked';
import { readArrow, type ArrowTable } from '../input/readArrow';
import { numbers } from '../input/schemas';
import * as v from 'valibot';
import type { PointKind } from '../scattering/traceScatterers';

/** A model deposited with a published curve. */
export interface DepositedModel {
  readonly id: string;
  readonly kind: 'atomic' | 'bead';
  /** CA atoms or beads in Å, x, y, z in turn */
  readonly xyz: Float64Array;
  /** kind of each point, where the bundle has it; default: amino acids */
  readonly kinds?: readonly PointKind[];
  /** vicinity of a point: max(4 Å, 1.2 bead radii) */
  readonly radius: number;
  /** largest distance from the centroid in Å */
  readonly rmax: number;
}

/** Kinds of points by their number in the bundle. */
const POINT_KINDS: readonly PointKind[] = ['amino', 'nucleotide', 'sugar', 'bead', 'water'];
/** An entry of a bundle; its model is read on demand. */
export interface DepositedEntry {
  readonly id: string;
  /** @throws InputError that names bundle and entry where its row is damaged */
  model(): DepositedModel;
}

const COLUMNS = ['id', 'model_kind', 'model_xyz', 'bead_radius', 'rmax_model'];
/** Largest number of points of a model. */
const POINTS = 2e6;

const ROW = v.object({
  id: v.pipe(
    v.string('expected a name'),
    v.minLength(1, 'expected a name'),
    v.maxLength(200, 'expected a shorter name'),
  ),
  model_kind: v.picklist(['atomic', 'bead'], 'expected atomic or bead'),
  model_xyz: v.pipe(
    numbers(3 * POINTS),
    v.check((xyz) => xyz.length >= 3 && xyz.length % 3 === 0, 'expected x, y and z of one point or more'),
    v.check((xyz) => xyz.every((x) => Math.abs(x) <= 1e5), 'expected coordinates within 100000 Å'),
  ),
  bead_radius: v.nullish(
    v.pipe(
      v.number('expected a radius in Å'),
      v.check(
        (radius) => Number.isNaN(radius) || (radius >= 0 && radius <= 1000),
        'expected a radius from 0 to 1000 Å',
      ),
    ),
  ),
  rmax_model: v.pipe(
    v.number('expected a radius in Å'),
    v.check((radius) => radius > 0 && radius <= 1e5, 'expected a radius above 0 Å'),
  ),
});

/**
 * The entries of an evaluation bundle: an Arrow IPC file with the columns id, model_kind, model_xyz,
 * bead_radius and rmax_model (lengths in Å). A damaged row fails only when its model is read.
 *
 * @param name of the file, for messages
 * @throws InputError when the file is damaged as a whole or a column is missing
 */
export function depositedEntries(ipc: Uint8Array, name = 'The evaluation bundle'): DepositedEntry[] {
  const remedy = 'fetch the bundle again';
  const table = readArrow(ipc, COLUMNS, { what: name, remedy });
  return Array.from({ length: table.rows }, (_, i) => {
    const said = table.at('id', i);
    const id = typeof said === 'string' && said !== '' ? said.slice(0, 200) : `row-${i + 1}`;
    return {
      id,
      model() {
        const row = checked(ROW, Object.fromEntries(COLUMNS.map((column) => [column, table.at(column, i)])), {
          what: `Entry ${id} of ${name}`,
          remedy,
        });
        return {
          id,
          ...kindsOf(table, i, row.model_xyz.length / 3),
          kind: row.model_kind,
          xyz: row.model_xyz,
          radius: Math.max(4, 1.2 * (row.bead_radius || 0)),
          rmax: row.rmax_model,
        };
      },
    };
  });
}

/** Kinds of the points of a row, where the bundle has them for every point. */
function kindsOf(table: ArrowTable, row: number, points: number): Pick<DepositedModel, 'kinds'> {
  if (!table.columns.includes('model_atom_type')) return {};
  const types = table.at('model_atom_type', row);
  if (!ArrayBuffer.isView(types) || (types as Uint8Array).length !== points) return {};
  return { kinds: Array.from(types as Uint8Array, (type) => POINT_KINDS[type] ?? 'amino') };
}

/**
 * The deposited models of an evaluation bundle, see `depositedEntries`.
 *
 * @throws InputError when the bundle or one of its rows is damaged
 */
export function readDepositedModels(ipc: Uint8Array, name?: string): DepositedModel[] {
  return depositedEntries(ipc, name).map((entry) => entry.model());
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
