import { principalAxes } from '../../grid/canonicalPose';
import { centroid, farthest, radiusOfGyration } from '../../grid/points';
import { PointCells } from '../../structure/pointCells';
import type { Structure } from '../../structure/structure';

/** Source of the shape of a record. */
export type RecordKind = 'assembly' | 'deposited' | 'chain' | 'predicted';

/** One row of a training set. */
export interface StructureRecord {
  /** identifier, lower case; `_asm2` and so on for further assemblies */
  readonly id: string;
  /** folder or archive of the file */
  readonly source: string;
  readonly kind: RecordKind;
  /** chains with at least five trace points */
  readonly chains: number;
  /** largest distance in Å of a heavy atom from the centroid of the trace */
  readonly rmax: number;
  /** CA and P atoms in 0.1 Å about their centroid, x, y, z in turn */
  readonly xyz: Int16Array;
}

/** Least and largest number of trace points of a training shape. */
export const FEWEST_POINTS = 30,
  MOST_POINTS = 12_000;

/** Longest gap in Å between neighbours of one piece, and the share of points outside it allowed. */
const GAP = 12,
  STRAY = 0.05;
/** Points closer than this in Å overlap; a molecule has at most this share of them. */
const CLASH = 2.2,
  CLASHING = 0.05;
/** Radius of gyration per point, in Å, above which a chain counts as stretched (1.1 for a straight chain). */
const STRETCHED = 0.7;

/**
 * Reduces a structure with a coarse trace to a row of a training set.
 *
 * @param structure read with `coarse`
 */
export function structureRecord(
  structure: Structure,
  about: { readonly id: string; readonly source: string; readonly kind: RecordKind },
): StructureRecord {
  const centre = centroid(structure.trace);
  const xyz = Int16Array.from(structure.trace, (value, i) => Math.round(10 * (value - centre[i % 3])));
  return { ...about, chains: structure.chains, rmax: farthest(structure.atoms, centre), xyz };
}

/** Reason why a structure is not used for training, in a few words; undefined where it is. */
export function unsuitable(structure: Structure): string | undefined {
  const { trace, kind, traceKind, chains } = structure;
  const points = trace.length / 3;
  if (kind === 'bead') return 'a bead model';
  if (traceKind === 'atoms') return 'no CA or P atoms';
  if (points < FEWEST_POINTS) return `fewer than ${FEWEST_POINTS} residues`;
  if (points > MOST_POINTS) return `more than ${MOST_POINTS} residues`;
  if (farthest(trace) > 3276) return 'larger than 3276 Å';
  if (clashingShare(trace) > CLASHING) return 'overlapping models';
  if (largestPiece(trace) < (1 - STRAY) * points) return 'in more than one piece';
  if (radiusOfGyration(trace) > (STRETCHED * points) / chains) return 'a chain drawn out straight';
  return undefined;
}

function clashingShare(xyz: Float64Array): number {
  const cells = new PointCells(CLASH);
  let clashing = 0;
  for (let p = 0; p < xyz.length; p += 3) {
    if (cells.nearest(xyz[p], xyz[p + 1], xyz[p + 2], CLASH) < CLASH) clashing++;
    cells.add(xyz.subarray(p, p + 3));
  }
  return (3 * clashing) / xyz.length;
}

/** Points in the largest set whose members are linked by steps of at most 12 Å. */
function largestPiece(xyz: Float64Array): number {
  const left = new Set<number>();
  for (let p = 0; p < xyz.length; p += 3) left.add(p);
  let largest = 0;
  while (left.size > largest) {
    const [first] = left;
    left.delete(first);
    let front = [first],
      count = 1;
    while (front.length > 0) {
      const reached = neighboursOf(front, left, xyz);
      for (const p of reached) left.delete(p);
      count += reached.length;
      front = reached;
    }
    largest = Math.max(largest, count);
  }
  return largest;
}

function neighboursOf(front: readonly number[], left: ReadonlySet<number>, xyz: Float64Array): number[] {
  const cells = new PointCells(GAP);
  for (const p of front) cells.add(xyz.subarray(p, p + 3));
  return [...left].filter((q) => cells.nearest(xyz[q], xyz[q + 1], xyz[q + 2], GAP) <= GAP);
}

/**
 * Finds duplicates of shapes: same number of points, radius of gyration within 0.05 Å and principal
 * radii within 0.15 Å.
 */
export class KnownShapes {
  private readonly byCount = new Map<number, { id: string; radii: readonly number[] }[]>();

  /** Identifier of an earlier record of this shape; undefined, and the record is kept, if there is none. */
  add(record: StructureRecord): string | undefined {
    const radii = principalRadii(record.xyz);
    const known = this.byCount.get(record.xyz.length) ?? [];
    const twin = known.find((other) =>
      other.radii.every((r, i) => Math.abs(r - radii[i]) <= (i === 0 ? 0.05 : 0.15)),
    );
    if (twin !== undefined) return twin.id;
    this.byCount.set(record.xyz.length, [...known, { id: record.id, radii }]);
    return undefined;
  }
}

/** Radius of gyration, then root mean squares along the principal axes, in Å, of points in 0.1 Å. */
function principalRadii(xyz: Int16Array): number[] {
  const n = xyz.length / 3,
    mean = centroid(xyz);
  const covariance = new Float64Array(9);
  for (let p = 0; p < xyz.length; p += 3) {
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) {
        covariance[3 * a + b] += ((xyz[p + a] - mean[a]) * (xyz[p + b] - mean[b])) / (100 * n);
      }
    }
  }
  const axes = principalAxes(covariance);
  const variances = [0, 1, 2].map((row) => {
    let sum = 0;
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 3; b++) sum += axes[3 * row + a] * covariance[3 * a + b] * axes[3 * row + b];
    return Math.max(0, sum);
  });
  return [Math.sqrt(variances[0] + variances[1] + variances[2]), ...variances.map(Math.sqrt)];
}
