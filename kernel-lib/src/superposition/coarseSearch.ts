import { momentIndex } from '../moments/momentLayout';
import { quarterTurn } from './quarterTurn';
import { eulerRotation } from '../numerics/rotation';
import { cos, sin } from '../elementary';

/** Highest l of the coarse search. */
const ORDER = 8;
/** Angles alpha and gamma every 15°, beta in the middle of every 15°. */
const TURNS = 24;
const TILTS = 12;
const ROTATIONS = TILTS * TURNS * TURNS;
/** Candidates are at least this far apart, in radians. */
const APART = (25 * Math.PI) / 180;

/** A rotation, with or without the mirror image, that is worth refining. */
export interface Candidate {
  readonly rotation: Float64Array;
  readonly mirror: boolean;
}

/**
 * The best of 6912 rotations of body b onto body a, judged by moments with l ≤ 8.
 *
 * With R = Rz(α) Ry(β) Rz(γ) the inner product Σ a · (R b) is for each β a short Fourier sum in α and γ.
 *
 * @param a moments of the body that stays
 * @param b moments of the body that is rotated
 * @param mirror true: the mirror image of b is tried as well
 * @param count number of candidates to return, the best first, at least 25° apart
 */
export function coarseSearch(
  a: Float64Array,
  b: Float64Array,
  nmax: number,
  mirror: boolean,
  count: number,
): Candidate[] {
  const { quaternions, rotation } = gridTables();
  const hands = mirror ? [false, true] : [false];
  const products = productsByDegree(a, b, nmax);
  const values = hands.map((hand) => gridValues(products, hand));
  const candidates: Candidate[] = [];
  while (candidates.length < count) {
    let hand = 0;
    let best = 0;
    values.forEach((list, h) => {
      for (let i = 0; i < ROTATIONS; i++) if (list[i] > values[hand][best]) [hand, best] = [h, i];
    });
    if (values[hand][best] === -Infinity) break;
    candidates.push({ rotation: rotation(best), mirror: hands[hand] });
    suppress(values[hand], quaternions, best);
  }
  return candidates;
}

/** Takes the rotations within 25° of one out of the list. */
function suppress(values: Float64Array, quaternions: Float64Array, index: number): void {
  const limit = cos(APART / 2);
  const [x, y, z, w] = quaternions.subarray(4 * index, 4 * index + 4);
  for (let i = 0, e = 0; i < values.length; i++, e += 4) {
    const cosine =
      x * quaternions[e] + y * quaternions[e + 1] + z * quaternions[e + 2] + w * quaternions[e + 3];
    if (Math.abs(cosine) > limit) values[i] = -Infinity;
  }
}

/** T(l)[m, m'] = Σ_n a(n, l, m) b(n, l, m') for l = 1 … 8. */
function productsByDegree(a: Float64Array, b: Float64Array, nmax: number): Float64Array[] {
  return Array.from({ length: Math.min(ORDER, nmax) }, (_, degree) => {
    const l = degree + 1;
    const width = 2 * l + 1;
    const product = new Float64Array(width * width);
    for (let n = l; n <= nmax; n += 2) {
      const at = momentIndex(n, l, -l);
      for (let m = 0; m < width; m++) {
        const factor = a[at + m];
        for (let k = 0; k < width; k++) product[m * width + k] += factor * b[at + k];
      }
    }
    return product;
  });
}

/** Fourier coefficients run from −8 (sin 8φ) over 0 to 8 (cos 8φ). */
const WIDTH = 2 * ORDER + 1;

/** Σ a · (R b) at every rotation of the grid: tilt by tilt, alpha by alpha, gamma by gamma. */
function gridValues(products: readonly Float64Array[], mirror: boolean): Float64Array {
  const { tilts, waves } = gridTables();
  const values = new Float64Array(ROTATIONS);
  const fourier = new Float64Array(WIDTH * WIDTH);
  const half = new Float64Array(TURNS * WIDTH);
  for (let tilt = 0; tilt < TILTS; tilt++) {
    fourier.fill(0);
    products.forEach((product, degree) => {
      const sign = mirror && degree % 2 === 0 ? -1 : 1;
      addDegree(fourier, product, tilts[tilt][degree], degree + 1, sign);
    });
    for (let i = 0; i < TURNS; i++) {
      for (let k = 0; k < WIDTH; k++) {
        let sum = 0;
        for (let m = 0; m < WIDTH; m++) sum += waves[i * WIDTH + m] * fourier[m * WIDTH + k];
        half[i * WIDTH + k] = sum;
      }
      for (let j = 0; j < TURNS; j++) {
        let sum = 0;
        for (let k = 0; k < WIDTH; k++) sum += half[i * WIDTH + k] * waves[j * WIDTH + k];
        values[(tilt * TURNS + i) * TURNS + j] = sum;
      }
    }
  }
  return values;
}

