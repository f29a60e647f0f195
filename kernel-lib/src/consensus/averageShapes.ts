import { GRID_POINTS } from '../grid/shapeGrid';
import { InputError } from '../inputError';
import { momentCount } from '../moments/momentLayout';
import { zernikeMoments } from '../moments/zernikeMoments';
import { correlation } from '../superposition/correlation';
import { rotateMoments } from '../superposition/rotateMoments';
import { superpose, type Superposition } from '../superposition/superpose';
import { transformGrid } from '../grid/transformGrid';

/** Options of `averageShapes`. */
export interface AverageOptions {
  /**
   * radius of each shape in Å, where they differ: the shapes are scaled to one radius, that of their weighted mean
   * radius, before they are averaged; default: all of one size
   */
  readonly radii?: ArrayLike<number>;
  /** weight of each shape, ≥ 0; default 1 each */
  readonly weights?: ArrayLike<number>;
  /** order of the moments in the superposition; default 20 */
  readonly nmax?: number;
  /** whether mirror images may be taken; default true */
  readonly mirror?: boolean;
  /** the shape whose frame the average takes; default: the one most alike to the others */
  readonly frame?: number;
  /**
   * how often all are superposed again on their mean; default 2, of which the first searches all rotations again, unless the
   * frame alone has half of the weight: the mean is then so much like it that the rotations found before are right
   */
  readonly rounds?: number;
}

/** The consensus of several shapes. */
export interface Consensus {
  /** weighted mean of the superposed shapes, 31³ */
  readonly map: Float32Array;
  /** weighted mean of the radii given: 13.5 steps of the map in Å; NaN without radii */
  readonly rmax: number;
  /** weighted standard deviation of each voxel, 31³ */
  readonly spread: Float32Array;
  /** motion of each shape, and its correlation with the mean */
  readonly members: readonly Superposition[];
}

/**
 * Superposes shapes, each in the hand that fits better, and averages them. The first frame is that of the shape most
 * alike to the others (the one nearest to a first mean); then all are superposed on their mean, `rounds` times.
 *
 * @param shapes count shapes of 31³ values, binary or 0 … 1, about the centre of the grid
 * @param count number of shapes, ≥ 1
 * @throws InputError when a length does not match, a weight is negative or none is above 0, or a shape is empty
 */
export function averageShapes(
  shapes: Float32Array | Uint8Array,
  count: number,
  options: AverageOptions = {},
): Consensus {
  const { nmax = 20, mirror = true, rounds = 2 } = options;
  const weights = weightsOf(options.weights, count);
  const { scaled, rmax } = toOneScale(shapes, count, weights, options.radii);
  const all = zernikeMoments(scaled, count, nmax);
  const size = momentCount(nmax);
  const moments = Array.from({ length: count }, (_, i) => all.subarray(i * size, (i + 1) * size));
  const reference = options.frame ?? bestConnected(moments, weights, nmax, mirror);
  let members = roughly(moments, moments[reference], nmax, mirror);
  for (let round = 0; round < rounds; round++) {
    const mean = meanMoments(moments, members, weights, nmax);
    const anywhere = round === 0 && weights[reference] < 0.5 ? roughly(moments, mean, nmax, mirror) : [];
    members = moments.map((one, i) =>
      superpose(mean, one, { nmax, start: [members[i], ...anywhere.slice(i, i + 1)] }),
    );
  }
  const mean = meanMoments(moments, members, weights, nmax);
  members = members.map((member, i) => ({
    ...member,
    correlation: correlation(mean, rotateMoments(moments[i], nmax, member.rotation, member.mirror)),
  }));
  return { ...meanGrid(scaled, members, weights), rmax, members };
}

