import type { Frame } from './surfaceCast';
import type { Vector } from './shade';
import type { ViewAxes } from './viewAxes';

/** The spheres of a model seen in a view. */
export interface SphereCast {
  /** distance towards the viewer in fine steps from the middle of the grid; −∞ without a sphere */
  readonly depth: Float32Array;
  /** normal at a pixel that shows a sphere */
  normalAt(pixel: number): Vector;
}

/**
 * Draws points as spheres into a depth buffer.
 * @param points x, y, z of each in turn, in fine grid coordinates
 * @param radius in fine steps
 * @param middle of the grid along the depth axis, in fine steps
 */
export function castSpheres(
  points: Float64Array,
  radius: number,
  view: ViewAxes,
  frame: Frame,
  middle: number,
): SphereCast {
  const { pixels, pixel, centre } = frame;
  const depth = new Float32Array(pixels * pixels).fill(-Infinity);
  const normals = new Float32Array(2 * pixels * pixels);
  const reach = radius / pixel;
  for (let at = 0; at < points.length; at += 3) {
    const x = (points[at + view.right] - centre[view.right]) / pixel + (pixels - 1) / 2;
    const y = (pixels - 1) / 2 - (points[at + view.up] - centre[view.up]) / pixel;
    const z = (points[at + view.depth] - middle) * view.towards;
    for (let row = Math.max(0, Math.ceil(y - reach)); row <= Math.min(pixels - 1, y + reach); row++) {
      for (
        let column = Math.max(0, Math.ceil(x - reach));
        column <= Math.min(pixels - 1, x + reach);
        column++
      ) {
        const right = (column - x) / reach;
        const up = (y - row) / reach;
        const inside = 1 - right ** 2 - up ** 2;
        if (inside < 0) continue;
        const here = z + radius * Math.sqrt(inside);
        const k = row * pixels + column;
        if (here <= depth[k]) continue;
        depth[k] = here;
        normals[2 * k] = right;
        normals[2 * k + 1] = up;
      }
    }
  }
  return {
    depth,
    normalAt: (k) => [
      normals[2 * k],
      normals[2 * k + 1],
      Math.sqrt(Math.max(0, 1 - normals[2 * k] ** 2 - normals[2 * k + 1] ** 2)),
    ],
  };
}
