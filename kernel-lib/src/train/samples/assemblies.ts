import { axisRotation, composeRotations } from '../../numerics/rotation';
import { centroid, farthest } from '../../grid/points';
import type { Random } from '../../random';
import { randomRotation, turn } from './rotations';
import { hypot } from '../../elementary';

/** Symmetries of assemblies, Schoenflies: cyclic and dihedral. */
export const SYMMETRIES = ['C2', 'C3', 'C4', 'C5', 'C6', 'D2', 'D3', 'D4'] as const;
export type Symmetry = (typeof SYMMETRIES)[number];

/** Distance in Å of the nearest trace points of two bodies in contact. */
const CONTACT: readonly [number, number] = [5, 8];
/** Number of points for the distance of two bodies, and largest number of points of an assembly. */
const PROBES = 120,
  MOST_POINTS = 6000;
/** Largest number of directions tried for a connected assembly. */
const ATTEMPTS = 8;

/** Rotations of a symmetry, the identity first. */
export function symmetryRotations(symmetry: Symmetry): Float64Array[] {
  const n = Number(symmetry.slice(1));
  const turns = Array.from({ length: n }, (_, i) => axisRotation([0, 0, (2 * Math.PI * i) / n]));
  if (symmetry[0] === 'C') return turns;
  const flip = axisRotation([Math.PI, 0, 0]);
  return [...turns, ...turns.map((rotation) => composeRotations(rotation, flip))];
}

/**
 * A symmetric assembly: copies of a structure about common axes, as close as contact
 * allows, in an orientation and direction drawn at random.
 *
 * @param xyz points in Å
 * @returns all copies, one after the other; the structure alone, where the assembly would have more than
 *   6000 points or no direction makes it connected
 */
export function symmetricAssembly(xyz: Float64Array, symmetry: Symmetry, random: Random): Float64Array {
  const rotations = symmetryRotations(symmetry);
  if ((xyz.length / 3) * rotations.length > MOST_POINTS) return xyz;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const body = turn(centred(xyz), randomRotation(random));
    const copies = contactCopies(body, rotations, random);
    if (copies) return copies;
  }
  return xyz;
}

/** Two structures in contact, the second rotated at random and moved into contact from a random direction. */
export function pairOf(first: Float64Array, second: Float64Array, random: Random): Float64Array {
  const a = centred(first),
    b = turn(centred(second), randomRotation(random));
  const direction = randomDirection(random);
  const contact = random.between(...CONTACT);
  const apart = farthest(a, [0, 0, 0]) + farthest(b, [0, 0, 0]) + contact;
  const distance = nearestFree(0, apart, (d) => leastDistance(a, moved(b, direction, d)) >= contact);
  return joined([a, moved(b, direction, distance)]);
}

function contactCopies(
  body: Float64Array,
  rotations: readonly Float64Array[],
  random: Random,
): Float64Array | undefined {
  const direction = randomDirection(random);
  const contact = random.between(...CONTACT);
  const copiesAt = (d: number): Float64Array[] => {
    const placed = moved(body, direction, d);
    return rotations.map((rotation) => turn(placed, rotation));
  };
  // the copies move apart with d at least as fast as twice their distance from the axis they share
  const apart = 6 * farthest(body, [0, 0, 0]) + contact;
  const free = (d: number): boolean => {
    const copies = copiesAt(d);
    return copies.slice(1).every((copy) => leastDistance(copies[0], copy) >= contact);
  };
  if (!free(apart)) return undefined;
  const copies = copiesAt(nearestFree(0, apart, free));
  return holdTogether(copies, contact + 3) ? joined(copies) : undefined;
}

/** The least d at which `free` holds, to 0.5 Å, if it holds for all larger d. */
function nearestFree(low: number, high: number, free: (d: number) => boolean): number {
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    if (free(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** True where every copy is connected to the first by steps between copies nearer than `reach`. */
function holdTogether(copies: readonly Float64Array[], reach: number): boolean {
  const reached = new Set([0]);
  for (const from of reached) {
    copies.forEach((copy, to) => {
      if (!reached.has(to) && leastDistance(copies[from], copy) < reach) reached.add(to);
    });
  }
  return reached.size === copies.length;
}

/** Least distance of a point of one body from one of the other, over at most 120 points of each. */
function leastDistance(a: Float64Array, b: Float64Array): number {
  const stepA = 3 * Math.ceil(a.length / 3 / PROBES),
    stepB = 3 * Math.ceil(b.length / 3 / PROBES);
  let least = Infinity;
  for (let i = 0; i < a.length; i += stepA) {
    for (let j = 0; j < b.length; j += stepB) {
      const x = a[i] - b[j],
        y = a[i + 1] - b[j + 1],
        z = a[i + 2] - b[j + 2];
      least = Math.min(least, x * x + y * y + z * z);
    }
  }
  return Math.sqrt(least);
}

function randomDirection(random: Random): number[] {
  const d = [random.normal(), random.normal(), random.normal()];
  const norm = hypot(...d) || 1;
  return d.map((c) => c / norm);
}

function centred(xyz: Float64Array): Float64Array {
  const centre = centroid(xyz);
  return xyz.map((v, i) => v - centre[i % 3]);
}

function moved(xyz: Float64Array, direction: number[], distance: number): Float64Array {
  return xyz.map((v, i) => v + distance * direction[i % 3]);
}

function joined(bodies: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(bodies.reduce((n, body) => n + body.length, 0));
  let at = 0;
  for (const body of bodies) {
    out.set(body, at);
    at += body.length;
  }
  return out;
}