function weightsOf(given: ArrayLike<number> | undefined, count: number): Float64Array {
  if (!(Number.isInteger(count) && count >= 1))
    throw new InputError(`There are ${count} shapes to average: expected one or more.`);
  const weights = given ? Float64Array.from(given) : new Float64Array(count).fill(1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (
    weights.length !== count ||
    !weights.every((weight) => weight >= 0) ||
    !(total > 0 && total < Infinity)
  ) {
    throw new InputError(
      `The weights of ${count} shapes are ${weights.length} numbers with sum ${total}: expected one per shape, none negative and not all 0.`,
    );
  }
  return weights.map((weight) => weight / total);
}

/** Shapes of different radii drawn at one, their weighted mean. */
function toOneScale(
  shapes: Float32Array | Uint8Array,
  count: number,
  weights: Float64Array,
  radii?: ArrayLike<number>,
): { scaled: Float32Array | Uint8Array; rmax: number } {
  if (!radii) return { scaled: shapes, rmax: NaN };
  const given = Float64Array.from(radii);
  if (given.length !== count || !given.every((radius) => radius > 0 && radius < Infinity)) {
    throw new InputError(
      `The radii of ${count} shapes are ${given.length} numbers: expected one above 0 per shape.`,
    );
  }
  const rmax = given.reduce((sum, radius, i) => sum + weights[i] * radius, 0);
  const scaled = new Float32Array(count * GRID_POINTS);
  given.forEach((radius, i) => {
    const s = radius / rmax;
    const place = scaled.subarray(i * GRID_POINTS, (i + 1) * GRID_POINTS);
    // the transpose of the matrix is applied to places: x / s
    const shrink = Float64Array.of(1 / s, 0, 0, 0, 1 / s, 0, 0, 0, 1 / s);
    transformGrid(shapes.subarray(i * GRID_POINTS, (i + 1) * GRID_POINTS), shrink, false, place);
  });
  return { scaled, rmax };
}

/** Order of the moments, a leading part of each list, for superpositions that are refined later. */
const ROUGH_ORDER = 10;

/** All shapes turned onto one body by moments of low order. */
function roughly(
  moments: readonly Float64Array[],
  onto: Float64Array,
  nmax: number,
  mirror: boolean,
): Superposition[] {
  const order = Math.min(nmax, ROUGH_ORDER);
  const low = (one: Float64Array): Float64Array => one.subarray(0, momentCount(order));
  return moments.map((one) => superpose(low(onto), low(one), { nmax: order, mirror }));
}

/** The shape nearest to the mean of all as turned onto the heaviest. */
function bestConnected(
  moments: readonly Float64Array[],
  weights: Float64Array,
  nmax: number,
  mirror: boolean,
): number {
  const heaviest = weights.indexOf(Math.max(...weights));
  const first = roughly(moments, moments[heaviest], nmax, mirror);
  const mean = meanMoments(moments, first, weights, nmax);
  let best = heaviest;
  let highest = -Infinity;
  moments.forEach((one, i) => {
    const alike = correlation(mean, rotateMoments(one, nmax, first[i].rotation, first[i].mirror));
    if (weights[i] > 0 && alike > highest) [best, highest] = [i, alike];
  });
  return best;
}

function meanMoments(
  moments: readonly Float64Array[],
  members: readonly Superposition[],
  weights: Float64Array,
  nmax: number,
): Float64Array {
  const mean = new Float64Array(momentCount(nmax));
  const turned = new Float64Array(mean.length);
  moments.forEach((one, i) => {
    rotateMoments(one, nmax, members[i].rotation, members[i].mirror, turned);
    for (let e = 0; e < mean.length; e++) mean[e] += weights[i] * turned[e];
  });
  return mean;
}

/**
 * Spread of shapes, voxel by voxel: the standard deviation over those with a weight, superposed as in an
 * average, about their own mean.
 *
 * @param weights of each, ≥ 0; those of 0 do not count
 * @returns 31³
 */
export function spreadOfShapes(
  shapes: Float32Array | Uint8Array,
  members: readonly Superposition[],
  weights: ArrayLike<number>,
): Float32Array {
  return meanGrid(shapes, members, weightsOf(weights, members.length)).spread;
}

function meanGrid(
  shapes: Float32Array | Uint8Array,
  members: readonly Superposition[],
  weights: Float64Array,
): { map: Float32Array; spread: Float32Array } {
  const sum = new Float64Array(GRID_POINTS);
  const squares = new Float64Array(GRID_POINTS);
  const turned = new Float32Array(GRID_POINTS);
  members.forEach(({ rotation, mirror }, i) => {
    transformGrid(shapes.subarray(i * GRID_POINTS, (i + 1) * GRID_POINTS), rotation, mirror, turned);
    const weight = weights[i];
    for (let e = 0; e < GRID_POINTS; e++) {
      sum[e] += weight * turned[e];
      squares[e] += weight * turned[e] * turned[e];
    }
  });
  const spread = Float32Array.from(squares, (square, e) => Math.sqrt(Math.max(0, square - sum[e] * sum[e])));
  return { map: Float32Array.from(sum), spread };
}
