import { bodyColour, type Colour, modelColour } from './palette';
import { shade, unit, type Vector } from './shade';
import { densityAt, type FineDensity } from './smoothDensity';
import { castSpheres, type SphereCast } from './spheres';
import { castSurface, type Frame } from './surfaceCast';
import type { ViewAxes } from './viewAxes';

/** Contents of a picture of a surface. */
export interface Scene {
  readonly density: FineDensity;
  readonly threshold: number;
  /** points of a model in fine grid coordinates, with the radius of their spheres in fine steps */
  readonly model?: { readonly points: Float64Array; readonly radius: number };
  /** colour of the surface at a point in fine grid coordinates; default one colour */
  readonly colourAt?: (x: number, y: number, z: number) => Colour;
}

/** Number of samples along each side of a pixel. */
const oversampling = 2;

/** Distances from the surface, in steps of the map, at which density occludes the sky. */
const openSteps = [1, 2, 3.5, 5];

/** Opacity of the surface over a model. */
const veil = 0.42;

/** Opacity of the surface beside a model. */
const alone = 0.75;

/**
 * A square picture of the isosurface, RGBA without premultiplied alpha, transparent where there
 * is nothing.
 */
export function surfacePicture(scene: Scene, view: ViewAxes, frame: Frame): Uint8Array {
  const fine = { ...frame, pixels: frame.pixels * oversampling, pixel: frame.pixel / oversampling };
  const { density, threshold } = scene;
  const surface = castSurface(density, threshold, view, fine);
  const middle = (density.size[view.depth] - 1) / 2;
  const spheres = scene.model && castSpheres(scene.model.points, scene.model.radius, view, fine, middle);
  const samples = new Float32Array(4 * fine.pixels ** 2);
  for (let k = 0; k < fine.pixels ** 2; k++) {
    const depth = surface.depth[k];
    if (depth === -Infinity && (spheres?.depth[k] ?? -Infinity) === -Infinity) continue;
    const lit = depth === -Infinity ? undefined : litSurface(scene, view, fine, k, depth);
    const { colour, cover } = blend(lit, depth, spheres, k);
    for (let c = 0; c < 3; c++) samples[4 * k + c] = colour[c] * cover;
    samples[4 * k + 3] = cover;
  }
  return averaged(samples, frame.pixels);
}

/** Colour of the surface at pixel k, lit and darkened in clefts. */
function litSurface(scene: Scene, view: ViewAxes, frame: Frame, k: number, depth: number): Colour {
  const { pixels, pixel, centre } = frame;
  const point: [number, number, number] = [0, 0, 0];
  point[view.right] = centre[view.right] + ((k % pixels) - (pixels - 1) / 2) * pixel;
  point[view.up] = centre[view.up] + ((pixels - 1) / 2 - Math.floor(k / pixels)) * pixel;
  point[view.depth] = (scene.density.size[view.depth] - 1) / 2 + view.towards * depth;
  const outward = outwardNormal(scene.density, ...point);
  const normal: Vector = [outward[view.right], outward[view.up], view.towards * outward[view.depth]];
  const colour = scene.colourAt ? scene.colourAt(...point) : bodyColour;
  return shade(colour, normal, openness(scene, point, outward));
}

/** The normal: against the gradient of the density, from differences over half a step on either side. */
function outwardNormal(density: FineDensity, x: number, y: number, z: number): Vector {
  const h = density.factor / 2;
  return unit([
    densityAt(density, x - h, y, z) - densityAt(density, x + h, y, z),
    densityAt(density, x, y - h, z) - densityAt(density, x, y + h, z),
    densityAt(density, x, y, z - h) - densityAt(density, x, y, z + h),
  ]);
}

/** Share of the sky visible from a surface point, reduced by density along the way. */
function openness({ density, threshold }: Scene, [x, y, z]: Vector, [dx, dy, dz]: Vector): number {
  let closed = 0;
  for (const steps of openSteps) {
    const reach = steps * density.factor;
    closed += Math.min(threshold, densityAt(density, x + dx * reach, y + dy * reach, z + dz * reach));
  }
  return Math.max(0.25, 1 - (1.1 * closed) / (threshold * openSteps.length));
}

/** Surface and model composed. */
function blend(
  surface: Colour | undefined,
  depth: number,
  spheres: SphereCast | undefined,
  k: number,
): { colour: Colour; cover: number } {
  if (!spheres) return { colour: surface as Colour, cover: 1 };
  if (spheres.depth[k] === -Infinity) return { colour: surface as Colour, cover: alone };
  const sphere = shade(modelColour, spheres.normalAt(k), 1);
  if (!surface || spheres.depth[k] > depth) return { colour: sphere, cover: 1 };
  const mixed = (c: 0 | 1 | 2): number => veil * surface[c] + (1 - veil) * sphere[c];
  return { colour: [mixed(0), mixed(1), mixed(2)], cover: 1 };
}

/** Means over the samples of each pixel, as bytes. */
function averaged(samples: Float32Array, pixels: number): Uint8Array {
  const bytes = new Uint8Array(4 * pixels * pixels);
  const wide = pixels * oversampling;
  for (let row = 0; row < pixels; row++) {
    for (let column = 0; column < pixels; column++) {
      const sum = [0, 0, 0, 0];
      for (let s = 0; s < oversampling ** 2; s++) {
        const from =
          4 *
          ((row * oversampling + Math.floor(s / oversampling)) * wide +
            column * oversampling +
            (s % oversampling));
        for (let c = 0; c < 4; c++) sum[c] += samples[from + c];
      }
      const at = 4 * (row * pixels + column);
      for (let c = 0; c < 3; c++) bytes[at + c] = sum[3] > 0 ? Math.round((255 * sum[c]) / sum[3]) : 0;
      bytes[at + 3] = Math.round((255 * sum[3]) / oversampling ** 2);
    }
  }
  return bytes;
}
