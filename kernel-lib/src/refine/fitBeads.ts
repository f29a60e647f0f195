import { GRID_SIZE } from '../grid/shapeGrid';
import { BALL_INDEX, BALL_POINTS } from '../grid/unitBall';
import { log } from '../elementary';
import type { CurveMisfit } from '../profile/curveMisfit';

/** A body of whole voxels. */
export interface BeadBody {
  /** 14147 values of 0 and 1 in the unit ball */
  readonly ball: Float64Array;
  /** level of the map at which the body started */
  readonly threshold: number;
  /** number of voxels flipped after that */
  readonly flips: number;
}

/** Number of levels in the scan. */
const LEVELS: readonly number[] = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];
/** Weight of the map's odds beside the misfit, and the least and largest probability in these odds. */
const ODDS = 0.1,
  CERTAIN = 0.02;
/** Number of voxels flipped per step: initial and largest. */
const FIRST = 16,
  MOST = 48;
/** Largest number of steps, and the factor by which chi² of the body may exceed that of the map. */
const STEPS = 200,
  WORSE = 1.1;

/**
 * The body of a map: the points above the level that fits best, then surface points flipped along the descending gradient of the misfit,
 * the least certain points of the map first, until the body fits as well as the map.
 *
 * @param map 14147 densities in the unit ball
 */
export function fitBeads(map: Float64Array, misfit: CurveMisfit): BeadBody {
  const start = bestLevel(map, misfit);
  const odds = map.map((p) => {
    const q = Math.min(1 - CERTAIN, Math.max(CERTAIN, p));
    return ODDS * log(q / (1 - q));
  });
  const enough = WORSE * misfit.value(map);
  let body: Float64Array = start.ball,
    slope: Float64Array = new Float64Array(BALL_POINTS);
  let value = misfit.value(body, slope),
    many = FIRST,
    flips = 0;
  for (let step = 0; step < STEPS && value > enough; step++) {
    const candidates = bestFlips(body, slope, odds, many);
    const moved = accept(body, value, candidates, odds, misfit);
    if (!moved) break;
    ({ body, slope, value } = moved);
    flips += moved.count;
    many = Math.min(MOST, 2 * moved.count);
  }
  return { ball: body, threshold: start.threshold, flips };
}

function bestLevel(map: Float64Array, misfit: CurveMisfit): { ball: Float64Array; threshold: number } {
  let best = { ball: new Float64Array(0), threshold: NaN },
    least = Infinity;
  for (const threshold of LEVELS) {
    const ball = map.map((p) => (p > threshold ? 1 : 0));
    if (!ball.includes(1)) break;
    const value = misfit.value(ball);
    if (value < least) [best, least] = [{ ball, threshold }, value];
  }
  return best;
}

/** Surface points whose flip lowers misfit and odds most, the best first. */
function bestFlips(body: Float64Array, slope: Float64Array, odds: Float64Array, many: number): number[] {
  const gains: { point: number; gain: number }[] = [];
  for (let b = 0; b < BALL_POINTS; b++) {
    let around = 0;
    for (let n = 0; n < 6; n++) {
      const neighbour = NEIGHBOURS[6 * b + n];
      if (neighbour >= 0) around += body[neighbour];
    }
    const along = slope[b] - odds[b];
    const gain = body[b] > 0 ? (around < 6 ? -along : 0) : around > 0 ? along : 0;
    if (gain < 0) gains.push({ point: b, gain });
  }
  return gains
    .sort((x, y) => x.gain - y.gain || x.point - y.point)
    .slice(0, many)
    .map(({ point }) => point);
}

/** All flips, or the best half of them, a quarter, …, that lower the misfit; undefined where none does. */
function accept(
  body: Float64Array,
  value: number,
  candidates: readonly number[],
  odds: Float64Array,
  misfit: CurveMisfit,
): { body: Float64Array; slope: Float64Array; value: number; count: number } | undefined {
  for (let count = candidates.length; count > 0; count = Math.floor(count / 2)) {
    const flipped = candidates.slice(0, count);
    const next = body.slice();
    let change = 0;
    for (const b of flipped) {
      next[b] = 1 - next[b];
      change -= odds[b] * (next[b] - body[b]);
    }
    const slope = new Float64Array(BALL_POINTS);
    const after = misfit.value(next, slope);
    if (after + change < value - 1e-9) return { body: next, slope, value: after, count };
  }
  return undefined;
}

/** Neighbours of each ball point along the axes; −1 outside the ball. */
const NEIGHBOURS: Int32Array = neighbours();

function neighbours(): Int32Array {
  const ballOf = new Int32Array(GRID_SIZE ** 3).fill(-1);
  BALL_INDEX.forEach((p, b) => (ballOf[p] = b));
  const beside = new Int32Array(6 * BALL_POINTS).fill(-1);
  BALL_INDEX.forEach((p, b) => {
    const at = [Math.floor(p / GRID_SIZE ** 2), Math.floor(p / GRID_SIZE) % GRID_SIZE, p % GRID_SIZE];
    for (let n = 0; n < 6; n++) {
      const next = at.slice();
      next[n >> 1] += n & 1 ? 1 : -1;
      if (next[n >> 1] < 0 || next[n >> 1] >= GRID_SIZE) continue;
      beside[6 * b + n] = ballOf[(next[0] * GRID_SIZE + next[1]) * GRID_SIZE + next[2]];
    }
  });
  return beside;
}
