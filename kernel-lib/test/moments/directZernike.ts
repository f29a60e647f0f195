/** Zernike polynomials by their recurrences, point by point: slow, and independent of the library. */

/** P_k^(0, b)(z) */
function jacobi(k: number, b: number, z: number): number {
  let previous = 1;
  if (k === 0) return 1;
  let current = 1 + ((b + 2) * (z - 1)) / 2;
  for (let n = 1; n < k; n++) {
    const t = 2 * n + b;
    const next =
      ((t + 1) * ((t + 2) * t * z - b * b) * current - 2 * n * (n + b) * (t + 2) * previous) /
      (2 * (n + 1) * (n + b + 1) * t);
    previous = current;
    current = next;
  }
  return current;
}

/** Normalised associated Legendre values [l][m], ∫|Y|² = 1 with Y = P·√2 cos mφ. */
function legendre(lmax: number, cos: number): number[][] {
  const sin = Math.sqrt(Math.max(0, 1 - cos * cos));
  const p = Array.from({ length: lmax + 1 }, (_, l) => new Array<number>(l + 1).fill(0));
  p[0][0] = Math.sqrt(1 / (4 * Math.PI));
  for (let m = 1; m <= lmax; m++) p[m][m] = p[m - 1][m - 1] * sin * Math.sqrt((2 * m + 1) / (2 * m));
  for (let m = 0; m < lmax; m++) p[m + 1][m] = Math.sqrt(2 * m + 3) * cos * p[m][m];
  for (let m = 0; m <= lmax; m++) {
    for (let l = m + 2; l <= lmax; l++) {
      const below = Math.sqrt(((l - 1) ** 2 - m * m) / (4 * (l - 1) ** 2 - 1)) * p[l - 2][m];
      p[l][m] = Math.sqrt((4 * l * l - 1) / (l * l - m * m)) * (cos * p[l - 1][m] - below);
    }
  }
  return p;
}

/** All Z(n, l, m) at one point of the unit ball: by n, l = n mod 2 … n, m = −l … l. */
export function zernikeAt(x: number, y: number, z: number, nmax: number): number[] {
  const r = Math.hypot(x, y, z);
  const p = legendre(nmax, r > 0 ? z / r : 1);
  const phi = Math.atan2(y, x);
  const values: number[] = [];
  for (let n = 0; n <= nmax; n++) {
    for (let l = n % 2; l <= n; l += 2) {
      const radial = Math.sqrt(2 * n + 3) * r ** l * jacobi((n - l) / 2, l + 0.5, 2 * r * r - 1);
      for (let m = -l; m <= l; m++) {
        const angle = m === 0 ? 1 : Math.SQRT2 * (m > 0 ? Math.cos(m * phi) : Math.sin(-m * phi));
        values.push(radial * p[l][Math.abs(m)] * angle);
      }
    }
  }
  return values;
}

/** Moments of a 31³ grid by direct summation over its points in the unit ball. */
export function directMoments(grid: ArrayLike<number>, nmax: number): Float64Array {
  let sums: Float64Array | undefined;
  for (let i = -15; i <= 15; i++) {
    for (let j = -15; j <= 15; j++) {
      for (let k = -15; k <= 15; k++) {
        const value = grid[((i + 15) * 31 + j + 15) * 31 + k + 15];
        if (value === 0 || i * i + j * j + k * k > 225) continue;
        const z = zernikeAt(i / 15, j / 15, k / 15, nmax);
        sums ??= new Float64Array(z.length);
        for (let e = 0; e < z.length; e++) sums[e] += (value * z[e]) / 3375;
      }
    }
  }
  return sums ?? new Float64Array(0);
}
