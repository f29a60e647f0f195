import { momentCount, momentIndex } from '../moments/momentLayout';
import { applySparse, packSparse, type SparseMatrix, type SparseRow } from '../numerics/sparseMatrix';
import { innerProduct } from './correlation';
import { quarterTurn } from './quarterTurn';
import { rotateMoments } from './rotateMoments';
import { axisRotation, composeRotations } from '../numerics/rotation';
import { hypot } from '../elementary';

/** A rotation of body b onto body a, and the inner product Σ a · (R b) that it reaches. */
export interface Refined {
  readonly rotation: Float64Array;
  readonly mirror: boolean;
  readonly value: number;
  /** true where the last step was negligible */
  readonly settled: boolean;
}

/** The body that stays, with its derivatives under small rotations. */
export interface RotationTarget {
  readonly nmax: number;
  readonly moments: Float64Array;
  /** −L_i a: Σ a · L_i b = Σ (−L_i a) · b */
  readonly first: readonly Float64Array[];
  /** ½ (L_i L_j + L_j L_i) a for xx, xy, xz, yy, yz, zz */
  readonly second: readonly Float64Array[];
}

/** Prepares body a for `refineRotation`. */
export function rotationTarget(moments: Float64Array, nmax: number): RotationTarget {
  const turns = generators(nmax);
  const turned = turns.map((generator) => product(generator, moments));
  const second: Float64Array[] = [];
  for (let i = 0; i < 3; i++) {
    for (let j = i; j < 3; j++) {
      const other = product(turns[j], turned[i]);
      second.push(product(turns[i], turned[j]).map((value, e) => (value + other[e]) / 2));
    }
  }
  return { nmax, moments, first: turned.map((list) => list.map((value) => -value)), second };
}

/** A step below this, in radians, ends the refinement. */
const SMALL_STEP = 1e-5;
/** Longest step in radians. */
const LONG_STEP = 0.2;

/**
 * Climbs to the nearest maximum of Σ a · (R b) over rotations R: Newton steps on the sphere of rotations, damped
 * (Levenberg, Marquardt) where the surface is not yet a hill. R becomes exp(ω) R, and with the generators L
 *
 *     Σ a · exp(ω) R b = v + Σ_i ω_i (a · L_i R b) + ½ Σ_ij ω_i ω_j (a · L_i L_j R b) + …
 *
 * @param b moments of the body that is rotated
 * @param steps largest number of evaluations
 */
export function refineRotation(
  target: RotationTarget,
  b: Float64Array,
  from: { rotation: Float64Array; mirror: boolean },
  steps: number,
): Refined {
  const { moments, nmax } = target;
  const turned = new Float64Array(b.length);
  const evaluate = (rotation: Float64Array): number =>
    innerProduct(moments, rotateMoments(b, nmax, rotation, from.mirror, turned));
  let { rotation } = from;
  let value = evaluate(rotation);
  let slope = slopes(target, turned);
  let damping = 0;
  for (let step = 1; step < steps; step++) {
    const { omega, damping: used } = newtonStep(slope, damping);
    const next = composeRotations(axisRotation(omega), rotation);
    const reached = evaluate(next);
    if (reached >= value) {
      [rotation, value, damping] = [next, reached, used / 8];
      if (hypot(...omega) < SMALL_STEP) return { rotation, value, mirror: from.mirror, settled: true };
      slope = slopes(target, turned);
    } else {
      if (hypot(...omega) < SMALL_STEP) return { rotation, value, mirror: from.mirror, settled: true };
      damping = Math.max(4 * used, 0.1 * slope.scale);
    }
  }
  return { rotation, value, mirror: from.mirror, settled: false };
}

/** Gradient and Hessian (xx, xy, xz, yy, yz, zz) of the inner product. */
interface Slopes {
  readonly gradient: readonly number[];
  readonly hessian: readonly number[];
  /** size of the curvature */
  readonly scale: number;
}

function slopes(target: RotationTarget, turned: Float64Array): Slopes {
  const hessian = target.second.map((list) => innerProduct(list, turned));
  return {
    gradient: target.first.map((list) => innerProduct(list, turned)),
    hessian,
    scale: (Math.abs(hessian[0]) + Math.abs(hessian[3]) + Math.abs(hessian[5])) / 3 + 1e-300,
  };
}

/** Solves (damping − H) ω = g with the least damping that makes it a step uphill of bounded length. */
function newtonStep(slope: Slopes, damping: number): { omega: [number, number, number]; damping: number } {
  const [gx, gy, gz] = slope.gradient;
  for (;;) {
    const [xx, xy, xz, yy, yz, zz] = slope.hessian.map(
      (value, i) => -value + ([0, 3, 5].includes(i) ? damping : 0),
    );
    const minor = xx * yy - xy * xy;
    const determinant = xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * xz) + xz * (xy * yz - yy * xz);
    if (xx > 0 && minor > 0 && determinant > 1e-12 * slope.scale ** 3) {
      const omega: [number, number, number] = [
        (gx * (yy * zz - yz * yz) - xy * (gy * zz - yz * gz) + xz * (gy * yz - yy * gz)) / determinant,
        (xx * (gy * zz - gz * yz) - gx * (xy * zz - yz * xz) + xz * (xy * gz - gy * xz)) / determinant,
        (xx * (yy * gz - yz * gy) - xy * (xy * gz - gy * xz) + gx * (xy * yz - yy * xz)) / determinant,
      ];
      const length = hypot(...omega);
      const factor = length > LONG_STEP ? LONG_STEP / length : 1;
      return { omega: [omega[0] * factor, omega[1] * factor, omega[2] * factor], damping };
    }
    damping = Math.max(2 * damping, 0.1 * slope.scale);
  }
}

const cache = new Map<number, readonly SparseMatrix[]>();

/** Generators of rotations about x, y, z on the moments. */
function generators(nmax: number): readonly SparseMatrix[] {
  let made = cache.get(nmax);
  if (!made) cache.set(nmax, (made = makeGenerators(nmax)));
  return made;
}

/** Lz is direct; Ly = J Lz J⁻¹; Lx = Ly Lz − Lz Ly. */
function makeGenerators(nmax: number): readonly SparseMatrix[] {
  const rows: SparseRow[][] = [0, 1, 2].map(() => new Array<SparseRow>(momentCount(nmax)));
  for (let l = 0; l <= nmax; l++) {
    const width = 2 * l + 1;
    const aboutZ = (v: Float64Array): Float64Array => v.map((_, i) => (l - i) * v[width - 1 - i]);
    const { forward, back } = quarterTurn(l);
    const aboutY = (v: Float64Array): Float64Array => product(forward, aboutZ(product(back, v)));
    const columns = Array.from({ length: width }, (_, i) => {
      const unit = new Float64Array(width);
      unit[i] = 1;
      const yz = aboutY(aboutZ(unit));
      const zy = aboutZ(aboutY(unit));
      return [yz.map((value, e) => value - zy[e]), aboutY(unit), aboutZ(unit)];
    });
    for (let n = l; n <= nmax; n += 2) {
      const at = momentIndex(n, l, -l);
      for (let axis = 0; axis < 3; axis++) {
        for (let i = 0; i < width; i++) {
          rows[axis][at + i] = columns.map(
            (column, j) => [at + j, Math.abs(column[axis][i]) < 1e-11 ? 0 : column[axis][i]] as const,
          );
        }
      }
    }
  }
  return rows.map((list) => packSparse(list));
}

function product(matrix: SparseMatrix, vector: Float64Array): Float64Array {
  const result = new Float64Array(vector.length);
  applySparse(matrix, vector, result);
  return result;
}
