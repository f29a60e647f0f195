import { centroid } from './points';

/**
 * Relative shape anisotropy of points,
 *
 *     κ² = 1 − 3 (λ1 λ2 + λ2 λ3 + λ3 λ1) / (λ1 + λ2 + λ3)²,
 *
 * λ the principal moments of the gyration tensor (Theodorou & Suter, Macromolecules 18 (1985) 1206): 0 for
 * a ball, 1/4 for a flat disc, 1 for a rod. The sum of the products is the second invariant of the tensor.
 */
export function relativeAnisotropy(xyz: Float64Array): number {
  const [x, y, z] = centroid(xyz);
  let xx = 0,
    yy = 0,
    zz = 0,
    xy = 0,
    yz = 0,
    zx = 0;
  for (let i = 0; i < xyz.length; i += 3) {
    const [a, b, c] = [xyz[i] - x, xyz[i + 1] - y, xyz[i + 2] - z];
    xx += a * a;
    yy += b * b;
    zz += c * c;
    xy += a * b;
    yz += b * c;
    zx += c * a;
  }
  const trace = xx + yy + zz;
  return trace > 0 ? 1 - (3 * (xx * yy + yy * zz + zz * xx - xy * xy - yz * yz - zx * zx)) / trace ** 2 : 0;
}
