import { groupName, groupOrder, type PointGroup } from '../grid/pointGroup';
import { SymmetricBall, type GridSymmetry } from '../grid/symmetricBall';
import { transformGrid } from '../grid/transformGrid';
import { InputError } from '../inputError';
import { nearestShapes, type NearestShapes } from '../library/nearestShapes';
import type { ShapeLibrary } from '../library/shapeLibrary';
import { momentCount } from '../moments/momentLayout';
import { zernikeMoments } from '../moments/zernikeMoments';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import type { DirectShape } from '../network/directShape';
import { SymmetricNetwork } from '../network/symmetricNetwork';
import { axisRotation, composeRotations } from '../numerics/rotation';
import type { Target } from '../profile/target';
import { symmetricShare } from '../superposition/symmetry';

/** Start of a search for symmetric shapes. */
export interface SymmetricStart {
  readonly symmetry: GridSymmetry;
  readonly ball: SymmetricBall;
  /** decodes symmetric shapes */
  readonly network: SymmetricNetwork;
  /** the direct networks' shape, its maps symmetric */
  readonly direct: DirectShape;
  /** library shapes with such a curve that have the symmetry themselves, the nearest first */
  readonly nearest: NearestShapes;
  /** how many library shapes with such a curve were looked at, and how many of them have the symmetry about the axis chosen */
  readonly looked: number;
  readonly symmetric: number;
}

/** What it is found from. */
export interface SymmetricParts {
  readonly network: AutoEncoder;
  readonly library: ShapeLibrary;
  readonly direct: DirectShape;
  readonly target: Target;
  /** radius of gyration in Å */
  readonly rg: number;
}

/** Library shapes that are looked at, order of their moments, and the share of variance from which one is symmetric. */
const LOOKED = 300,
  SHORTLISTED = 480,
  ORDER = 12,
  SYMMETRIC = 0.85;
/** Symmetric library shapes that are kept at most, and the most symmetric ones that are taken where there are too few. */
const KEPT = 60,
  FEWEST = 10;
/** Turns about the main axis that are tried for the two-fold axes of a D group. */
const TURNS = 12;
const CHUNK = 50;

/**
 * Lays a point group on what is known of a shape. Its main axis is one of the axes of the canonical pose: the principal
 * axes of a symmetric body are its axes of symmetry. The library shapes with such a curve decide which one: the axis
 * about which they are most symmetric.
 */
export function symmetricStart(group: PointGroup, parts: SymmetricParts): SymmetricStart {
  const { network, library, direct, target, rg } = parts;
  const wide = nearestShapes(library, target, rg, LOOKED, SHORTLISTED);
  const shares = [0, 1, 2].map(() => new Float64Array(wide.count));
  for (let first = 0; first < wide.count; first += CHUNK) {
    const n = Math.min(CHUNK, wide.count - first);
    const shapes = network.decode(wide.latents.subarray(first * LATENT_SIZE, (first + n) * LATENT_SIZE), n);
    const moments = zernikeMoments(shapes, n, ORDER);
    const size = momentCount(ORDER);
    for (let i = 0; i < n; i++) {
      const own = moments.subarray(i * size, (i + 1) * size);
      for (let axis = 0; axis < 3; axis++) shares[axis][first + i] = bestTurn(own, group, axis).share;
    }
  }
  const votes = shares.map((list) => list.reduce((sum, share) => sum + Math.max(0, share - 0.6) ** 2, 0));
  const axis = votes.indexOf(Math.max(...votes));
  const symmetry: GridSymmetry = { group, axis };
  const ball = new SymmetricBall(symmetry);
  const { angle } = bestTurn(zernikeMoments(direct.map, 1, ORDER), group, axis);
  const back = turnAbout(axis, -angle);
  const symmetric = (map: Float32Array): Float32Array => ball.applyToGrid(transformGrid(map, back));
  return {
    symmetry,
    ball,
    network: new SymmetricNetwork(network, symmetry),
    direct: {
      ...direct,
      map: symmetric(direct.map),
      networks: direct.networks.map(symmetric),
    },
    nearest: chosen(wide, shares[axis]),
    looked: wide.count,
    symmetric: shares[axis].reduce((sum, share) => sum + (share >= SYMMETRIC ? 1 : 0), 0),
  };
}

