import type { ShapeGrid } from '../grid/shapeGrid';
import { invariants } from '../moments/invariants';
import { zernikeMoments } from '../moments/zernikeMoments';
import { invariantRg } from './invariantRg';

/** Order that suffices for Rg, which needs only the profile near q = 0. */
const ORDER = 4;

/**
 * The radius rmax in Å at which a shape has the measured radius of gyration.
 *
 * @param shape 31³ values, binary or real
 * @param rg radius of gyration in Å
 */
export function soundRadius(shape: ShapeGrid, rg: number): number {
  return rg / invariantRg(invariants(zernikeMoments(shape, 1, ORDER), 1, ORDER), 1, ORDER)[0];
}
