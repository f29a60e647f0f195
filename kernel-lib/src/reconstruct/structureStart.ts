import { bent } from '../grid/bent';
import { canonicalPose } from '../grid/canonicalPose';
import { GRID_POINTS } from '../grid/shapeGrid';
import { voxelise } from '../grid/voxelise';
import { largestRegion } from '../grid/largestRegion';
import { InputError } from '../inputError';
import type { NearestShapes } from '../library/nearestShapes';
import { LIBRARY_ORDER } from '../library/shapeLibrary';
import { invariants } from '../moments/invariants';
import { zernikeMoments } from '../moments/zernikeMoments';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import type { DirectShape } from '../network/directShape';
import { axisRotation } from '../numerics/rotation';
import { soundRadius } from '../profile/radiusForRg';
import { scoreInvariants } from '../profile/scoreInvariants';
import type { Target } from '../profile/target';

/** A structure with which a search begins. */
export interface StartBody {
  /** trace points in Å, x, y, z in turn */
  readonly points: Float64Array;
  /** vicinity of a point in Å that is body */
  readonly radius: number;
}

/** Bends and twists of a structure, in radians over its radius, and the turns about its long axis before each. */
const BENDS = [0.3, 0.6],
  TWISTS = [-0.5, 0.5],
  TURNS = 8;
/** Spread of latents about a structure's, in that which the direct networks give for such curves. */
const NARROWER = 0.5;

/** Knowledge of the shape in a search that begins with a structure, in place of networks and library. */
export interface StructureStart {
  readonly direct: DirectShape;
  /** the structure and its variants, the best fitting first */
  readonly nearest: NearestShapes;
}

/**
 * The structure, bent and twisted variants of it, and their latents: what a search begins with that is to stay near a
 * structure. Each shape is encoded in its canonical pose.
 *
 * @param direct of the curve, for the spread of latents among plausible shapes
 * @throws InputError when the structure is no body
 */
export function structureStart(
  body: StartBody,
  { network, direct, target, rg }: { network: AutoEncoder; direct: DirectShape; target: Target; rg: number },
): StructureStart {
  const variants = variantsOf(body.points);
  const count = variants.length;
  const grids = new Uint8Array(count * GRID_POINTS);
  variants.forEach((points, v) =>
    grids.set(voxelise(canonicalPose(points).xyz, { radius: body.radius }).grid, v * GRID_POINTS),
  );
  const latents = network.encode(grids, count, 'probable');
  const maps = network.decode(latents, count);
  const shapes = network.decodeShapes(latents, count);
  largestRegion(shapes, count);
  const map = maps.slice(0, GRID_POINTS);
  const radii = Float64Array.from(variants, (_, v) =>
    Math.min(
      target.radius.high,
      Math.max(target.radius.low, soundRadius(maps.subarray(v * GRID_POINTS, (v + 1) * GRID_POINTS), rg)),
    ),
  );
  const F = invariants(zernikeMoments(shapes, count, LIBRARY_ORDER), count, LIBRARY_ORDER);
  const { chi2, rmax } = scoreInvariants(F, count, radii, { ...target, nmax: LIBRARY_ORDER });
  const order = Array.from(chi2.keys()).sort((a, b) => chi2[a] - chi2[b] || a - b);
  const deviation = direct.deviation.map((d) => NARROWER * d);
  const mean = latents.slice(0, LATENT_SIZE);
  const sorted = new Float32Array(latents.length);
  order.forEach((v, i) =>
    sorted.set(latents.subarray(v * LATENT_SIZE, (v + 1) * LATENT_SIZE), i * LATENT_SIZE),
  );
  return {
    direct: {
      map,
      // the two halves of the ensemble: the structure, and its best fitting variant
      networks: [map, maps.slice(order[0] * GRID_POINTS, (order[0] + 1) * GRID_POINTS)],
      components: order.slice(0, 4).map((v, i) => ({
        weight: i === 0 ? 0.4 : 0.2,
        mean: latents.slice(v * LATENT_SIZE, (v + 1) * LATENT_SIZE),
        deviation,
      })),
      mean,
      deviation,
      radiusRatio: soundRadius(map, 1),
      radiusSpread: direct.radiusSpread,
    },
    nearest: {
      count,
      latents: sorted,
      index: Int32Array.from(order),
      rmax: Float64Array.from(order, (v) => rmax[v]),
      chi2: Float64Array.from(order, (v) => chi2[v]),
    },
  };
}

/** The structure first, then bent in several directions, and twisted. */
function variantsOf(points: Float64Array): Float64Array[] {
  if (points.length < 12) {
    throw new InputError('The structure to begin with has fewer than four points: expected a whole model.');
  }
  const posed = canonicalPose(points).xyz;
  const made: Float64Array[] = [posed];
  for (let t = 0; t < TURNS; t++) {
    const about = axisRotation([(2 * Math.PI * t) / TURNS, 0, 0]);
    for (const bend of BENDS) made.push(bent(posed, bend, 0, about));
  }
  for (const twist of TWISTS) made.push(bent(posed, 0, twist));
  return made;
}
