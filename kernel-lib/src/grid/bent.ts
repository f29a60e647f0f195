import { canonicalPose } from './canonicalPose';
import { farthest } from './points';
import { cos, sin } from '../elementary';

/**
 * A structure bent and twisted along its longest axis: the axis becomes an arc of a circle, and the
 * cross-sections turn about it.
 *
 * @param bend angle in radians of the axis over the radius of the structure
 * @param turn rotation, 3 × 3, row by row, of the canonical pose about its first axis before it is bent; default: none
 * @param twist angle in radians of the cross-section over this radius
 */
export function bent(xyz: Float64Array, bend: number, twist: number, turn?: Float64Array): Float64Array {
  const points = canonicalPose(xyz).xyz;
  if (turn) rotateInPlace(points, turn);
  const radius = farthest(points, [0, 0, 0]);
  const curvature = bend / radius;
  for (let p = 0; p < points.length; p += 3) {
    const x = points[p];
    const c = cos((twist * x) / radius),
      s = sin((twist * x) / radius);
    const y = c * points[p + 1] - s * points[p + 2],
      z = s * points[p + 1] + c * points[p + 2];
    const angle = curvature * x;
    // an arc of radius 1/curvature through the origin, z its inward normal
    const along = Math.abs(angle) < 1e-6 ? x : sin(angle) / curvature;
    const sagitta = Math.abs(angle) < 1e-6 ? 0 : (1 - cos(angle)) / curvature;
    points[p] = along - z * sin(angle);
    points[p + 1] = y;
    points[p + 2] = sagitta + z * cos(angle);
  }
  return points;
}

function rotateInPlace(points: Float64Array, r: Float64Array): void {
  for (let p = 0; p < points.length; p += 3) {
    const [x, y, z] = [points[p], points[p + 1], points[p + 2]];
    for (let a = 0; a < 3; a++) points[p + a] = r[3 * a] * x + r[3 * a + 1] * y + r[3 * a + 2] * z;
  }
}
