import type { DensityMap } from '../grid/densityMap';
import { centroid, farthest, voxelise } from '../grid/voxelise';
import { InputError } from '../inputError';
import { zernikeMoments } from '../moments/zernikeMoments';
import { mapBody, resampleMap } from './mapBody';
import { superpose } from './superpose';

/** Points of a structure and how far around each one it reaches, all in Å. */
export interface PointBody {
  readonly points: Float64Array;
  /** vicinity of a point; default 4 */
  readonly radius?: number;
}

/** What can be compared: points, or a density map. */
export type Body = PointBody | DensityMap;

/** How alike two bodies are. */
export interface Comparison {
  /** correlation with each body scaled by its own radius, blind to size, as it is published */
  readonly ownRadius: number;
  /** correlation with both bodies at their size in Å */
  readonly trueScale: number;
  /** whether the mirror image of b fitted better */
  readonly mirror: boolean;
  /** 3 × 3 matrix, row by row: a point x of b comes to rotation · (±(x − centreB)) + centreA, − for the mirror image */
  readonly rotation: Float64Array;
  readonly centreA: readonly [number, number, number];
  readonly centreB: readonly [number, number, number];
  /** radii in Å: largest distance from the centre */
  readonly rmaxA: number;
  readonly rmaxB: number;
}

const NMAX = 20;

/**
 * Compares two bodies by the correlation of their Zernike moments after the best superposition, mirror
 * images allowed: over the unit ball, once with each body scaled by its own radius, once at true scale
 * in the unit ball of the larger one.
 *
 * Points are taken about their centroid with their farthest one as radius. A reconstruction, which knows
 * its rmax, is taken in its own frame; of another map the body above the threshold (0.3 of its maximum)
 * gives centre and radius. Densities count as they are, not cut at the threshold.
 *
 * @throws InputError when a body is empty
 */
export function compareShapes(a: Body, b: Body): Comparison {
  const [first, second] = [bodyOf(a), bodyOf(b)];
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
      moments: (rmax) =>
        zernikeMoments(voxelise(body.points, { rmax, radius: body.radius ?? 4 }).grid, 1, NMAX),
    };
  }
  const { centre, rmax } = mapBody(body);
  return { centre, rmax, moments: (radius) => zernikeMoments(resampleMap(body, centre, radius), 1, NMAX) };
}
