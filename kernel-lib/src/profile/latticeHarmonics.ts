import { BALL_INDEX, BALL_POINTS } from '../grid/unitBall';
import { GRID_CENTRE, GRID_SIZE } from '../grid/shapeGrid';
import { RealHarmonics } from '../numerics/realHarmonics';
import { hypot } from '../elementary';

/** Reflections in the three planes: bit 0 flips x, bit 1 y, bit 2 z. */
const REFLECTIONS = 8;

/** Points of the unit ball with x, y, z ≥ 0, ordered by their distance from the centre. */
interface Octant {
  readonly count: number;
  /** x, y, z of each point in grid steps */
  readonly place: Int32Array;
  /** count × 8 index of the ball point after each reflection */
  readonly image: Int32Array;
  /** share of each image: below 1 for points on a plane, whose images coincide */
  readonly share: Float64Array;
  /** number of the shell of each point */
  readonly shell: Int32Array;
  /** distance of each shell from the centre in grid steps */
  readonly radii: Float64Array;
}

/** Harmonics of one behaviour under reflections: odd in the axes whose bits are set. */
interface ParityClass {
  /** index l² + l + m of each */
  readonly index: Int32Array;
  /** count of the octant × harmonics: their values at its points */
  readonly values: Float64Array;
}

/**
 * Sums of a density over the shells of the grid with real spherical harmonics, and the transpose. Reflections split
 * densities and harmonics into eight classes that do not mix, which makes the sums eight times shorter.
 */
export class LatticeHarmonics {
  /** (lmax + 1)² */
  readonly size: number;
  readonly shells: number;
  readonly radii: Float64Array;
  private readonly octant: Octant;
  private readonly classes: readonly ParityClass[];

  constructor(readonly lmax: number) {
    this.octant = octantOfBall();
    this.size = (lmax + 1) ** 2;
    this.shells = this.octant.radii.length;
    this.radii = this.octant.radii;
    this.classes = parityClasses(lmax, this.octant);
  }

  /**
   * B_lm(s) = Σ ρ · Y_lm over the points of shell s, in blocks of one l: element (s, m) of block l at
   * shells · l² + s · (2l + 1) + l + m.
   *
   * @param ball 14147 densities in the unit ball
   */
  analyse(ball: ArrayLike<number>, out: Float64Array): Float64Array {
    const { octant, classes } = this;
    out.fill(0);
    const folded = new Float64Array(octant.count * REFLECTIONS);
    this.fold(ball, folded);
    classes.forEach(({ index, values }, c) => {
      const n = index.length;
      const sums = new Float64Array(this.shells * n);
      for (let p = 0; p < octant.count; p++) {
        const f = folded[c * octant.count + p];
        if (f === 0) continue;
        const to = octant.shell[p] * n,
          from = p * n;
        for (let h = 0; h < n; h++) sums[to + h] += f * values[from + h];
      }
      this.eachPlace(index, (h, s, at) => (out[at] = sums[s * n + h]));
    });
    return out;
  }

  /** The transpose of `analyse`: the gradient with respect to the densities from that with respect to the sums. */
  synthesise(slopes: Float64Array, out: Float64Array): Float64Array {
    const { octant, classes } = this;
    const folded = new Float64Array(octant.count * REFLECTIONS);
    classes.forEach(({ index, values }, c) => {
      const n = index.length;
      const own = new Float64Array(this.shells * n);
      this.eachPlace(index, (h, s, at) => (own[s * n + h] = slopes[at]));
      for (let p = 0; p < octant.count; p++) {
        const to = octant.shell[p] * n,
          from = p * n;
        let sum = 0;
        for (let h = 0; h < n; h++) sum += own[to + h] * values[from + h];
        folded[c * octant.count + p] = sum;
      }
    });
    this.unfold(folded, out);
    return out;
  }

  private eachPlace(index: Int32Array, visit: (harmonic: number, shell: number, at: number) => void): void {
    for (let h = 0; h < index.length; h++) {
      const l = Math.floor(Math.sqrt(index[h]));
      const width = 2 * l + 1;
      let at = this.shells * l * l + (index[h] - l * l);
      for (let s = 0; s < this.shells; s++, at += width) visit(h, s, at);
    }
  }

