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
  const { values } = density;
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
      // one plane earlier, where all four columns are below the threshold
      const from = Math.max(0, start - 1);
      let k = r0 * sr + u0 * su + (view.towards > 0 ? nd - 1 - from : from) * sd;
      let before = -Infinity;
      for (let at = from; at < nd; at++, k -= view.towards * sd) {
        const low = values[k] * (1 - fu) + values[k + su] * fu;
        const high = values[k + sr] * (1 - fu) + values[k + sr + su] * fu;
        const value = low * (1 - fr) + high * fr;
        if (value >= threshold) {
          const met = at === 0 ? 0 : at - (value - threshold) / (value - before);
          depth[row * pixels + column] = (nd - 1) / 2 - met;
          break;
        }
        before = value;
      }
    }
  }
  return { pixels, depth };
}

/** For each column of the grid the first plane, from the viewer's side, that is not below the threshold. */
function firstAbove(density: FineDensity, threshold: number, view: ViewAxes): Uint16Array {
  const stride = strides(density.size);
  const [nr, nu, nd] = [density.size[view.right], density.size[view.up], density.size[view.depth]];
  const first = new Uint16Array(nr * nu);
  const { values } = density;
  const step = -view.towards * stride[view.depth];
  for (let r = 0; r < nr; r++) {
    for (let u = 0; u < nu; u++) {
      let k = r * stride[view.right] + u * stride[view.up] + (step < 0 ? (1 - nd) * step : 0);
      let at = 0;
      while (at < nd && !(values[k] >= threshold)) {
        at++;
        k += step;
      }
      first[r * nu + u] = at;
    }
  }
  return first;
}

/** Index steps along x, y, z. */
export function strides(size: readonly [number, number, number]): [number, number, number] {
  return [size[1] * size[2], size[2], 1];
}
