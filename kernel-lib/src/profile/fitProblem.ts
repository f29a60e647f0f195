import type { Curve } from '../curve/curve';
import { InputError } from '../inputError';
import { exp } from '../elementary';
import { FORM_FACTOR_BOUNDS, type LayerTerms } from './solvent';

/** Unknowns fitted beside the scale. */
export interface FitOptions {
  /** a constant added to the model: true for any, or its bounds in the unit of the observed intensity; default none */
  readonly background?: boolean | readonly [min: number, max: number];
  /** s² of exp(−s² q²) in Å²: true for −1 … 9, or its bounds; default 0 */
  readonly formFactor?: boolean | readonly [min: number, max: number];
  /** a layer around the body, with its contrast fitted within the bounds; default none */
  readonly layer?: LayerTerms;
}

/** Number of values of s² scanned before the parabola, without and with a layer, and of the contrast. */
const SCAN = 21,
  SCAN_WITH_LAYER = 11,
  CONTRASTS = 6;
/** Half width of the last parabola, as a fraction of the step between contrasts. */
const REFINE = 4;
/** Number of sums per s²: five of the squared model by powers of the contrast, three of model · curve, three of the model. */
const SUMS = 11;

/** The least chi² · N of a scan and its position. */
export interface Solution {
  least: number;
  scale: number;
  background: number;
  contrast: number;
}

/**
 * A curve prepared for the fits of many models. With weights w = 1/σ², observed y and a model of
 * form factor f = exp(−s² q²) and layer factor L = 1 + 2 c x + c² l, a fit needs only the sums
 * of w (m f L)², w y m f L and w m f L: polynomials in c, whose coefficients need one pass over the points.
 */
export class FitProblem {
  /** values of s² that are scanned */
  readonly scan: Float64Array;
  readonly contrasts: Float64Array;
  private readonly layer: LayerTerms | undefined;
  private readonly q: Float64Array;
  private readonly total = { w: 0, wy: 0, wyy: 0 };
  private readonly bounds: readonly [number, number];
  /** of each scanned s²: points × 11 (3 without a layer) factors of m², m, m */
  private readonly tables: readonly Float64Array[];
  /** buffer for the table of another s² */
  private readonly table: Float64Array;
  private readonly w: Float64Array;
  private readonly wy: Float64Array;
  private readonly sums = new Float64Array(SUMS);
  private readonly scanned: Float64Array;
  private readonly tried: Float64Array;

  /** @throws InputError when bounds are in the wrong order, or the layer is not given at the q of the curve */
  constructor({ q, intensity, sigma }: Curve, options: FitOptions) {
    const { layer } = options;
    if (layer && (layer.cross.length !== q.length || layer.own.length !== q.length)) {
      throw new InputError(
        `The layer has ${layer.cross.length} and ${layer.own.length} values for ${q.length} points: expected one per point.`,
      );
    }
    this.q = q;
    this.w = sigma.map((s) => 1 / (s * s));
    this.wy = this.w.map((w, i) => w * intensity[i]);
    for (let i = 0; i < q.length; i++) {
      this.total.w += this.w[i];
      this.total.wy += this.wy[i];
      this.total.wyy += this.wy[i] * intensity[i];
    }
    this.bounds = boundsOf(options.background, [-Infinity, Infinity]);
    this.scan = evenly(boundsOf(options.formFactor, FORM_FACTOR_BOUNDS), layer ? SCAN_WITH_LAYER : SCAN);
    this.contrasts = layer ? evenly(boundsOf(layer.bounds, [0, 0]), CONTRASTS) : new Float64Array(1);
    this.layer = layer && (this.contrasts.length > 1 || this.contrasts[0] !== 0) ? layer : undefined;
    this.tables = Array.from(this.scan, (s2) => this.fillTable(s2, new Float64Array(q.length * this.width)));
    this.table = new Float64Array(q.length * this.width);
    this.scanned = new Float64Array(this.scan.length);
    this.tried = new Float64Array(this.contrasts.length);
  }

