/**
 * Orthonormal real spherical harmonics of order l = 0 … lmax in one direction, at index l² + l + m:
 * √2 N P_l^m(cos θ) cos mφ for m > 0, √2 N P_l^|m| sin |m|φ for m < 0, N P_l for m = 0 (no Condon–Shortley phase).
 *
 * @param x direction, any length above 0; along z where all three are 0
 * @param out array of at least (lmax + 1)² to fill
 */
export function realHarmonics(lmax: number, x: number, y: number, z: number, out: Float64Array): Float64Array {
  const r = Math.hypot(x, y, z);
  const cosine = r > 0 ? z / r : 1;
  const across = Math.hypot(x, y);
  const sine = r > 0 ? across / r : 0;
  const cosPhi = across > 0 ? x / across : 1,
    sinPhi = across > 0 ? y / across : 0;
  let diagonal = Math.sqrt(1 / (4 * Math.PI));
  let c = 1,
    s = 0;
  for (let m = 0; m <= lmax; m++) {
    if (m > 0) {
      diagonal *= Math.sqrt((2 * m + 1) / (2 * m)) * sine;
      [c, s] = [c * cosPhi - s * sinPhi, s * cosPhi + c * sinPhi];
    }
    const factor = m > 0 ? Math.SQRT2 : 1;
    let before = 0,
      here = diagonal;
    for (let l = m; l <= lmax; l++) {
      const at = l * l + l;
      out[at + m] = factor * here * c;
      if (m > 0) out[at - m] = factor * here * s;
      const a = Math.sqrt((4 * (l + 1) ** 2 - 1) / ((l + 1) ** 2 - m * m));
      const b = l > m ? Math.sqrt((l * l - m * m) / (4 * l * l - 1)) : 0;
      [before, here] = [here, a * (cosine * here - b * before)];
    }
  }
  return out;
}
