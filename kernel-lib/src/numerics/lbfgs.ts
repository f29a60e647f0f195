/** Options of `minimise`. */
export interface MinimiseOptions {
  /** largest number of steps; default 100 */
  readonly steps?: number;
  /** number of pairs of steps and slope changes kept; default 12 */
  readonly memory?: number;
  /** ends when a step lowers the value by less than this, relative to its size; default 1e-6 */
  readonly tolerance?: number;
  /** called after each step; true ends the search */
  readonly enough?: (x: Float64Array, value: number) => boolean;
}

/** The smallest value found, and its position. */
export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  /** number of evaluations of the function */
  readonly evaluations: number;
}

/** Share of the expected decrease that a step must reach (Armijo), and the largest number of shortenings. */
const SUFFICIENT = 1e-4,
  SHORTENINGS = 12;

/**
 * The smallest value of a smooth function by the limited-memory BFGS method with backtracking (Nocedal & Wright,
 * Numerical Optimization, 2nd ed., algorithms 7.4 and 3.1). The value never rises from step to step.
 *
 * @param f value at x; writes the slope
 * @param start initial x; not changed
 */
export function minimise(
  f: (x: Float64Array, slope: Float64Array) => number,
  start: Float64Array,
  options: MinimiseOptions = {},
): Minimum {
  const { steps = 100, memory = 12, tolerance = 1e-6, enough = () => false } = options;
  const n = start.length;
  let x: Float64Array = Float64Array.from(start);
  let slope: Float64Array = new Float64Array(n);
  let value = f(x, slope);
  let evaluations = 1;
  const pairs: Pair[] = [];
  for (let k = 0; k < steps; k++) {
    const direction = quasiNewton(slope, pairs);
    let descent = dot(direction, slope);
    if (!(descent < 0)) {
      pairs.length = 0;
      for (let i = 0; i < n; i++) direction[i] = -slope[i];
      descent = dot(direction, slope);
    }
    if (!(descent < 0)) break;
    let length = pairs.length > 0 ? 1 : 1 / Math.max(1, Math.sqrt(dot(slope, slope)));
    let found: { x: Float64Array; slope: Float64Array; value: number } | undefined;
    for (let s = 0; s < SHORTENINGS; s++) {
      const next = x.map((xi, i) => xi + length * direction[i]);
      const nextSlope = new Float64Array(n);
      const nextValue = f(next, nextSlope);
      evaluations++;
      if (nextValue <= value + SUFFICIENT * length * descent) {
        found = { x: next, slope: nextSlope, value: nextValue };
        break;
      }
      // the minimum of the parabola through value, slope and the value tried
      const vertex = (-descent * length * length) / (2 * (nextValue - value - descent * length));
      length = Number.isFinite(vertex)
        ? Math.min(0.5 * length, Math.max(0.1 * length, vertex))
        : 0.2 * length;
    }
    if (!found) break;
    remember(pairs, found.x, x, found.slope, slope, memory);
    const gained = value - found.value;
    ({ x, slope, value } = found);
    if (enough(x, value) || gained <= tolerance * Math.abs(value)) break;
  }
  return { x, value, evaluations };
}

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  /** step · change */
  readonly product: number;
}

function remember(
  pairs: Pair[],
  x: Float64Array,
  before: Float64Array,
  slope: Float64Array,
  slopeBefore: Float64Array,
  memory: number,
): void {
  const step = x.map((xi, i) => xi - before[i]),
    change = slope.map((si, i) => si - slopeBefore[i]);
  const product = dot(step, change);
  if (!(product > 1e-12 * dot(change, change))) return;
  pairs.push({ step, change, product });
  if (pairs.length > memory) pairs.shift();
}

/** −H · slope with the inverse Hessian H of the two-loop recursion. */
function quasiNewton(slope: Float64Array, pairs: readonly Pair[]): Float64Array {
  const direction = slope.map((s) => -s);
  const weights = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    weights[k] = dot(pairs[k].step, direction) / pairs[k].product;
    for (let i = 0; i < direction.length; i++) direction[i] -= weights[k] * pairs[k].change[i];
  }
  const last = pairs.at(-1);
  if (last) {
    const scale = last.product / dot(last.change, last.change);
    for (let i = 0; i < direction.length; i++) direction[i] *= scale;
  }
  pairs.forEach(({ step, change, product }, k) => {
    const back = dot(change, direction) / product;
    for (let i = 0; i < direction.length; i++) direction[i] += (weights[k] - back) * step[i];
  });
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
