import type { FineDensity } from './smoothDensity';
import type { ViewAxes } from './viewAxes';

/** First intersections of the rays of a view with the isosurface. */
export interface SurfaceCast {
  readonly pixels: number;
  /** distance of the surface towards the viewer in fine steps, from the middle of the grid; −∞ where a ray misses it */
  readonly depth: Float32Array;
}

/** The part of space that a square picture shows, in fine steps. */
export interface Frame {
  /** middle of the picture, in fine grid coordinates */
  readonly centre: readonly [number, number, number];
  /** fine steps from one pixel to the next */
  readonly pixel: number;
  readonly pixels: number;
}

/**
 * Casts one ray per pixel along an axis of the grid. Between grid planes the density is trilinear, so
 * along a ray it is piecewise linear and the crossing is exact.
 */
export function castSurface(
  density: FineDensity,
  threshold: number,
  view: ViewAxes,
  frame: Frame,
): SurfaceCast {
  const { pixels } = frame;
  const stride = strides(density.size);
  const [sr, su, sd] = [stride[view.right], stride[view.up], stride[view.depth]];
  const [nr, nu, nd] = [density.size[view.right], density.size[view.up], density.size[view.depth]];
  const first = firstAbove(density, threshold, view);
  const depth = new Float32Array(pixels * pixels).fill(-Infinity);
  for (let row = 0; row < pixels; row++) {
    const u = frame.centre[view.up] + ((pixels - 1) / 2 - row) * frame.pixel;
    const u0 = Math.floor(u);
    if (u0 < 0 || u0 >= nu - 1) continue;
    for (let column = 0; column < pixels; column++) {
      const r = frame.centre[view.right] + (column - (pixels - 1) / 2) * frame.pixel;
      const r0 = Math.floor(r);
      if (r0 < 0 || r0 >= nr - 1) continue;
      const corner = r0 * nu + u0;
      const start = Math.min(first[corner], first[corner + 1], first[corner + nu], first[corner + nu + 1]);
      if (start >= nd) continue;
      const fr = r - r0;
      const fu = u - u0;
      const base = r0 * sr + u0 * su;
      const plane = (at: number): number => {
        const k = base + (view.towards > 0 ? nd - 1 - at : at) * sd;
        const low = density.values[k] * (1 - fu) + density.values[k + su] * fu;
        const high = density.values[k + sr] * (1 - fu) + density.values[k + sr + su] * fu;
        return low * (1 - fr) + high * fr;
      };
      const met = crossing(plane, threshold, start, nd);
      if (met >= 0) depth[row * pixels + column] = (nd - 1) / 2 - met;
    }
  }
  return { pixels, depth };
}

/** Number of steps from the viewer's side at which the values reach the threshold, −1 if they never do. */
function crossing(plane: (at: number) => number, threshold: number, start: number, count: number): number {
  let before = start > 0 ? plane(start - 1) : -Infinity;
  for (let at = start; at < count; at++) {
    const value = plane(at);
    if (value >= threshold) return at === 0 ? 0 : at - (value - threshold) / (value - before);
    before = value;
  }
  return -1;
}

/** For each column of the grid the first plane, from the viewer's side, that is not below the threshold. */
function firstAbove(density: FineDensity, threshold: number, view: ViewAxes): Uint16Array {
  const stride = strides(density.size);
  const [nr, nu, nd] = [density.size[view.right], density.size[view.up], density.size[view.depth]];
  const first = new Uint16Array(nr * nu).fill(nd);
  for (let r = 0; r < nr; r++) {
    for (let u = 0; u < nu; u++) {
      const base = r * stride[view.right] + u * stride[view.up];
      for (let at = 0; at < nd; at++) {
        if (density.values[base + (view.towards > 0 ? nd - 1 - at : at) * stride[view.depth]] >= threshold) {
          first[r * nu + u] = at;
          break;
        }
      }
    }
  }
  return first;
}

/** Index steps along x, y, z. */
export function strides(size: readonly [number, number, number]): [number, number, number] {
  return [size[1] * size[2], size[2], 1];
}
