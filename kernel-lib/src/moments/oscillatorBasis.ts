import { momentCount, momentIndex } from './momentLayout';
import { packSparse, type SparseMatrix, type SparseRow } from '../numerics/sparseMatrix';
import { hypot } from '../elementary';

/**
 * The transformation of products of one-dimensional polynomials to Zernike moments.
 *
 * h_a(x) are Hermite polynomials, orthonormal under a Gaussian of width σ. The products
 * h_a(x) h_b(y) h_c(z) with a + b + c = d are the states of level d of the harmonic oscillator, and so
 * are the functions of (k, l, m) with 2k + l = d: an orthogonal matrix, built here by
 * ladder operators, first in x and y (to cylindrical states s, m), then with z (to spherical states), connects them.
 * Only the last step, from oscillator states to Zernike polynomials of the same l and m, magnifies
 * rounding errors, far less than a step from monomials would.
 */
export interface OscillatorBasis {
  /** (a, b, c) → (c, s, m): levels a + b */
  readonly cylindrical: SparseMatrix;
  /** (c, s, m) → (k, l, m): levels a + b + c */
  readonly spherical: SparseMatrix;
  /** (k, l, m) → Zernike moments, in the order of `momentIndex` */
  readonly radial: SparseMatrix;
}

/** Width σ of the Gaussian in radii of the unit ball: of 0.05 … 0.4 the one with the least magnification of rounding errors. */
export const OSCILLATOR_WIDTH = 0.13;

/** h_0(x) … h_nmax(x), orthonormal under the Gaussian of width OSCILLATOR_WIDTH. */
export function hermite(x: number, nmax: number): Float64Array {
  const h = new Float64Array(nmax + 1);
  const t = x / OSCILLATOR_WIDTH;
  h[0] = 1;
  for (let a = 0; a < nmax; a++) {
    h[a + 1] = (t * h[a] - (a > 0 ? Math.sqrt(a) * h[a - 1] : 0)) / Math.sqrt(a + 1);
  }
  return h;
}

/** Index of h_a(x) h_b(y) h_c(z): by a, then b + c, then b. */
export function productIndex(nmax: number, a: number, b: number, c: number): number {
  const q = b + c;
  const left = nmax - a + 1;
  return momentCount(nmax) - (left * (left + 1) * (left + 2)) / 6 + (q * (q + 1)) / 2 + b;
}

/** The three steps from products of Hermite polynomials to Zernike moments up to order nmax. */
export function oscillatorBasis(nmax: number): OscillatorBasis {
  const cylinder = new Map<string, number>();
  const cylindrical: SparseRow[] = [];
  const planes = planeStates(nmax);
  for (let c = 0; c <= nmax; c++) {
    for (const { s, m, amplitude } of planes) {
      const level = amplitude.length - 1;
      if (level + c > nmax) continue;
      cylinder.set(`${c} ${s} ${m}`, cylindrical.length);
      cylindrical.push(
        Array.from(amplitude, (value, b) => [productIndex(nmax, level - b, b, c), value] as const),
      );
    }
  }
  const spherical: SparseRow[] = new Array(momentCount(nmax));
  const radial: SparseRow[] = new Array(momentCount(nmax));
  for (let m = 0; m <= nmax; m++) {
    for (const { k, l, amplitude } of spaceStates(nmax, m)) {
      for (const sign of m === 0 ? [1] : [1, -1]) {
        spherical[momentIndex(2 * k + l, l, sign * m)] = Array.from(
          amplitude,
          (value, s) => [cylinder.get(`${2 * k + l - m - 2 * s} ${s} ${sign * m}`)!, value] as const,
        );
      }
    }
  }
  for (let l = 0; l <= nmax; l++) {
    zernikeInOscillator(l, Math.floor((nmax - l) / 2)).forEach((row, k) => {
      for (let m = -l; m <= l; m++) {
        radial[momentIndex(2 * k + l, l, m)] = row.map(
          (value, j) => [momentIndex(2 * j + l, l, m), value] as const,
        );
      }
    });
  }
  return {
    cylindrical: packSparse(cylindrical),
    spherical: packSparse(spherical),
    radial: packSparse(radial),
  };
}

/**
 * The solid harmonics r^l Y(l, m), m = −l … l, as amplitudes over h_a(x) h_b(y) h_c(z) with a + b + c = l: entry
 * b · (l + 1) + c. The rows are orthonormal.
 */
export function solidHarmonics(l: number): Float64Array[] {
  const planes = new Map(planeStates(l).map(({ s, m, amplitude }) => [`${s} ${m}`, amplitude]));
  return Array.from({ length: 2 * l + 1 }, (_, row) => {
    const m = row - l;
    const state = new Float64Array((l + 1) ** 2);
    spaceStates(l, Math.abs(m))
      .find((one) => one.l === l)!
      .amplitude.forEach((factor, s) => {
        const c = l - Math.abs(m) - 2 * s;
        planes.get(`${s} ${m}`)!.forEach((value, b) => (state[b * (l + 1) + c] += factor * value));
      });
    return state;
  });
}

