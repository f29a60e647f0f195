/**
 * exp, log, sin, cos and others out of nothing but +, −, ×, ÷ and square roots, which every JavaScript engine rounds alike;
 * `Math.exp` and its kin differ between engines in the last digit, and a minimisation of many steps makes a third digit of
 * that. Within a few units in the last place of the exact values. The linter keeps `Math.exp` and its kin out of this library.
 */

/** 2/π, and π/2 in three parts, of which products with whole numbers up to 2²⁰ are exact but for the last. */
const TWO_OVER_PI = 0.6366197723675814;
const HALF_PI: readonly number[] = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21];
/** Beyond this sin and cos would lose digits, and beyond the other exp leaves the range of numbers. */
const LARGEST_ANGLE = 2 ** 20,
  LARGEST_EXPONENT = 745;
/** Sums of squares that keep all their digits. */
const SMALLEST_SUM = 1e-280,
  LARGEST_SUM = 1e300;
/** ln 2 in two parts, the first with 32 digits in binary. */
const LN2: readonly number[] = [0.6931471803691238, 1.9082149292705877e-10];

/** 1/n!, from 0. */
const INVERSE_FACTORIALS = Float64Array.from({ length: 20 }, (_, n) => {
  let product = 1;
  for (let k = 2; k <= n; k++) product *= k;
  return 1 / product;
});

const DOUBLE = new Float64Array(1);
const WORDS = new Uint32Array(DOUBLE.buffer);
/** The word of a number that holds its exponent. */
const HIGH = ((): number => {
  DOUBLE[0] = 1;
  return WORDS[1] !== 0 ? 1 : 0;
})();

/** e to the power of x. */
export function exp(x: number): number {
  if (!(Math.abs(x) <= LARGEST_EXPONENT)) return x > 0 ? Infinity : x < 0 ? 0 : NaN;
  const k = Math.round(x / LN2[0]);
  const r = x - k * LN2[0] - k * LN2[1];
  let sum = 0;
  for (let n = 14; n >= 0; n--) sum = sum * r + INVERSE_FACTORIALS[n];
  // in two factors, so that neither leaves the range before the product does
  const half = k >> 1;
  return sum * powerOfTwo(half) * powerOfTwo(k - half);
}

/** Natural logarithm of x; NaN below 0. */
export function log(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x > 0 ? x : NaN;
  let e = 0;
  let value = x;
  if (value < 2 ** -1000) [value, e] = [value * 2 ** 100, -100];
  DOUBLE[0] = value;
  e += (WORDS[HIGH] >>> 20) - 1023;
  WORDS[HIGH] = (WORDS[HIGH] & 0xfffff) | 0x3ff00000;
  let m = DOUBLE[0];
  if (m > Math.SQRT2) [m, e] = [m / 2, e + 1];
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let sum = 0;
  for (let n = 23; n >= 3; n -= 2) sum = (sum + 1 / n) * square;
  return e * LN2[0] + (e * LN2[1] + 2 * s * sum + 2 * s);
}

/** Sine of x in radians, |x| < 2²⁰; NaN beyond. */
export function sin(x: number): number {
  const { quarter, rest } = reduced(x);
  return signed(quarter, quarter % 2 === 0 ? sine(rest) : cosine(rest));
}

/** Cosine of x in radians, |x| < 2²⁰; NaN beyond. */
export function cos(x: number): number {
  const { quarter, rest } = reduced(x);
  return signed((quarter + 1) % 4, quarter % 2 === 0 ? cosine(rest) : sine(rest));
}

/** Length of a vector: the square root of the sum of squares. */
export function hypot(...values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  if (sum > SMALLEST_SUM && sum < LARGEST_SUM) return Math.sqrt(sum);
  let largest = 0;
  for (const value of values) if (!(Math.abs(value) <= largest)) largest = Math.abs(value);
  if (!(largest > 0 && largest < Infinity)) return largest;
  sum = 0;
  for (const value of values) sum += (value / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Cube root. */
export function cbrt(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0 && size < Infinity)) return x;
  const near = exp(log(size) / 3);
  const root = near - (near - size / (near * near)) / 3;
  return x < 0 ? -root : root;
}

/** Hyperbolic tangent. */
export function tanh(x: number): number {
  const double = 2 * Math.abs(x);
  if (double > 45) return Math.sign(x);
  let less = 0;
  if (double < 1) for (let n = 19; n >= 1; n--) less = (less + INVERSE_FACTORIALS[n]) * double;
  else less = exp(double) - 1;
  const value = less / (less + 2);
  return x < 0 ? -value : value;
}

/** Angle of the point (x, y) from the axis of x, −π … π. */
export function atan2(y: number, x: number): number {
  const [up, along] = [Math.abs(y), Math.abs(x)];
  if (!(up + along < Infinity)) return NaN;
  if (up === 0) return x < 0 || Object.is(x, -0) ? (Object.is(y, -0) ? -Math.PI : Math.PI) : y;
  const first = up > along ? Math.PI / 2 - arc(along / up) : arc(up / along);
  const angle = x < 0 ? Math.PI - first : first;
  return y < 0 ? -angle : angle;
}

/** Angle in 0 … π with a cosine of x; NaN beyond −1 … 1. */
export function acos(x: number): number {
  return Math.abs(x) <= 1 ? atan2(Math.sqrt((1 - x) * (1 + x)), x) : NaN;
}

/** The angle in 0 … π/4 with a tangent t of 0 … 1: twice that with half of the angle, twice. */
function arc(t: number): number {
  let small = t;
  for (let halving = 0; halving < 2; halving++) small /= 1 + Math.sqrt(1 + small * small);
  const square = -small * small;
  let sum = 0;
  for (let n = 25; n >= 3; n -= 2) sum = (sum + 1 / n) * square;
  return 4 * (small + small * sum);
}

/** The number of quarter turns next to x, of four, and what is left of x. */
function reduced(x: number): { readonly quarter: number; readonly rest: number } {
  if (!(Math.abs(x) < LARGEST_ANGLE)) return { quarter: 0, rest: NaN };
  const n = Math.round(x * TWO_OVER_PI);
  const rest = x - n * HALF_PI[0] - n * HALF_PI[1] - n * HALF_PI[2];
  return { quarter: ((n % 4) + 4) % 4, rest };
}

const signed = (quarter: number, value: number): number => (quarter >= 2 ? -value : value);

function sine(r: number): number {
  const square = -r * r;
  let sum = 0;
  for (let n = 17; n >= 3; n -= 2) sum = (sum + INVERSE_FACTORIALS[n]) * square;
  return r + r * sum;
}

function cosine(r: number): number {
  const square = -r * r;
  let sum = 0;
  for (let n = 18; n >= 2; n -= 2) sum = (sum + INVERSE_FACTORIALS[n]) * square;
  return 1 + sum;
}

function powerOfTwo(k: number): number {
  WORDS[1 - HIGH] = 0;
  WORDS[HIGH] = (k + 1023) << 20;
  return DOUBLE[0];
}
