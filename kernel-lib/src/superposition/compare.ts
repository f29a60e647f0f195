import type { DensityMap } from '../grid/densityMap';
import { GRID_POINTS, RMAX_STEPS } from '../grid/shapeGrid';
import { centroid, farthest } from '../grid/points';
import { voxelise } from '../grid/voxelise';
import { InputError } from '../inputError';
import { zernikeMoments } from '../moments/zernikeMoments';
import { mapBody, resampleMap } from './mapBody';
import { superpose } from './superpose';

/** Points of a structure and their vicinity, all in Å. */
export interface PointBody {
  readonly points: Float64Array;
  /** vicinity of a point; default 4 */
  readonly radius?: number;
  /** more points than the body's and the occupancy of each, 0 to 1 (averages of bead models) */
  readonly density?: { readonly points: Float64Array; readonly weights: Float64Array };
}

/** A body to compare: points, or a density map. */
export type Body = PointBody | DensityMap;

/** Similarity of two bodies. */
export interface Comparison {
  /** correlation with each body scaled by its own radius, independent of size, as published */
  readonly ownRadius: number;
  /** correlation with both bodies at their true size in Å */
  readonly trueScale: number;
  /** true where the mirror image of b fitted better */
  readonly mirror: boolean;
  /** 3 × 3 matrix, row by row: a point x of b moves to rotation · (±(x − centreB)) + centreA, − for the mirror image */
  readonly rotation: Float64Array;
  readonly centreA: readonly [number, number, number];
  readonly centreB: readonly [number, number, number];
  /** radii in Å: largest distance from the centre */
  readonly rmaxA: number;
  readonly rmaxB: number;
}

const NMAX = 20;
/** Number of levels of the occupancy. */
const LEVELS = 32;

/**
 * Compares two bodies by the correlation of their Zernike moments after the best superposition, mirror
 * images allowed: over the unit ball, once with each body scaled by its own radius, once at true scale
 * in the unit ball of the larger one.
 *
 * Points are taken about their centroid with their farthest one as radius. A reconstruction, which knows
 * its rmax, stays in its own frame; for another map the body above the threshold (0.3 of its maximum)
 * gives centre and radius. Densities are used unchanged, not cut at the threshold.
 *
 * @throws InputError when a body is empty, or so much smaller than the other that it lies within one step of the grid
 */
export function compareShapes(a: Body, b: Body): Comparison {
  const [first, second] = [bodyOf(a), bodyOf(b)];
  requireSimilarSize(first.rmax, second.rmax);
  const own = superpose(first.moments(first.rmax), second.moments(second.rmax), { nmax: NMAX });
  const common = Math.max(first.rmax, second.rmax);
  const scaled = superpose(first.moments(common), second.moments(common), { nmax: NMAX });
  return {
    ownRadius: own.correlation,
    trueScale: scaled.correlation,
    mirror: own.mirror,
    rotation: own.rotation,
    centreA: first.centre,
    centreB: second.centre,
    rmaxA: first.rmax,
    rmaxB: second.rmax,
  };
}

/** Ratio of the radii at which the smaller body is a point on the grid of the larger. */
const LARGEST_RATIO = 2 * RMAX_STEPS;

function requireSimilarSize(a: number, b: number): void {
  const [small, large] = a < b ? [a, b] : [b, a];
  if (large <= LARGEST_RATIO * small) return;
  throw new InputError(
    `The bodies have radii of ${a.toFixed(0)} and ${b.toFixed(0)} Å: expected sizes that show on one grid, at most ${LARGEST_RATIO} to 1.`,
  );
}

interface Measured {
  readonly centre: [number, number, number];
  readonly rmax: number;
  /** Zernike moments with `radius` Å at 0.9 of the unit ball */
  readonly moments: (radius: number) => Float64Array;
}

function bodyOf(body: Body): Measured {
  if ('points' in body) {
    if (body.points.length < 3)
      throw new InputError('A body to compare has no points: a structure with atoms is needed.');
    const centre = centroid(body.points);
    return {
      centre,
      rmax: farthest(body.points, centre),
      moments: (rmax) => zernikeMoments(voxelsOf(body, rmax, centre), 1, NMAX),
    };
  }
  const { centre, rmax } = mapBody(body);
  return { centre, rmax, moments: (radius) => zernikeMoments(resampleMap(body, centre, radius), 1, NMAX) };
}

/** Voxels about `centre`; for a density, a voxel has the largest occupancy of the points in whose vicinity it lies. */
function voxelsOf(body: PointBody, rmax: number, centre: readonly number[]): Uint8Array | Float32Array {
  const radius = body.radius ?? 4;
  if (!body.density) return voxelise(body.points, { rmax, radius }).grid;
  const { points } = body.density;
  const weights = body.density.weights.map((weight) => Math.ceil(weight * LEVELS) / LEVELS);
  const grid = new Float32Array(GRID_POINTS);
  for (const level of [...new Set(weights)].sort((a, b) => a - b)) {
    const chosen: number[] = [];
    weights.forEach((weight, i) => {
      if (weight === level) for (let a = 0; a < 3; a++) chosen.push(points[3 * i + a] - centre[a]);
    });
    const part = voxelise(chosen, { rmax, radius, centre: false }).grid;
    part.forEach((value, i) => (grid[i] = value > 0 ? level : grid[i]));
  }
  return grid;
}