  /** The s² of least chi² of a model: the best of the scan, moved to the vertex of the parabola through its neighbours. */
  bestFormFactor(model: Float64Array, solution: Solution): number {
    const { scan, scanned } = this;
    if (scan.length === 1) return scan[0];
    for (let g = 0; g < scan.length; g++) {
      this.addUp(model, this.tables[g]);
      this.solveContrast(solution);
      scanned[g] = solution.least;
    }
    return vertex(scan, scanned);
  }

  /** Scale ≥ 0, background and contrast that minimise chi² of a model with this s². */
  solve(model: Float64Array, s2: number, solution: Solution): void {
    this.addUp(model, this.fillTable(s2, this.table));
    this.solveContrast(solution);
    if (this.contrasts.length > 1) this.refineContrast(solution);
  }

  /** The fitted curve: scale · model · L · exp(−s² q²) + background. */
  apply(model: Float64Array, s2: number, { scale, background, contrast }: Solution, out: Float64Array): void {
    const { q, layer } = this;
    for (let i = 0; i < q.length; i++) {
      const factor = layer ? 1 + contrast * (2 * layer.cross[i] + contrast * layer.own[i]) : 1;
      out[i] = scale * model[i] * factor * exp(-s2 * q[i] * q[i]) + background;
    }
  }

  private get width(): number {
    return this.layer ? SUMS : 3;
  }

  private fillTable(s2: number, table: Float64Array): Float64Array {
    const { q, w, wy, layer, width } = this;
    for (let i = 0, e = 0; i < q.length; i++, e += width) {
      const f = exp(-s2 * q[i] * q[i]);
      const square = w[i] * f * f,
        product = wy[i] * f,
        single = w[i] * f;
      if (!layer) {
        table[e] = square;
        table[e + 1] = product;
        table[e + 2] = single;
        continue;
      }
      const x = 2 * layer.cross[i],
        l = layer.own[i];
      table[e] = square;
      table[e + 1] = square * 2 * x;
      table[e + 2] = square * (x * x + 2 * l);
      table[e + 3] = square * 2 * x * l;
      table[e + 4] = square * l * l;
      table[e + 5] = product;
      table[e + 6] = product * x;
      table[e + 7] = product * l;
      table[e + 8] = single;
      table[e + 9] = single * x;
      table[e + 10] = single * l;
    }
    return table;
  }

  /** The sums of a model by powers of the contrast. */
  private addUp(model: Float64Array, table: Float64Array): void {
    const { sums } = this;
    if (!this.layer) {
      let mm = 0,
        my = 0,
        m = 0;
      for (let i = 0, e = 0; i < model.length; i++, e += 3) {
        const v = model[i];
        mm += table[e] * v * v;
        my += table[e + 1] * v;
        m += table[e + 2] * v;
      }
      sums[0] = mm;
      sums[5] = my;
      sums[8] = m;
      return;
    }
    let a0 = 0,
      a1 = 0,
      a2 = 0,
      a3 = 0,
      a4 = 0,
      b0 = 0,
      b1 = 0,
      b2 = 0,
      c0 = 0,
      c1 = 0,
      c2 = 0;
    for (let i = 0, e = 0; i < model.length; i++, e += SUMS) {
      const v = model[i],
        vv = v * v;
      a0 += table[e] * vv;
      a1 += table[e + 1] * vv;
      a2 += table[e + 2] * vv;
      a3 += table[e + 3] * vv;
      a4 += table[e + 4] * vv;
      b0 += table[e + 5] * v;
      b1 += table[e + 6] * v;
      b2 += table[e + 7] * v;
      c0 += table[e + 8] * v;
      c1 += table[e + 9] * v;
      c2 += table[e + 10] * v;
    }
    sums[0] = a0;
    sums[1] = a1;
    sums[2] = a2;
    sums[3] = a3;
    sums[4] = a4;
    sums[5] = b0;
    sums[6] = b1;
    sums[7] = b2;
    sums[8] = c0;
    sums[9] = c1;
    sums[10] = c2;
  }

