/**
 * Real spherical harmonics up to degree lmax, orthonormal over the sphere, Y_lm at index l² + l + m: cos(mφ) for
 * m > 0, sin(|m|φ) for m < 0. Σ_m Y_lm² = (2l + 1) / 4π.
 */
export class RealHarmonics {
  private readonly a: Float64Array;
  private readonly b: Float64Array;
  private readonly sectoral: Float64Array;
  private readonly cosines: Float64Array;
  private readonly sines: Float64Array;

  constructor(readonly lmax: number) {
    const size = (lmax + 1) ** 2;
    this.a = new Float64Array(size);
    this.b = new Float64Array(size);
    this.sectoral = new Float64Array(lmax + 1);
    this.cosines = new Float64Array(lmax + 1);
    this.sines = new Float64Array(lmax + 1);
    this.sectoral[0] = Math.sqrt(1 / (4 * Math.PI));
    for (let m = 1; m <= lmax; m++)
      this.sectoral[m] = this.sectoral[m - 1] * Math.sqrt((2 * m + 1) / (2 * m));
    for (let l = 1; l <= lmax; l++) {
      for (let m = 0; m < l; m++) {
        const scale = (4 * l * l - 1) / (l * l - m * m);
        this.a[l * l + m] = Math.sqrt(scale);
        if (l > m + 1) {
          this.b[l * l + m] = Math.sqrt((scale * ((l - 1) ** 2 - m * m)) / (4 * (l - 1) ** 2 - 1));
        }
      }
    }
  }

  /**
   * Values at a direction.
   *
   * @param x component of the unit vector, as are y and z
   * @param out (lmax + 1)² values to fill
   */
  fill(x: number, y: number, z: number, out: Float64Array): void {
    const { lmax, a, b, sectoral, cosines, sines } = this;
    cosines[0] = 1;
    sines[0] = 0;
    for (let m = 1; m <= lmax; m++) {
      cosines[m] = cosines[m - 1] * x - sines[m - 1] * y;
      sines[m] = sines[m - 1] * x + cosines[m - 1] * y;
    }
    for (let m = 0; m <= lmax; m++) {
      const cosine = m === 0 ? 1 : Math.SQRT2 * cosines[m],
        sine = Math.SQRT2 * sines[m];
      let before = 0,
        here = sectoral[m];
      for (let l = m; l <= lmax; l++) {
        if (l > m) {
          const next = a[l * l + m] * z * here - b[l * l + m] * before;
          before = here;
          here = next;
        }
        const centre = l * l + l;
        out[centre + m] = here * cosine;
        if (m > 0) out[centre - m] = here * sine;
      }
    }
  }
}