/** The turn about an axis of the grid by which the two-fold axes of a D group lie best, and the symmetric share with it. */
function bestTurn(moments: Float64Array, group: PointGroup, axis: number): { angle: number; share: number } {
  let best = { angle: 0, share: -1 };
  const turns = group.kind === 'D' && group.fold > 2 ? TURNS : 1;
  for (let t = 0; t < turns; t++) {
    const angle = (Math.PI * t) / (turns * group.fold);
    const frame = composeRotations(turnAbout(axis, angle), frameOf(axis));
    const share = symmetricShare(moments, ORDER, group, frame);
    if (share > best.share) best = { angle, share };
  }
  return best;
}

function turnAbout(axis: number, angle: number): Float64Array {
  const turn: [number, number, number] = [0, 0, 0];
  turn[axis] = angle;
  return axisRotation(turn);
}

/** The frame of `groupRotations`: its columns are the two-fold axis, the one perpendicular to it, and the main axis. */
function frameOf(axis: number): Float64Array {
  const frame = new Float64Array(9);
  [(axis + 1) % 3, (axis + 2) % 3, axis].forEach((row, column) => (frame[3 * row + column] = 1));
  return frame;
}

/** The symmetric ones, or, where there are too few, the most symmetric ones, by the distance of their curves. */
function chosen(wide: NearestShapes, share: Float64Array): NearestShapes {
  const all = Array.from(share.keys());
  const enough = all.filter((i) => share[i] >= SYMMETRIC);
  const taken =
    enough.length >= FEWEST
      ? enough.slice(0, KEPT)
      : all
          .sort((a, b) => share[b] - share[a])
          .slice(0, FEWEST)
          .sort((a, b) => a - b);
  const latents = new Float32Array(taken.length * LATENT_SIZE);
  taken.forEach((i, k) =>
    latents.set(wide.latents.subarray(i * LATENT_SIZE, (i + 1) * LATENT_SIZE), k * LATENT_SIZE),
  );
  return {
    count: taken.length,
    latents,
    index: Int32Array.from(taken, (i) => wide.index[i]),
    rmax: Float64Array.from(taken, (i) => wide.rmax[i]),
    chi2: Float64Array.from(taken, (i) => wide.chi2[i]),
  };
}

/** Known symmetric shapes from which on their mean has its full weight: that of a few is no better than each of them. */
export const ENOUGH_KNOWN = 30;

/** Weights in the average: of a symmetry that few known shapes have, the networks' shape takes over weight from theirs. */
export function knownWeights(
  { directWeight, libraryWeight }: { readonly directWeight: number; readonly libraryWeight: number },
  symmetric: Pick<SymmetricStart, 'symmetric'> | undefined,
): { directWeight: number; libraryWeight: number } {
  const known = symmetric ? Math.min(1, symmetric.symmetric / ENOUGH_KNOWN) : 1;
  return {
    directWeight: directWeight + (1 - known) * libraryWeight,
    libraryWeight: known * libraryWeight,
  };
}

/** Smallest part of a symmetric particle, kDa: chains of some twenty residues. */
const SMALLEST_PART = 2;

/**
 * Refuses a symmetry whose equal parts would be too small for chains.
 *
 * @param mass molecular weight in kDa by the curve
 * @throws InputError when the curve's particle cannot have it
 */
export function requirePossible(group: PointGroup, mass: number | undefined): void {
  const parts = groupOrder(group);
  if (mass === undefined || mass / parts >= SMALLEST_PART) return;
  const most = Math.floor(mass / SMALLEST_PART);
  throw new InputError(
    `The particle of the curve weighs ${mass.toFixed(0)} kDa and cannot have the symmetry ${groupName(group)}, ` +
      `with ${parts} parts of ${(mass / parts).toFixed(1)} kDa each: expected ${most < 2 ? 'no symmetry' : `a group of at most ${most} parts`}.`,
  );
}
