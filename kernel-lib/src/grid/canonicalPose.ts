import { centroid } from './points';

/** A structure turned to its canonical pose. */
export interface Pose {
  /** points about their centroid, turned, in the unit of the input; same order */
  readonly xyz: Float64Array;
  /** the 3 × 3 matrix, row by row, that turned them (determinant −1 where a mirror image was taken) */
  readonly rotation: Float64Array;
}

/**
 * The canonical pose: the centroid at the origin, principal axes along x, y, z by decreasing
 * variance, and the sign of each axis such that the third moment Σx³ along it is not negative.
 * Mirror images are included, since scattering cannot tell them apart.
 *
 * @param xyz points, x, y, z in turn
 */
export function canonicalPose(xyz: ArrayLike<number>): Pose {
  const [cx, cy, cz] = centroid(xyz);
  const n = xyz.length / 3;
  const covariance = new Float64Array(9);
  for (let p = 0; p < xyz.length; p += 3) {
    const d = [xyz[p] - cx, xyz[p + 1] - cy, xyz[p + 2] - cz];
    for (let a = 0; a < 3; a++) for (let b = 0; b < 3; b++) covariance[3 * a + b] += (d[a] * d[b]) / n;
  }
  const rotation = principalAxes(covariance);
  const turned = new Float64Array(xyz.length);
  for (let axis = 0; axis < 3; axis++) {
    const rx = rotation[3 * axis],
      ry = rotation[3 * axis + 1],
      rz = rotation[3 * axis + 2];
    let third = 0;
    for (let p = 0; p < xyz.length; p += 3) {
      const value = rx * (xyz[p] - cx) + ry * (xyz[p + 1] - cy) + rz * (xyz[p + 2] - cz);
      turned[p + axis] = value;
      third += value ** 3;
    }
    if (third >= 0) continue;
    for (let p = axis; p < xyz.length; p += 3) turned[p] = -turned[p];
    for (let c = 0; c < 3; c++) rotation[3 * axis + c] = -rotation[3 * axis + c];
  }
  return { xyz: turned, rotation };
}

/**
 * Eigenvectors of a symmetric 3 × 3 matrix as rows, by decreasing eigenvalue (cyclic Jacobi).
 */
export function principalAxes(symmetric: Float64Array): Float64Array {
  const a = Float64Array.from(symmetric);
  const v = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  for (let sweep = 0; sweep < 30; sweep++) {
    const off = a[1] ** 2 + a[2] ** 2 + a[5] ** 2;
    if (off <= 1e-30 * (a[0] ** 2 + a[4] ** 2 + a[8] ** 2)) break;
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ])
      jacobiTurn(a, v, p, q);
  }
  const order = [0, 1, 2].sort((i, j) => a[4 * j] - a[4 * i]);
  const rows = new Float64Array(9);
  order.forEach((from, to) => {
    for (let c = 0; c < 3; c++) rows[3 * to + c] = v[3 * c + from];
  });
  return rows;
}

/** One Jacobi turn that zeroes a[p][q]; the columns of v follow. */
function jacobiTurn(a: Float64Array, v: Float64Array, p: number, q: number): void {
  const apq = a[3 * p + q];
  if (apq === 0) return;
  const theta = (a[4 * q] - a[4 * p]) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < 3; k++) {
    const akp = a[3 * k + p],
      akq = a[3 * k + q];
    a[3 * k + p] = c * akp - s * akq;
    a[3 * k + q] = s * akp + c * akq;
  }
  for (let k = 0; k < 3; k++) {
    const apk = a[3 * p + k],
      aqk = a[3 * q + k];
    a[3 * p + k] = c * apk - s * aqk;
    a[3 * q + k] = s * apk + c * aqk;
    const vkp = v[3 * k + p],
      vkq = v[3 * k + q];
    v[3 * k + p] = c * vkp - s * vkq;
    v[3 * k + q] = s * vkp + c * vkq;
  }
}
