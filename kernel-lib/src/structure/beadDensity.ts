import type { Atom } from './atom';

/** The density given by the occupancies of averaged bead models (DAMAVER, Volkov & Svergun 2003, J. Appl. Cryst. 36, 860). */
export interface BeadDensity {
  /** places that any model fills, x, y, z in turn, in Å */
  readonly points: Float64Array;
  /** number of models that fill each place, divided by the largest number */
  readonly weights: Float64Array;
  /** the places with the highest occupancy, as many as one model has beads */
  readonly body: readonly Atom[];
  /** least and largest occupancy */
  readonly least: number;
  readonly most: number;
}

/**
 * The density from occupancies; undefined where they are absent, all equal or negative.
 *
 * The number of models is not in the file; the largest occupancy stands for it, so the body, Σ
 * occupancy / largest occupancy places, is a little larger than a model where no place is filled by all models.
 */
export function beadDensity(beads: readonly Atom[]): BeadDensity | undefined {
  let least = Infinity;
  let most = -Infinity;
  for (const { occupancy = 1 } of beads) {
    least = Math.min(least, occupancy);
    most = Math.max(most, occupancy);
  }
  if (!(least >= 0 && most > least)) return undefined;
  const filled = beads.filter(({ occupancy = 1 }) => occupancy > 0);
  const weights = Float64Array.from(filled, ({ occupancy = 1 }) => occupancy / most);
  const count = Math.max(1, Math.round(weights.reduce((sum, weight) => sum + weight, 0)));
  const ranked = [...filled].sort((a, b) => (b.occupancy ?? 1) - (a.occupancy ?? 1));
  return { points: pointsOf(filled), weights, body: ranked.slice(0, count), least, most };
}

/** Coordinates of atoms, x, y, z in turn. */
export function pointsOf(atoms: readonly Atom[]): Float64Array {
  const points = new Float64Array(3 * atoms.length);
  atoms.forEach(({ x, y, z }, i) => points.set([x, y, z], 3 * i));
  return points;
}