/**
 * Adds the contribution of one l to the Fourier coefficients: Σ D[m, m'] (cos mα · a_m + sin mα · a_−m) (cos m'γ · b_m' −
 * sin m'γ · b_−m'), D the matrix of Ry(β), which mixes cosine terms and sine terms among themselves only.
 */
function addDegree(
  fourier: Float64Array,
  product: Float64Array,
  tilt: Float64Array,
  l: number,
  sign: number,
): void {
  const width = 2 * l + 1;
  for (let m = -l; m <= l; m++) {
    const cosA = (ORDER + Math.abs(m)) * WIDTH + ORDER;
    const sinA = (ORDER - Math.abs(m)) * WIDTH + ORDER;
    const row = (m + l) * width + l;
    const opposite = (l - m) * width + l;
    for (let k = m < 0 ? -l : 0, last = m < 0 ? -1 : l; k <= last; k++) {
      const d = sign * tilt[row + k];
      const even = Math.abs(k);
      fourier[cosA + even] += d * product[row + k];
      if (k !== 0) fourier[cosA - even] -= Math.sign(k) * d * product[row - k];
      if (m === 0) continue;
      fourier[sinA + even] += Math.sign(m) * d * product[opposite + k];
      if (k !== 0) fourier[sinA - even] -= Math.sign(m) * Math.sign(k) * d * product[opposite - k];
    }
  }
}

interface GridTables {
  /** per tilt, per l = 1 … 8: the matrix of Ry(β) on the harmonics of l */
  readonly tilts: readonly (readonly Float64Array[])[];
  /** per turn: sin 8φ … sin φ, 1, cos φ … cos 8φ */
  readonly waves: Float64Array;
  readonly quaternions: Float64Array;
  /** the rotation of one index */
  rotation(index: number): Float64Array;
}

let tables: GridTables | undefined;

function gridTables(): GridTables {
  return (tables ??= makeTables());
}

function makeTables(): GridTables {
  const beta = (tilt: number): number => ((tilt + 0.5) * Math.PI) / TILTS;
  const turn = (i: number): number => (2 * Math.PI * i) / TURNS;
  const waves = new Float64Array(TURNS * WIDTH);
  for (let i = 0; i < TURNS; i++) {
    for (let m = 0; m <= ORDER; m++) {
      waves[i * WIDTH + ORDER - m] = sin(m * turn(i));
      waves[i * WIDTH + ORDER + m] = cos(m * turn(i));
    }
  }
  const quaternions = new Float64Array(4 * ROTATIONS);
  for (let index = 0; index < ROTATIONS; index++) {
    const half = beta(Math.floor(index / TURNS ** 2)) / 2;
    const a = turn(Math.floor(index / TURNS) % TURNS) / 2,
      g = turn(index % TURNS) / 2;
    quaternions.set(
      [sin(half) * sin(g - a), sin(half) * cos(g - a), cos(half) * sin(g + a), cos(half) * cos(g + a)],
      4 * index,
    );
  }
  return {
    waves,
    quaternions,
    tilts: Array.from({ length: TILTS }, (_, tilt) =>
      Array.from({ length: ORDER }, (_, degree) => tiltMatrix(degree + 1, beta(tilt))),
    ),
    rotation: (index) =>
      eulerRotation({
        alpha: turn(Math.floor(index / TURNS) % TURNS),
        beta: beta(Math.floor(index / TURNS ** 2)),
        gamma: turn(index % TURNS),
      }),
  };
}

/** J Z(β) J⁻¹, dense. */
function tiltMatrix(l: number, beta: number): Float64Array {
  const width = 2 * l + 1;
  const { start, column, value } = quarterTurn(l).forward;
  const result = new Float64Array(width * width);
  const turned = new Float64Array(width);
  for (let m = 0; m < width; m++) {
    turned.fill(0);
    for (let e = start[m]; e < start[m + 1]; e++) {
      const k = column[e] - l;
      turned[l + k] += value[e] * cos(k * beta);
      turned[l - k] -= value[e] * sin(k * beta);
    }
    for (let other = 0; other < width; other++) {
      for (let e = start[other]; e < start[other + 1]; e++)
        result[m * width + other] += turned[column[e]] * value[e];
    }
  }
  return result;
}
