import { RMAX_STEPS, UNIT_BALL_STEPS } from '../grid/shapeGrid';
import { cbrt, cos, sin } from '../elementary';
import { sphericalBessel } from '../numerics/sphericalBessel';
import { ballFormFactor } from '../scattering/ball';
import { LatticeHarmonics } from './latticeHarmonics';

/** Below this a Bessel function is negligible. */
const NEGLIGIBLE = 1e-7;
/** (3/4π)^⅓: radius of a ball of volume 1. */
const UNIT_BALL_RADIUS = 0.6203504908994;
/** Harmonics by order, the last used at the end. */
const HARMONICS = new Map<number, LatticeHarmonics>();
/** Orders that are kept: a map and its members need a few; all orders of a dataset would fill a gigabyte. */
const KEPT_ORDERS = 4;

/**
 * The profile of a density on the 31³ grid as the Debye sum over its voxels, each a ball of its volume, and the exact
 * gradient of any function of it:
 *
 *     I(q) = f(qa)² Σ_ij ρ_i ρ_j sin(q r_ij)/(q r_ij) = 4π f(qa)² Σ_lm |Σ_i ρ_i j_l(q r_i) Y_lm(r_i)|²
 *
 * (f: amplitude of the ball, a its radius). The sum over l ends where j_l(q r) is negligible for every r in the ball, so
 * the error stays below 1e-5 of I; Zernike moments, whose polynomials oscillate near the edge, are less exact
 * for hazy densities. I(q) is computed at Chebyshev nodes and interpolated, so the cost does not depend on the number of points.
 */
export class LatticeProfile {
  private readonly harmonics: LatticeHarmonics;
  /** nodes × points of `q` */
  private readonly interpolation: Float64Array;
  private readonly nodes: Float64Array;
  /** per order l: nodes × shells values of j_l, and the first shell of each node that counts */
  private readonly bessel: readonly Float64Array[];
  private readonly firstShell: readonly Int32Array[];
  private readonly sums: Float64Array;
  private readonly amplitudes: Float64Array;
  private readonly ball: Float64Array;

  /**
   * @param q momentum transfer in 1/Å, ascending, one value or more
   * @param rmax radius in Å that spans 13.5 steps of the grid
   */
  constructor(
    readonly q: Float64Array,
    readonly rmax: number,
  ) {
    const step = rmax / RMAX_STEPS;
    const low = q[0],
      high = q[q.length - 1];
    const lmax = highestOrder(high * UNIT_BALL_STEPS * step);
    this.harmonics = harmonicsOf(lmax);
    this.nodes = chebyshev(low, high, nodeCount((high - low) * UNIT_BALL_STEPS * step));
    this.interpolation = barycentric(this.nodes, q);
    const { shells, radii, size } = this.harmonics;
    this.bessel = Array.from({ length: lmax + 1 }, () => new Float64Array(this.nodes.length * shells));
    this.firstShell = this.bessel.map(() => new Int32Array(this.nodes.length).fill(shells));
    const j = new Float64Array(lmax + 1);
    this.nodes.forEach((node, n) => {
      for (let s = shells - 1; s >= 0; s--) {
        sphericalBessel(lmax, node * radii[s] * step, j);
        for (let l = 0; l <= lmax; l++) {
          this.bessel[l][n * shells + s] = j[l];
          if (Math.abs(j[l]) > NEGLIGIBLE) this.firstShell[l][n] = s;
        }
      }
    });
    const radius = step * UNIT_BALL_RADIUS;
    this.ball = this.nodes.map((node) => 4 * Math.PI * ballFormFactor(node * radius) ** 2);
    this.sums = new Float64Array(shells * size);
    this.amplitudes = new Float64Array(this.nodes.length * size);
  }

  /**
   * I at each q; I(0) is the square of the sum of the densities.
   *
   * @param density 14147 densities in the unit ball
   */
  intensity(density: ArrayLike<number>): Float64Array {
    const { nodes, ball } = this;
    this.harmonics.analyse(density, this.sums);
    const atNodes = new Float64Array(nodes.length);
    this.transform(this.sums, this.amplitudes);
    const { size } = this.harmonics;
    for (let n = 0; n < nodes.length; n++) {
      let sum = 0;
      for (let h = n * size; h < (n + 1) * size; h++) sum += this.amplitudes[h] * this.amplitudes[h];
      atNodes[n] = ball[n] * sum;
    }
    return this.interpolate(atNodes);
  }

