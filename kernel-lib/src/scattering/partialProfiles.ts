import { RealHarmonics } from '../numerics/realHarmonics';
import { sphericalBessel } from '../numerics/sphericalBessel';
import type { LayerPoints } from './layerPoints';
import type { Scatterers } from './scatterers';
import { cbrt, exp, hypot } from '../elementary';

/** Products of the amplitudes of a structure in vacuum (v), of its displaced volume (d) and of its layer (l), over all orientations. */
export interface PartialProfiles {
  /** momentum transfer in 1/Å */
  readonly q: Float64Array;
  /** electrons² */
  readonly vv: Float64Array;
  /** electrons · Å³, as is vl */
  readonly vd: Float64Array;
  /** Å⁶, as are dl and ll */
  readonly dd: Float64Array;
  readonly vl: Float64Array;
  readonly dl: Float64Array;
  readonly ll: Float64Array;
}

/** Width of a shell of centres times the largest q: the error of the interpolation between shells is then about 2e-4. */
const SHELL_PHASE = 0.05;

/**
 * Profiles by multipole expansion (H. B. Stuhrmann, Acta Cryst. A26 (1970) 297): with the centres at r_j,
 *
 *     A_lm(q) = Σ_j f_j(q) j_l(q r_j) Y_lm(r_j / |r_j|),   <A B>(q) = 4π Σ_lm A_lm B_lm.
 *
 * Centres are sorted into shells about their mean, each divided linearly between two, so that the cost grows as
 * centres · l² + shells · q · l². The degree ends where j_l(q r) is below 1e-4.
 *
 * @param layer points around the structure; none: vl, dl and ll are 0
 * @param q momentum transfer in 1/Å
 */
export function partialProfiles(
  scatterers: Scatterers,
  layer: LayerPoints | undefined,
  q: Float64Array,
): PartialProfiles {
  const shells = new Shells(scatterers, layer, q);
  const profiles: PartialProfiles = {
    q,
    vv: new Float64Array(q.length),
    vd: new Float64Array(q.length),
    dd: new Float64Array(q.length),
    vl: new Float64Array(q.length),
    dl: new Float64Array(q.length),
    ll: new Float64Array(q.length),
  };
  shells.addUp();
  for (let k = 0; k < q.length; k++) {
    const [v, d, l] = shells.amplitudes[k];
    profiles.vv[k] = product(v, v);
    profiles.vd[k] = product(v, d);
    profiles.dd[k] = product(d, d);
    profiles.vl[k] = product(v, l);
    profiles.dl[k] = product(d, l);
    profiles.ll[k] = product(l, l);
  }
  return profiles;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return 4 * Math.PI * sum;
}

/** Highest degree l for which j_l(x) is above about 1e-4. */
function degreeFor(x: number): number {
  return Math.ceil(x + 3 * cbrt(x) + 2);
}

/** Centres sorted by their distance from the mean, and the sums of their amplitudes. */
class Shells {
  /** of each q: vacuum, displaced, layer, (l + 1)² each for the degrees that q needs */
  readonly amplitudes: readonly (readonly [Float64Array, Float64Array, Float64Array])[];
  private readonly xyz: Float64Array;
  private readonly weight: Float64Array;
  private readonly kind: Uint16Array;
  private readonly distance: Float64Array;
  private readonly width: number;
  private readonly lmax: number;
  private readonly qmax: number;
  /** number of kinds of scatterers, plus one for the layer */
  private readonly kinds: number;
  /** of each q and kind */
  private readonly vacuum: Float64Array;
  private readonly displaced: Float64Array;
  /** amplitude of a piece of the layer at each q, 1 at q = 0 */
  private readonly smear: Float64Array;

  constructor(
    { xyz, kindOf, kinds }: Scatterers,
    layer: LayerPoints | undefined,
    private readonly q: Float64Array,
  ) {
    const centres = kindOf.length,
      count = centres + (layer?.volume.length ?? 0);
    this.kinds = kinds.length + 1;
    this.xyz = new Float64Array(3 * count);
    this.xyz.set(xyz);
    if (layer) this.xyz.set(layer.xyz, xyz.length);
    this.weight = new Float64Array(count).fill(1);
    if (layer) this.weight.set(layer.volume, centres);
    this.kind = new Uint16Array(count).fill(kinds.length);
    this.kind.set(kindOf);
    moveToMean(this.xyz, 3 * centres);
    this.distance = Float64Array.from({ length: count }, (_, i) =>
      hypot(this.xyz[3 * i], this.xyz[3 * i + 1], this.xyz[3 * i + 2]),
    );
    const qmax = largest(q),
      radius = largest(this.distance);
    this.qmax = qmax;
    this.width = qmax > 0 ? SHELL_PHASE / qmax : Math.max(1, radius);
    this.lmax = degreeFor(qmax * (radius + this.width));
    this.amplitudes = Array.from(q, (value) => {
      const size = (degreeFor(value * (radius + this.width)) + 1) ** 2;
      return [new Float64Array(size), new Float64Array(size), new Float64Array(size)] as const;
    });
    this.vacuum = new Float64Array(q.length * this.kinds);
    this.displaced = new Float64Array(q.length * this.kinds);
    this.smear = new Float64Array(q.length);
    for (let k = 0; k < q.length; k++) {
      kinds.forEach((kind, n) => {
        this.vacuum[k * this.kinds + n] = kind.vacuum(q[k]);
        this.displaced[k * this.kinds + n] = kind.displaced(q[k]);
      });
      this.smear[k] = exp((-q[k] * q[k] * (layer?.spread ?? 0)) / 6);
    }
  }

