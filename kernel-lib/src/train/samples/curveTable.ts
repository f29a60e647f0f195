import { hydrationLayer } from '../../grid/hydrationLayer';
import { RMAX_SHARE, UNIT_BALL_STEPS } from '../../grid/shapeGrid';
import { voxelise } from '../../grid/voxelise';
import { crossInvariants, invariants, pairCount } from '../../moments/invariants';
import { zernikeMoments } from '../../moments/zernikeMoments';
import type { VariedStructure } from './augment';

/** Order of the invariants from which training curves are computed: valid up to x = 18. */
export const CURVE_ORDER = 20;

/** Margin in Å for body and layer around the structure's points. */
const MARGIN = 8;

/** Numbers per row: invariants of body, body × layer, layer; the radius of the unit ball and the vicinity of a point in Å. */
export const CURVE_ROW = 3 * pairCount(CURVE_ORDER) + 2;

/**
 * Data from which the curves of a structure are computed for any contrast of its hydration layer: the
 * invariants of the uniform body, of the 3 Å layer around it, and between both, in a unit ball that
 * has a margin for the layer.
 *
 * @param out array to fill with `CURVE_ROW` numbers, at `offset`
 */
export function writeCurveRow(structure: VariedStructure, out: Float32Array, offset: number): void {
  const ball = structure.rmax + MARGIN;
  const { grid } = voxelise(structure.xyz, {
    rmax: RMAX_SHARE * ball,
    radius: structure.radius,
    centre: false,
  });
  const layer = hydrationLayer(grid, ball / UNIT_BALL_STEPS);
  const body = zernikeMoments(grid, 1, CURVE_ORDER);
  const shell = zernikeMoments(layer, 1, CURVE_ORDER);
  const pairs = pairCount(CURVE_ORDER);
  out.set(invariants(body, 1, CURVE_ORDER), offset);
  out.set(crossInvariants(body, shell, 1, CURVE_ORDER), offset + pairs);
  out.set(invariants(shell, 1, CURVE_ORDER), offset + 2 * pairs);
  out[offset + 3 * pairs] = ball;
  out[offset + 3 * pairs + 1] = structure.radius;
}

/** Radius in Å of the structure of a row: its largest distance from the centroid. */
export function radiusOfRow(row: ArrayLike<number>): number {
  return row[CURVE_ROW - 2] - MARGIN;
}