  /**
   * Gradient with respect to the densities of a function of the intensities that `intensity` returned last.
   *
   * @param byIntensity its derivative with respect to each intensity
   * @returns 14147 derivatives
   */
  slope(byIntensity: ArrayLike<number>, out: Float64Array): Float64Array {
    const { nodes, ball, interpolation, amplitudes } = this;
    const { size, shells } = this.harmonics;
    const points = this.q.length;
    const scaled = new Float64Array(amplitudes.length);
    for (let n = 0; n < nodes.length; n++) {
      let slope = 0;
      for (let i = 0; i < points; i++) slope += interpolation[n * points + i] * byIntensity[i];
      for (let h = n * size; h < (n + 1) * size; h++) scaled[h] = 2 * slope * ball[n] * amplitudes[h];
    }
    return this.harmonics.synthesise(this.transpose(scaled, new Float64Array(shells * size)), out);
  }

  /** A_lm(q) = Σ_s j_l(q r_s) B_lm(s). */
  private transform(sums: Float64Array, amplitudes: Float64Array): Float64Array {
    const { shells, size, lmax } = this.harmonics;
    amplitudes.fill(0);
    for (let l = 0; l <= lmax; l++) {
      const width = 2 * l + 1;
      const table = this.bessel[l],
        first = this.firstShell[l];
      for (let n = 0; n < this.nodes.length; n++) {
        const to = n * size + l * l;
        let from = shells * l * l + first[n] * width;
        for (let s = first[n]; s < shells; s++, from += width) {
          const j = table[n * shells + s];
          for (let m = 0; m < width; m++) amplitudes[to + m] += j * sums[from + m];
        }
      }
    }
    return amplitudes;
  }

  /** The transpose of `transform`. */
  private transpose(amplitudes: Float64Array, sums: Float64Array): Float64Array {
    const { shells, size, lmax } = this.harmonics;
    for (let l = 0; l <= lmax; l++) {
      const width = 2 * l + 1;
      const table = this.bessel[l],
        first = this.firstShell[l];
      for (let n = 0; n < this.nodes.length; n++) {
        const from = n * size + l * l;
        let to = shells * l * l + first[n] * width;
        for (let s = first[n]; s < shells; s++, to += width) {
          const j = table[n * shells + s];
          for (let m = 0; m < width; m++) sums[to + m] += j * amplitudes[from + m];
        }
      }
    }
    return sums;
  }

  private interpolate(atNodes: Float64Array): Float64Array {
    const points = this.q.length;
    const out = new Float64Array(points);
    for (let n = 0; n < atNodes.length; n++) {
      const value = atNodes[n];
      for (let i = 0; i < points; i++) out[i] += this.interpolation[n * points + i] * value;
    }
    return out;
  }
}

/** The harmonics of an order, made where they are not among those used last. */
function harmonicsOf(lmax: number): LatticeHarmonics {
  const harmonics = HARMONICS.get(lmax) ?? new LatticeHarmonics(lmax);
  HARMONICS.delete(lmax);
  HARMONICS.set(lmax, harmonics);
  for (const order of HARMONICS.keys()) {
    if (HARMONICS.size <= KEPT_ORDERS) break;
    HARMONICS.delete(order);
  }
  return harmonics;
}

/** Order beyond which j_l(x) < 1e-3 of its largest value, so its square is negligible. */
function highestOrder(x: number): number {
  return Math.ceil(0.9 * x + 1.5 * cbrt(x) + 1);
}

/** Nodes for a profile with the band limit x = (largest − least q) · radius. */
function nodeCount(x: number): number {
  return Math.ceil(0.9 * x + 3 * cbrt(x) + 4);
}

function chebyshev(low: number, high: number, count: number): Float64Array {
  return Float64Array.from(
    { length: count },
    (_, n) => (low + high) / 2 - ((high - low) / 2) * cos((Math.PI * (n + 0.5)) / count),
  );
}

/** Weights of values at Chebyshev nodes that interpolate at other points: nodes × points (Berrut & Trefethen 2004). */
function barycentric(nodes: Float64Array, at: Float64Array): Float64Array {
  const count = nodes.length;
  const weights = new Float64Array(count * at.length);
  at.forEach((x, i) => {
    const hit = nodes.indexOf(x);
    let total = 0;
    for (let n = 0; n < count; n++) {
      const own = (n % 2 ? -1 : 1) * sin((Math.PI * (n + 0.5)) / count);
      const value = hit >= 0 ? (n === hit ? 1 : 0) : own / (x - nodes[n]);
      weights[n * at.length + i] = value;
      total += value;
    }
    for (let n = 0; n < count; n++) weights[n * at.length + i] /= total;
  });
  return weights;
}
