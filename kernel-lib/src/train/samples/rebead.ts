import { axisRotation } from '../../numerics/rotation';
import { centroid, farthest } from '../../grid/points';
import type { Random } from '../../random';
import { turn } from './rotations';
import { hypot } from '../../elementary';

/**
 * Beads of the face-centred cubic lattice of radius `bead` Å, randomly turned and shifted, that lie
 * within `reach` Å of a point.
 */
export function rebead(xyz: Float64Array, bead: number, reach: number, random: Random): Float64Array {
  const angle = random.between(0, 2 * Math.PI);
  const axis = [random.normal(), random.normal(), random.normal()];
  const factor = angle / hypot(...axis);
  const rotated = turn(xyz, axisRotation([axis[0] * factor, axis[1] * factor, axis[2] * factor]));
  const cell = bead * Math.SQRT2;
  const shift = [random.uniform() * cell, random.uniform() * cell, random.uniform() * cell];
  const span = Math.ceil((farthest(rotated) * 1.3 + reach) / cell) + 2;
  const width = 2 * span + 1;
  const taken = new Uint8Array(width ** 3);
  const [cx, cy, cz] = centroid(rotated);
  for (let p = 0; p < rotated.length; p += 3) {
    occupy(
      taken,
      [rotated[p] - cx + shift[0], rotated[p + 1] - cy + shift[1], rotated[p + 2] - cz + shift[2]],
      cell,
      reach,
      span,
    );
  }
  const beads: number[] = [];
  for (let s = 0; s < taken.length; s++) {
    if (taken[s] === 0) continue;
    const i = Math.floor(s / (width * width)),
      j = Math.floor(s / width) % width,
      k = s % width;
    beads.push((i - span) * cell, (j - span) * cell, (k - span) * cell);
  }
  return beads.length >= 12 ? Float64Array.from(beads) : xyz;
}

/** Marks the lattice sites (integers of even sum, times `cell`) within `reach` Å of a point. */
function occupy(taken: Uint8Array, at: number[], cell: number, reach: number, span: number): void {
  const width = 2 * span + 1;
  const [x, y, z] = at.map((c) => c / cell);
  const r = reach / cell;
  for (let i = Math.max(-span, Math.ceil(x - r)); i <= Math.min(span, x + r); i++) {
    for (let j = Math.max(-span, Math.ceil(y - r)); j <= Math.min(span, y + r); j++) {
      const left = r * r - (i - x) ** 2 - (j - y) ** 2;
      if (left < 0) continue;
      const half = Math.sqrt(left);
      for (let k = Math.max(-span, Math.ceil(z - half)); k <= Math.min(span, z + half); k++) {
        if (((i + j + k) & 1) === 0) taken[((i + span) * width + j + span) * width + k + span] = 1;
      }
    }
  }
}
