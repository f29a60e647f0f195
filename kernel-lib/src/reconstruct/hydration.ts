import { transformGrid } from '../grid/transformGrid';
import { hydrationLayer, LAYER_THICKNESS } from '../grid/hydrationLayer';
import { largestRegion } from '../grid/largestRegion';
import { GRID_POINTS, RMAX_SHARE, UNIT_BALL_STEPS, type ShapeGrid } from '../grid/shapeGrid';
import type { NearestShapes } from '../library/nearestShapes';
import { crossInvariants, invariants } from '../moments/invariants';
import { zernikeMoments } from '../moments/zernikeMoments';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import { orderFor } from '../profile/momentOrder';
import { profile } from '../profile/profile';
import type { Target } from '../profile/target';
import type { LayerTerms } from '../profile/solvent';

/** Margin in Å around a shape in its unit ball for the layer. */
const ROOM = LAYER_THICKNESS + 1;
const HIGHEST_ORDER = 26;

/** Profiles of a body with its layer at some q. */
export interface LayeredProfile {
  /** of the body, between body and layer, of the layer */
  readonly body: Float64Array;
  readonly cross: Float64Array;
  readonly own: Float64Array;
  /** square of the body's volume, in units where the ball has radius 1: its I(0) */
  readonly i0: number;
}

/**
 * Profiles of a shape, of the 3 Å layer around it, and between both, computed in a ball with a margin for the layer.
 *
 * @param shape 31³ values
 * @param rmax its radius in Å
 * @param q momentum transfer in 1/Å
 */
export function layeredProfile(shape: ShapeGrid, rmax: number, q: Float64Array): LayeredProfile {
  const ball = rmax / RMAX_SHARE,
    wide = ball + ROOM;
  const shrink = wide / ball;
  const smaller = Float64Array.of(shrink, 0, 0, 0, shrink, 0, 0, 0, shrink);
  const body = transformGrid(shape, smaller);
  const layer = transformGrid(hydrationLayer(shape, ball / UNIT_BALL_STEPS), smaller);
  const nmax = orderFor(
    q.reduce((most, value) => Math.max(most, value), 0),
    RMAX_SHARE * wide,
    HIGHEST_ORDER,
  );
  const a = zernikeMoments(body, 1, nmax),
    b = zernikeMoments(layer, 1, nmax);
  const of = (F: Float64Array): Float64Array => profile(F, 1, nmax, q, RMAX_SHARE * wide);
  const F = invariants(a, 1, nmax);
  return {
    body: of(F),
    cross: of(crossInvariants(a, b, 1, nmax)),
    own: of(invariants(b, 1, nmax)),
    i0: profile(F, 1, nmax, Float64Array.of(0), RMAX_SHARE * wide)[0],
  };
}

/**
 * The contribution of a hydration layer to the profiles of similar shapes, as the ratio of their mean profiles
 * (each normalised by its I(0)): the contribution of a layer, relative to the profile of its shape, is nearly the same for all
 * shapes that fit a curve.
 *
 * @param shapes count × 31³ values
 * @param rmax radius of each in Å
 */
export function layerTerms(
  shapes: Uint8Array,
  count: number,
  rmax: Float64Array,
  q: Float64Array,
  bounds: readonly [number, number],
): LayerTerms {
  const body = new Float64Array(q.length),
    cross = new Float64Array(q.length),
    own = new Float64Array(q.length);
  for (let i = 0; i < count; i++) {
    const one = layeredProfile(shapes.subarray(i * GRID_POINTS, (i + 1) * GRID_POINTS), rmax[i], q);
    for (let k = 0; k < q.length; k++) {
      body[k] += one.body[k] / one.i0;
      cross[k] += one.cross[k] / one.i0;
      own[k] += one.own[k] / one.i0;
    }
  }
  return { bounds, cross: cross.map((x, k) => x / body[k]), own: own.map((l, k) => l / body[k]) };
}

/** Bounds of the contrast of the layer relative to the body's: CRYSOL's 0.03 e/Å³ is 0.3 of a protein's 0.1 e/Å³. */
export const LAYER_CONTRAST: readonly [number, number] = [0, 0.5];
/** Number of library shapes from which the contribution of a layer is computed. */
const LAYERED = 10;

/**
 * A target whose fits have a hydration layer, its contribution computed from the library shapes whose profiles are
 * nearest to the curve.
 *
 * @param network decodes their latents
 */
export function withHydration(target: Target, network: AutoEncoder, nearest: NearestShapes): Target {
  const count = Math.min(LAYERED, nearest.count);
  const shapes = network.decodeShapes(nearest.latents.subarray(0, count * LATENT_SIZE), count);
  largestRegion(shapes, count);
  const layer = layerTerms(shapes, count, nearest.rmax.subarray(0, count), target.curve.q, LAYER_CONTRAST);
  return { ...target, fit: { ...target.fit, layer } };
}
