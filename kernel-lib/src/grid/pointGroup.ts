import { InputError } from '../inputError';
import { cos, sin } from '../elementary';

/** A point group: C2 … C6 about one axis, D2 … D6 with two-fold axes perpendicular to it. */
export interface PointGroup {
  readonly kind: 'C' | 'D';
  /** order of the main axis */
  readonly fold: number;
}

/** All point groups that a shape can be given. */
export const POINT_GROUPS: readonly PointGroup[] = (['C', 'D'] as const).flatMap((kind) =>
  [2, 3, 4, 5, 6].map((fold) => ({ kind, fold })),
);

/**
 * Reads a group by its name, "C3" or "D2".
 *
 * @throws InputError for anything except C2 … C6 and D2 … D6
 */
export function parsePointGroup(text: string): PointGroup {
  const found = /^\s*([CD])([2-6])\s*$/i.exec(text);
  if (!found) {
    throw new InputError(`The symmetry is ${JSON.stringify(text)}: expected C2, C3, C4, C5, C6 or D2 … D6.`);
  }
  return { kind: found[1].toUpperCase() as 'C' | 'D', fold: Number(found[2]) };
}

/** The name of a group, "D2". */
export function groupName({ kind, fold }: PointGroup): string {
  return `${kind}${fold}`;
}

/** Number of rotations of a group: of equal parts of a body. */
export function groupOrder({ kind, fold }: PointGroup): number {
  return kind === 'D' ? 2 * fold : fold;
}

/**
 * The rotations of a group about an axis of the grid, 3 × 3 each, row by row; the two-fold axes of a D group are the next
 * axis of the grid (y after x, z after y, x after z) and its images.
 *
 * @param axis 0, 1, 2 for x, y, z
 */
export function groupRotations({ kind, fold }: PointGroup, axis: number): Float64Array[] {
  const a = (axis + 1) % 3,
    b = (axis + 2) % 3;
  const made: Float64Array[] = [];
  for (const flip of kind === 'D' ? [1, -1] : [1]) {
    for (let k = 0; k < fold; k++) {
      const c = snapped(cos((2 * Math.PI * k) / fold)),
        s = snapped(sin((2 * Math.PI * k) / fold));
      const r = new Float64Array(9);
      r[4 * axis] = flip;
      r[3 * a + a] = c;
      r[3 * a + b] = -s * flip;
      r[3 * b + a] = s;
      r[3 * b + b] = c * flip;
      made.push(r);
    }
  }
  return made;
}

/** Quarter turns move points of the grid to points of the grid: their cosines are whole numbers. */
function snapped(x: number): number {
  const whole = Math.round(x);
  return Math.abs(x - whole) < 1e-12 ? whole : x;
}