  /** The contrast of least chi² for the sums, by a scan and a parabola, with its fit. */
  private solveContrast(solution: Solution): void {
    const { contrasts, tried } = this;
    for (let k = 0; k < contrasts.length; k++) {
      this.solveLinear(contrasts[k], solution);
      tried[k] = solution.least;
    }
    if (contrasts.length > 1) this.solveLinear(vertex(contrasts, tried), solution);
  }

  /** Moves the contrast to the vertex of a narrower parabola, where that is better. */
  private refineContrast(solution: Solution): void {
    const { contrasts } = this;
    const low = contrasts[0],
      high = contrasts[contrasts.length - 1],
      step = (contrasts[1] - low) / REFINE;
    const centre = Math.min(high - step, Math.max(low + step, solution.contrast)),
      { contrast, least } = solution;
    const before = this.leastAt(centre - step, solution),
      middle = this.leastAt(centre, solution),
      after = this.leastAt(centre + step, solution);
    const curvature = before + after - 2 * middle;
    const moved =
      centre + (curvature > 0 ? Math.min(1, Math.max(-1, (before - after) / (2 * curvature))) * step : 0);
    this.solveLinear(moved, solution);
    if (solution.least > least) this.solveLinear(contrast, solution);
  }

  private leastAt(c: number, solution: Solution): number {
    this.solveLinear(c, solution);
    return solution.least;
  }

  /** Scale ≥ 0 and background within its bounds for one contrast, in closed form. */
  private solveLinear(c: number, solution: Solution): void {
    const { sums: s, total, bounds } = this;
    const mm = this.layer ? s[0] + c * (s[1] + c * (s[2] + c * (s[3] + c * s[4]))) : s[0];
    const my = this.layer ? s[5] + c * (s[6] + c * s[7]) : s[5];
    const m = this.layer ? s[8] + c * (s[9] + c * s[10]) : s[8];
    let background = Math.min(bounds[1], Math.max(bounds[0], total.wy / total.w));
    let scale = 0;
    if (mm > 0) {
      const determinant = total.w * mm - m * m;
      const free = determinant > 1e-12 * total.w * mm ? (total.wy * mm - m * my) / determinant : 0;
      const b = Math.min(bounds[1], Math.max(bounds[0], free));
      const fitted = (my - b * m) / mm;
      if (fitted > 0) {
        scale = fitted;
        background = b;
      }
    }
    solution.scale = scale;
    solution.background = background;
    solution.contrast = c;
    solution.least =
      total.wyy +
      background * (background * total.w - 2 * total.wy) +
      scale * (scale * mm + 2 * background * m - 2 * my);
  }
}

function boundsOf(
  option: boolean | readonly [number, number] | undefined,
  all: readonly [number, number],
): readonly [number, number] {
  if (typeof option !== 'object') return option ? all : [0, 0];
  if (!(option[0] <= option[1])) {
    throw new InputError(`The bounds are ${option[0]} and ${option[1]}: expected the smaller one first.`);
  }
  return option;
}

function evenly([low, high]: readonly [number, number], count: number): Float64Array {
  return high > low
    ? Float64Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1))
    : Float64Array.of(low);
}

/** Position of the minimum of evenly scanned values: the vertex of the parabola through the least and its neighbours. */
function vertex(at: Float64Array, values: Float64Array): number {
  let best = 0;
  for (let g = 1; g < at.length; g++) if (values[g] < values[best]) best = g;
  if (best === 0 || best === at.length - 1) return at[best];
  const before = values[best - 1] - values[best];
  const after = values[best + 1] - values[best];
  const curvature = before + after;
  return curvature > 0 ? at[best] + ((at[1] - at[0]) * (before - after)) / (2 * curvature) : at[best];
}
