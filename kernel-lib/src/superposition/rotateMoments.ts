import { InputError } from '../inputError';
import { momentCount, momentIndex } from '../moments/momentLayout';
import { applySparse } from '../numerics/sparseMatrix';
import { quarterTurn } from './quarterTurn';
import { eulerAngles } from '../numerics/rotation';
import { cos, sin } from '../elementary';

/**
 * Zernike moments of a body that is mirrored through the centre (if requested: x → −x) and then rotated: moments
 * of ρ(±R⁻¹ x). With R = Rz(α) Ry(β) Rz(γ) the coefficients of one l turn by Z(α) J Z(β) J⁻¹ Z(γ).
 *
 * @param moments of one body, in the order of `momentIndex`
 * @param rotation 3 × 3 matrix R, row by row, determinant 1
 * @param mirror true: the body is mirrored first: coefficients times (−1)^l
 * @param out array to fill (not moments itself); default: a new one
 * @throws InputError when the number of moments does not match nmax
 */
export function rotateMoments(
  moments: Float64Array,
  nmax: number,
  rotation: Float64Array,
  mirror = false,
  out: Float64Array = new Float64Array(moments.length),
): Float64Array {
  if (moments.length !== momentCount(nmax)) {
    throw new InputError(`${moments.length} moments for order ${nmax}: expected ${momentCount(nmax)}.`);
  }
  const { alpha, beta, gamma } = eulerAngles(rotation);
  const angles = [gamma, beta, alpha].map((angle) => multiples(angle, nmax));
  const first = new Float64Array(2 * nmax + 1);
  const second = new Float64Array(2 * nmax + 1);
  for (let l = 0; l <= nmax; l++) {
    const { forward, back } = quarterTurn(l);
    const sign = mirror && l % 2 === 1 ? -1 : 1;
    for (let n = l; n <= nmax; n += 2) {
      const at = momentIndex(n, l, -l);
      turnAboutZ(moments, at, l, angles[0], sign, first, 0);
      applySparse(back, first, second);
      turnAboutZ(second, 0, l, angles[1], 1, first, 0);
      applySparse(forward, first, second);
      turnAboutZ(second, 0, l, angles[2], 1, out, at);
    }
  }
  return out;
}

/** cos mφ and sin mφ in turn, for m = 0 … nmax. */
function multiples(angle: number, nmax: number): Float64Array {
  const values = new Float64Array(2 * nmax + 2);
  for (let m = 0; m <= nmax; m++) {
    values[2 * m] = cos(m * angle);
    values[2 * m + 1] = sin(m * angle);
  }
  return values;
}

/** The harmonics of one l turned about z: cosine and sine terms of each m mix. */
function turnAboutZ(
  from: Float64Array,
  at: number,
  l: number,
  angle: Float64Array,
  sign: number,
  to: Float64Array,
  place: number,
): void {
  to[place + l] = sign * from[at + l];
  for (let m = 1; m <= l; m++) {
    const c = sign * angle[2 * m];
    const s = sign * angle[2 * m + 1];
    const cosine = from[at + l + m];
    const sine = from[at + l - m];
    to[place + l + m] = c * cosine - s * sine;
    to[place + l - m] = s * cosine + c * sine;
  }
}