  /** Adds every centre to the two shells about it, and every shell to the amplitudes once it is full. */
  addUp(): void {
    const { distance, width, kinds, lmax } = this;
    const order = Uint32Array.from(distance, (_, i) => i).sort((a, b) => distance[a] - distance[b]);
    const size = (lmax + 1) ** 2,
      harmonics = new RealHarmonics(lmax),
      values = new Float64Array(size);
    let inner = new Shell(kinds, size),
      outer = new Shell(kinds, size),
      at = 0;
    for (const i of order) {
      const r = distance[i] / width,
        shell = Math.floor(r);
      while (at < shell) {
        if (inner.used) this.addShell(inner, at * width);
        [inner, outer] = [outer, inner];
        at++;
        if (at < shell && !inner.used) at = shell;
      }
      const scale = distance[i] > 0 ? 1 / distance[i] : 0;
      if (scale === 0) harmonics.fill(0, 0, 1, values);
      else
        harmonics.fill(
          this.xyz[3 * i] * scale,
          this.xyz[3 * i + 1] * scale,
          this.xyz[3 * i + 2] * scale,
          values,
        );
      const degrees = Math.min(size, (degreeFor(this.qmax * (shell + 1) * width) + 1) ** 2);
      inner.add(this.kind[i], this.weight[i] * (1 - r + shell), values, degrees);
      outer.add(this.kind[i], this.weight[i] * (r - shell), values, degrees);
    }
    if (inner.used) this.addShell(inner, at * width);
    if (outer.used) this.addShell(outer, (at + 1) * width);
  }

  private addShell(shell: Shell, r: number): void {
    const { q, kinds, lmax } = this;
    const bessel = new Float64Array(lmax + 1);
    const layer = kinds - 1,
      groups = inFours([...shell.present].filter((kind) => kind !== layer));
    for (let k = 0; k < q.length; k++) {
      const degree = Math.min(lmax, degreeFor(q[k] * r));
      sphericalBessel(degree, q[k] * r, bessel);
      for (const four of groups) this.addFour(shell, four, k, degree, bessel);
      if (shell.present.has(layer)) {
        const sums = shell.sums[layer],
          l = this.amplitudes[k][2];
        for (let n = 0, p = 0; n <= degree; n++)
          for (const jl = bessel[n] * this.smear[k], end = (n + 1) ** 2; p < end; p++) l[p] += jl * sums[p];
      }
    }
    shell.clear();
  }

  /** Adds four kinds at once, since most of the time goes into reading and writing the amplitudes. */
  private addFour(shell: Shell, four: Four, k: number, degree: number, bessel: Float64Array): void {
    const { kinds, vacuum, displaced } = this;
    const [v, d] = this.amplitudes[k];
    const [s0, s1, s2, s3] = four.map((kind) => (kind < 0 ? shell.zeros : shell.sums[kind]));
    const [v0, v1, v2, v3] = four.map((kind) => (kind < 0 ? 0 : vacuum[k * kinds + kind]));
    const [d0, d1, d2, d3] = four.map((kind) => (kind < 0 ? 0 : displaced[k * kinds + kind]));
    for (let n = 0, p = 0; n <= degree; n++) {
      const j = bessel[n],
        end = (n + 1) ** 2;
      for (; p < end; p++) {
        const a = s0[p],
          b = s1[p],
          c = s2[p],
          e = s3[p];
        v[p] += j * (v0 * a + v1 * b + v2 * c + v3 * e);
        d[p] += j * (d0 * a + d1 * b + d2 * c + d3 * e);
      }
    }
  }
}

type Four = readonly [number, number, number, number];

/** The kinds four by four, the last filled up with −1. */
function inFours(kinds: readonly number[]): Four[] {
  return Array.from({ length: Math.ceil(kinds.length / 4) }, (_, g) => {
    const at = (i: number): number => kinds[4 * g + i] ?? -1;
    return [at(0), at(1), at(2), at(3)];
  });
}

/** Sums of harmonics over the centres of one shell, by kind. */
class Shell {
  readonly sums: Float64Array[] = [];
  readonly present = new Set<number>();
  readonly zeros: Float64Array;

  constructor(
    kinds: number,
    private readonly size: number,
  ) {
    this.sums.length = kinds;
    this.zeros = new Float64Array(size);
  }

  get used(): boolean {
    return this.present.size > 0;
  }

  add(kind: number, weight: number, values: Float64Array, count: number): void {
    if (weight === 0) return;
    this.present.add(kind);
    const sums = (this.sums[kind] ??= new Float64Array(this.size));
    for (let p = 0; p < count; p++) sums[p] += weight * values[p];
  }

  clear(): void {
    for (const kind of this.present) this.sums[kind].fill(0);
    this.present.clear();
  }
}

function moveToMean(xyz: Float64Array, length: number): void {
  for (let axis = 0; axis < 3; axis++) {
    let sum = 0;
    for (let p = axis; p < length; p += 3) sum += xyz[p];
    const mean = sum / (length / 3);
    for (let p = axis; p < xyz.length; p += 3) xyz[p] -= mean;
  }
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