  /** Densities as their even and odd parts: class c of point p at c · count + p. */
  private fold(ball: ArrayLike<number>, folded: Float64Array): void {
    const { count, image, share } = this.octant;
    const v = new Float64Array(REFLECTIONS);
    for (let p = 0; p < count; p++) {
      for (let s = 0; s < REFLECTIONS; s++) v[s] = share[p] * ball[image[p * REFLECTIONS + s]];
      hadamard(v);
      for (let c = 0; c < REFLECTIONS; c++) folded[c * count + p] = v[c];
    }
  }

  private unfold(folded: Float64Array, ball: Float64Array): void {
    const { count, image, share } = this.octant;
    const v = new Float64Array(REFLECTIONS);
    ball.fill(0);
    for (let p = 0; p < count; p++) {
      for (let c = 0; c < REFLECTIONS; c++) v[c] = folded[c * count + p];
      hadamard(v);
      for (let s = 0; s < REFLECTIONS; s++) ball[image[p * REFLECTIONS + s]] += share[p] * v[s];
    }
  }
}

/** Sums of eight values with the signs (−1)^(bits in common), in place. */
function hadamard(v: Float64Array): void {
  for (let bit = 1; bit < REFLECTIONS; bit *= 2) {
    for (let s = 0; s < REFLECTIONS; s++) {
      if (s & bit) continue;
      const a = v[s],
        b = v[s | bit];
      v[s] = a + b;
      v[s | bit] = a - b;
    }
  }
}

function octantOfBall(): Octant {
  const ballOf = new Map(Array.from(BALL_INDEX, (p, b) => [p, b]));
  const places: { at: [number, number, number]; square: number }[] = [];
  for (let b = 0; b < BALL_POINTS; b++) {
    const p = BALL_INDEX[b];
    const at: [number, number, number] = [
      Math.floor(p / GRID_SIZE ** 2) - GRID_CENTRE,
      (Math.floor(p / GRID_SIZE) % GRID_SIZE) - GRID_CENTRE,
      (p % GRID_SIZE) - GRID_CENTRE,
    ];
    if (at.every((x) => x >= 0)) places.push({ at, square: at.reduce((sum, x) => sum + x * x, 0) });
  }
  places.sort((a, b) => a.square - b.square);
  const squares = [...new Set(places.map(({ square }) => square))];
  const shellOf = new Map(squares.map((square, s) => [square, s]));
  const count = places.length;
  const image = new Int32Array(count * REFLECTIONS);
  places.forEach(({ at }, p) => {
    for (let s = 0; s < REFLECTIONS; s++) {
      const [i, j, k] = at.map((x, axis) => GRID_CENTRE + ((s >> axis) & 1 ? -x : x));
      image[p * REFLECTIONS + s] = ballOf.get((i * GRID_SIZE + j) * GRID_SIZE + k)!;
    }
  });
  return {
    count,
    image,
    place: Int32Array.from(places.flatMap(({ at }) => at)),
    share: Float64Array.from(places, ({ at }) => 2 ** -at.filter((x) => x === 0).length),
    shell: Int32Array.from(places, ({ square }) => shellOf.get(square)!),
    radii: Float64Array.from(squares, Math.sqrt),
  };
}

function parityClasses(lmax: number, { count, place }: Octant): ParityClass[] {
  const indices: number[][] = Array.from({ length: REFLECTIONS }, () => []);
  for (let l = 0; l <= lmax; l++) for (let m = -l; m <= l; m++) indices[parity(l, m)].push(l * l + l + m);
  const classes = indices.map((index) => ({
    index: Int32Array.from(index),
    values: new Float64Array(count * index.length),
  }));
  const harmonics = new RealHarmonics(lmax);
  const all = new Float64Array((lmax + 1) ** 2);
  for (let p = 0; p < count; p++) {
    const r = hypot(place[3 * p], place[3 * p + 1], place[3 * p + 2]);
    // at the centre there is no direction: only l = 0 contributes
    if (r === 0) harmonics.fill(0, 0, 1, all);
    else harmonics.fill(place[3 * p] / r, place[3 * p + 1] / r, place[3 * p + 2] / r, all);
    for (const { index, values } of classes) {
      for (let h = 0; h < index.length; h++) values[p * index.length + h] = all[index[h]];
    }
  }
  return classes;
}

/** The axes in which Y_lm is odd, as bits. */
function parity(l: number, m: number): number {
  const order = Math.abs(m);
  const oddInX = m >= 0 ? order % 2 : 1 - (order % 2);
  return oddInX + (m < 0 ? 2 : 0) + ((l + order) % 2 ? 4 : 0);
}