/**
 * States of the plane: s nodes and angular number m (cosine, m < 0: sine), as amplitudes over h_a(x) h_b(y)
 * with a + b = 2s + |m|, index b. (a†ₓ ± i a†_y)^m makes s = 0, a†ₓ² + a†_y² raises s.
 */
function planeStates(nmax: number): { s: number; m: number; amplitude: Float64Array }[] {
  const states: { s: number; m: number; amplitude: Float64Array }[] = [];
  for (let m = -nmax; m <= nmax; m++) {
    const order = Math.abs(m);
    let amplitude = new Float64Array(order + 1);
    let root = order === 0 ? 1 : Math.sqrt(2) ** (1 - order);
    for (let b = 0; b <= order; b++) {
      if (b % 2 === (m < 0 ? 1 : 0)) amplitude[b] = b % 4 < 2 ? root : -root;
      root *= Math.sqrt((order - b) / (b + 1));
    }
    for (let s = 0; 2 * s + order <= nmax; s++) {
      states.push({ s, m, amplitude });
      const level = 2 * s + order;
      const raised = new Float64Array(level + 3);
      const norm = 2 * Math.sqrt((s + 1) * (s + order + 1));
      for (let b = 0; b <= level; b++) {
        const a = level - b;
        raised[b] += (amplitude[b] * Math.sqrt((a + 1) * (a + 2))) / norm;
        raised[b + 2] += (amplitude[b] * Math.sqrt((b + 1) * (b + 2))) / norm;
      }
      amplitude = raised;
    }
  }
  return states;
}

/**
 * States of space for one m ≥ 0: radial number k and angular l, as amplitudes over (s, m) h_c(z) with
 * 2s + m + c = 2k + l, index s. a·a destroys the states k = 0; a†·a† raises k.
 */
function spaceStates(nmax: number, m: number): { k: number; l: number; amplitude: Float64Array }[] {
  const states: { k: number; l: number; amplitude: Float64Array }[] = [];
  for (let l = m; l <= nmax; l++) {
    let amplitude = new Float64Array(Math.floor((l - m) / 2) + 1);
    amplitude[0] = 1;
    for (let s = 1; s < amplitude.length; s++) {
      const c = l - m - 2 * s;
      amplitude[s] = (-amplitude[s - 1] * Math.sqrt((c + 1) * (c + 2))) / (2 * Math.sqrt(s * (s + m)));
    }
    const norm = hypot(...amplitude);
    amplitude = amplitude.map((value) => value / norm);
    for (let k = 0; 2 * k + l <= nmax; k++) {
      states.push({ k, l, amplitude });
      amplitude = raiseInSpace(amplitude, k, l, m);
    }
  }
  return states;
}

function raiseInSpace(amplitude: Float64Array, k: number, l: number, m: number): Float64Array<ArrayBuffer> {
  const raised = new Float64Array(amplitude.length + 1);
  const norm = Math.sqrt((2 * k + 2) * (2 * k + 2 * l + 3));
  for (let s = 0; s < amplitude.length; s++) {
    const c = 2 * k + l - m - 2 * s;
    raised[s + 1] += (amplitude[s] * 2 * Math.sqrt((s + 1) * (s + m + 1))) / norm;
    raised[s] += (amplitude[s] * Math.sqrt((c + 1) * (c + 2))) / norm;
  }
  return raised;
}

/**
 * R_nl of the Zernike polynomials in the radial oscillator states of the same l: row k = (n − l)/2, entry j.
 * The recurrence of the Jacobi polynomials P_k^(0, l + 1/2)(2r² − 1), with r² = 2σ² x as its matrix
 * in the oscillator states.
 */
function zernikeInOscillator(l: number, kmax: number): number[][] {
  const beta = l + 0.5;
  const width2 = OSCILLATOR_WIDTH ** 2;
  const timesZ = (v: readonly number[]): number[] =>
    Array.from({ length: v.length + 1 }, (_, j) => {
      const below = j > 0 ? Math.sqrt(j * (j + beta)) * v[j - 1] : 0;
      const above = j + 1 < v.length ? Math.sqrt((j + 1) * (j + beta + 1)) * v[j + 1] : 0;
      return 4 * width2 * (below + (2 * j + beta + 1) * (v[j] ?? 0) + above) - (v[j] ?? 0);
    });
  let first = 1 / Math.sqrt(4 * Math.PI);
  for (let i = 1; i <= l; i++) first *= Math.sqrt((2 * i + 1) * width2);
  let previous: number[] = [];
  let current = [first];
  const rows: number[][] = [];
  for (let k = 0; k <= kmax; k++) {
    rows.push(current.map((value) => value * Math.sqrt(4 * k + 2 * l + 3)));
    const t = 2 * k + beta;
    const next = timesZ(current).map((value, j) => {
      const here = (t + 1) * ((t + 2) * t * value - beta * beta * (current[j] ?? 0));
      return (here - 2 * k * (k + beta) * (t + 2) * (previous[j] ?? 0)) / (2 * (k + 1) * (k + beta + 1) * t);
    });
    previous = current;
    current = next;
  }
  return rows;
}
